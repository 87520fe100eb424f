/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

/**
 * Whether an element says all, a part, or that its thing is gone (RFC 4575 section 4.4).
 */
public enum State {
    FULL,
    PARTIAL,
    DELETED
}
