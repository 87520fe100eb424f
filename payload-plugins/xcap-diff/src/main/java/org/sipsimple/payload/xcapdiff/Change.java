/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdiff;

/**
 * A thing that changed.
 */
public sealed interface Change permits Document, Element, Attribute {
    /** Where it is, relative to the root of the server. */
    String selector();
}
