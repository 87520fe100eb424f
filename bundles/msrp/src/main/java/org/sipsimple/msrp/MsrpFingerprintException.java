/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

/** The peer showed another certificate than the one its SDP announced, or none. */
public final class MsrpFingerprintException extends MsrpException {
    private static final long serialVersionUID = 1L;

    MsrpFingerprintException(String message) {
        super(message);
    }
}
