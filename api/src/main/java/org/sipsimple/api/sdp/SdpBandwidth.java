/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sdp;

import org.sipsimple.api.sip.SipSyntaxException;

/**
 * A {@code b=} line (RFC 8866 section 5.8).
 *
 * @param type {@code AS} in kilobits per second, {@code TIAS} in bits per second, or another
 * @param value the amount, not negative
 */
public record SdpBandwidth(String type, long value) {

    /** @throws SipSyntaxException when the type is no word or the value negative */
    public SdpBandwidth {
        SdpText.requireName("bandwidth type", type);
        if (value < 0) {
            throw new SipSyntaxException("bandwidth is negative", Long.toString(value), 0);
        }
    }

    /** The line without {@code b=}. */
    @Override
    public String toString() {
        return type + ':' + value;
    }
}
