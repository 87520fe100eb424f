/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import org.jspecify.annotations.Nullable;

/**
 * How an {@link RtpTransport} is made.
 *
 * @param localAddress IP literal to bind to and to announce; {@code 0.0.0.0} or {@code ::} for the engine's bind address or, when it
 *     has none, all addresses of that family; null for the engine's bind address or all IPv4 ones. STUN and TURN servers of another
 *     family than its are left out
 * @param srtp key negotiation
 * @param ice where candidates of ICE come from, null for no ICE
 */
public record RtpTransportOptions(@Nullable String localAddress, SrtpPolicy srtp, @Nullable IceOptions ice) {

    /** Plain RTP on the engine's address. */
    public static final RtpTransportOptions PLAIN = new RtpTransportOptions(null, SrtpPolicy.DISABLED, null);

    public RtpTransportOptions withSrtp(SrtpPolicy value) {
        return new RtpTransportOptions(localAddress, value, ice);
    }

    public RtpTransportOptions withLocalAddress(@Nullable String value) {
        return new RtpTransportOptions(value, srtp, ice);
    }

    public RtpTransportOptions withIce(@Nullable IceOptions value) {
        return new RtpTransportOptions(localAddress, srtp, value);
    }
}
