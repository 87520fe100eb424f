/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/** Which side began. */
public enum Direction {
    INCOMING,
    OUTGOING
}
