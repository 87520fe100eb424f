/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presrules;

/**
 * What becomes of a subscription, from least to most (RFC 5025 section 3.2.1).
 */
public enum SubHandlingValue {
    BLOCK,
    CONFIRM,
    POLITE_BLOCK,
    ALLOW
}
