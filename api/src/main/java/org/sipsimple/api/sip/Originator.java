/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/** Which side caused something. */
public enum Originator {
    LOCAL,
    REMOTE
}
