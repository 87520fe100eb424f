/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

/** The events of media, 0x04xx; conventions as in {@link Event}. */
public final class MediaEvent {
    /** The peer pressed a key. Id: stream; code: the digit as ASCII. No fields. */
    public static final int DTMF = 0x0401;
    /** Answer to {@link MediaOp#STREAM_WATCH}. Id: stream; code 0. long packets received so far. */
    public static final int RTP_RECEIVED = 0x0402;
    /** A stream could not go on after {@link MediaOp#STREAM_UPDATE}. Id: stream, dead; code: status. text of the status. */
    public static final int STREAM_FAILED = 0x0403;
    /** The last sample was played. Id: player; code 0. No fields. */
    public static final int PLAYER_ENDED = 0x0404;
    /** A write failed, and nothing more is written. Id: recorder; code: status. text of the status. */
    public static final int RECORDER_FAILED = 0x0405;
    /** A file is closed. Id: recorder, dead; code: status (0: it is complete). text of the status; long bytes of sound. */
    public static final int RECORDER_CLOSED = 0x0406;

    /** {@link MediaOp#RTP_RESET} is done. Id: transport; code 0. No fields. */
    public static final int RTP_RESET = 0x0407;

    /**
     * Answer to {@link MediaOp#DETECT_NAT}. Id: as given there; code: status. int type in the order of RFC 3489 and PJNATH (0 unknown);
     * text of the status, empty when it succeeded.
     */
    public static final int NAT_DETECTED = 0x0408;

    /** All tones queued have been played. Id: tones; code: order of the last request. No fields. */
    public static final int TONES_ENDED = 0x0409;

    /**
     * ICE went on. Id: transport; code: status. int phase: 1 candidates are gathered, 2 the negotiation has begun, 3 it has ended; text
     * of the status, empty when it succeeded; text address of the default candidate for RTP; list of the pairs in use, RTP's first: (int
     * type of ours, text ours, int type of the peer's, text the peer's), empty before phase 3. Types: 0 host, 1 server-reflexive, 2
     * peer-reflexive, 3 relayed.
     */
    public static final int ICE = 0x040A;

    /**
     * SRTP has started after a handshake of DTLS, or not. Id: transport; code: status, 0 when the peer has the certificate of its SDP.
     * text of the status, empty when it succeeded; text suite, empty when it failed, and then no media goes. After success it comes
     * again with each {@link MediaOp#RTP_START}.
     */
    public static final int DTLS = 0x040B;

    private MediaEvent() {}
}
