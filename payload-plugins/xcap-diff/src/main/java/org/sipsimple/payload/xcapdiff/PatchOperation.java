/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdiff;

/**
 * One step of a patch (RFC 5261).
 */
public sealed interface PatchOperation permits Add, Replace, Remove {
    /** What is changed: an XPath as RFC 5261 restricts it. */
    String selector();
}
