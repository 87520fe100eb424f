/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import org.jspecify.annotations.Nullable;

/**
 * How an {@link RtpTransport} is made.
 *
 * @param localAddress IP literal to bind to and to announce, null for the engine's bind address
 * @param srtp key negotiation
 * @param ice whether ICE candidates are offered
 * @param stunAddress STUN server for a server-reflexive candidate, null for none; only with ICE
 * @param stunPort its UDP port
 */
public record RtpTransportOptions(
        @Nullable String localAddress, SrtpPolicy srtp, boolean ice, @Nullable String stunAddress, int stunPort) {

    /** Plain RTP on the engine's address. */
    public static final RtpTransportOptions PLAIN =
            new RtpTransportOptions(null, SrtpPolicy.DISABLED, false, null, 3478);

    public RtpTransportOptions withSrtp(SrtpPolicy value) {
        return new RtpTransportOptions(localAddress, value, ice, stunAddress, stunPort);
    }

    public RtpTransportOptions withLocalAddress(@Nullable String value) {
        return new RtpTransportOptions(value, srtp, ice, stunAddress, stunPort);
    }
}
