/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

/** Seed setting {@code rtp.srtp_encryption}: whether media is encrypted (SDES, RFC 4568). */
public enum SrtpPolicy {
    DISABLED,
    /** Offered inside RTP/AVP; used when the peer takes it. */
    OPTIONAL,
    /** RTP/SAVP only; a peer without it is refused. */
    MANDATORY
}
