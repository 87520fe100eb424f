/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

/** Progress of ICE in an {@link RtpTransport}, in this order, but that any can be followed by {@link #FAILED}. */
public enum IceState {
    /** STUN and TURN servers are being asked. */
    GATHERING,
    /** All candidates of ours are known. */
    GATHERED,
    /** Both sides' candidates are being tried. */
    NEGOTIATING,
    /** A pair was chosen for RTP and one for RTCP. */
    RUNNING,
    /** No candidates could be had, or no pair of them works. */
    FAILED
}
