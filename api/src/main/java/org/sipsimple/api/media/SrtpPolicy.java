/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

/** Seed setting {@code rtp.srtp_encryption}: whether media is encrypted, and how keys are agreed on. */
public enum SrtpPolicy {
    DISABLED,
    /** Keys in SDP (SDES, RFC 4568), offered inside RTP/AVP; used when the peer takes them. */
    OPTIONAL,
    /** Keys in SDP, RTP/SAVP only; a peer without them is refused. */
    MANDATORY,
    /**
     * Keys of a handshake on the way of the media itself, with the certificate whose fingerprint is in SDP (DTLS-SRTP,
     * RFC 5763, RFC 5764). UDP/TLS/RTP/SAVP only; a peer without it is refused.
     */
    DTLS
}
