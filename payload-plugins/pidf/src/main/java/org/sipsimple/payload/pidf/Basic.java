/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.pidf;

/**
 * Whether a service takes messages (RFC 3863 section 4.1.4).
 */
public enum Basic {
    OPEN,
    CLOSED
}
