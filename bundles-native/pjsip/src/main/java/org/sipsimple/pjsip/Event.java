/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

/**
 * The events of the core and of SIP, in the ranges of {@link Op}. Each description says what the id and the code are and lists the
 * payload's fields.
 *
 * <p>Conventions: {@code raw} is a whole SIP message as received; {@code peer} and {@code local} are addresses as {@code ip:port} or
 * {@code [ip]:port}; transport is {@code udp}, {@code tcp} or {@code tls}; a reason phrase may be empty. Text is what came over the
 * network: not always valid UTF-8.
 */
public final class Event {
    /** Id 0; code: level. text line. */
    public static final int LOG = 0x0101;
    /** Id 0; code: 0 received, 1 sent. long time in µs since the epoch; text transport; text local; text peer; bytes message. */
    public static final int TRACE = 0x0102;
    /** A posted command could not be done. Id: as posted; code: status. int op; text of the status. */
    public static final int COMMAND_FAILED = 0x0103;
    /**
     * A connection changed. Id 0; code: 1 connected, 2 disconnected (also: could not connect), 3 shutting down. text transport; text
     * local; text peer; text host name that was asked for (may be empty); int status; text of the status (empty when 0).
     */
    public static final int TRANSPORT = 0x0104;
    /**
     * The peer's certificate was not accepted. Id 0; code: bits (1 no issuer, 2 untrusted, 4 validity period, 8 issuer mismatch,
     * 0x10 CRL, 0x20 revoked, 0x40 signature, 0x80 purpose, 0x200 chain too long, 0x40000000 name, 0x80000000 other). text
     * transport; text local; text peer; text host name that was asked for; text reasons, by comma; text subject; text issuer.
     */
    public static final int TLS_VERIFY = 0x0105;
    /**
     * A host name has to be looked up; {@link Op#RESOLVED} answers. Id: token (negative); code 0. text host; int port (0: none given);
     * text transport (empty: not given); flag secure (a {@code sips} URI or TLS). Unanswered ones fail after 30 s and at stop.
     */
    public static final int RESOLVE = 0x0106;

    /**
     * Somebody calls; {@link Op#ANSWER} or {@link Op#END} is wanted, 100 has been sent. Id: the new call (negative); code 0. bytes
     * raw; bytes? sdp (absent: no offer); text transport; text peer; text local; long id of the call that its
     * Replaces names (0: none; an invalid one has been refused).
     */
    public static final int INVITE_RECEIVED = 0x0201;
    /**
     * A call changed. Id: the call; code: state (1 calling, 2 incoming, 3 early, 4 connecting: 2xx sent or received, 5 confirmed: ACK,
     * 6 disconnected: the id is dead). int SIP code of the reason (0: none); text reason phrase; bytes? raw message that caused it
     * (absent: something local); text transport and text peer of that message (empty when absent). State 3 comes for each provisional
     * answer.
     */
    public static final int INVITE_STATE = 0x0202;
    /**
     * Offer and answer were brought together. Id: the call; code: status (0, or why they do not fit; 220048 when no media are left:
     * the call goes on). bytes? local sdp; bytes? remote sdp.
     */
    public static final int SDP_NEGOTIATED = 0x0203;
    /** The peer sent a re-INVITE; {@link Op#ANSWER} is wanted. Id: the call; code 0. bytes raw; bytes? sdp (absent: offer wanted). */
    public static final int REINVITE_RECEIVED = 0x0204;
    /** The peer's UPDATE has been answered. Id: the call; code: SIP code sent. bytes raw; bytes? sdp offered; bytes? sdp answered. */
    public static final int UPDATE_RECEIVED = 0x0205;
    /** End of our re-INVITE or UPDATE. Id: the call; code: final SIP code. text method; text reason phrase; bytes? raw. */
    public static final int REINVITE_RESULT = 0x0206;
    /** A request in the dialog of a call or of {@link Op#OPEN_DIALOG}; {@link Op#RESPOND}. Id: the call or dialog; code 0. long id of the request (negative); bytes raw; text
     * transport; text peer. */
    public static final int IN_DIALOG_REQUEST = 0x0207;
    /** Our 2xx was never acknowledged; BYE is sent and {@link #INVITE_STATE} 6 follows. Id: the call; code 408. No fields. */
    public static final int ACK_MISSING = 0x0208;
    /**
     * The 2xx to our INVITE or re-INVITE without sdp carries an offer, and the ACK is held back until {@link Op#ANSWER} (code 200) brings
     * the sdp to go with it, or {@link Op#END}. Id: the call; code 0. bytes sdp offered.
     */
    public static final int OFFER_REQUIRED = 0x0209;
    /** The peer has cancelled its re-INVITE, which has been answered 487. Id: the call; code 487. No fields. */
    public static final int REINVITE_CANCELLED = 0x020A;

    /** A request outside dialogs; {@link Op#RESPOND}. Id: the request (negative); code 0. bytes raw; text transport; text peer; text
     * local. */
    public static final int REQUEST_RECEIVED = 0x0210;
    /**
     * An answer to {@link Op#REQUEST} or {@link Op#CALL_REQUEST}. Id: the request; code: SIP code. flag final (the id is dead then);
     * text reason phrase; bytes? raw (absent: made here, as 408 for a timeout or 503 for a transport that failed); text transport;
     * text peer (both empty without raw); int status of the failure (0: none).
     */
    public static final int RESPONSE = 0x0211;
    /** An incoming request was not answered within 10 s (500 was sent) or its dialog ended. Id: the request, dead; code: SIP code. */
    public static final int REQUEST_EXPIRED = 0x0212;

    /**
     * A SUBSCRIBE or REFER outside dialogs, of which {@link Op#SET_METHODS} has the method. Id: the new dialog (negative), to be given
     * back by {@link Op#CLOSE_DIALOG}; code 0. long id of the request (negative), for {@link Op#RESPOND}; bytes raw; text transport;
     * text peer; text local.
     */
    public static final int DIALOG_RECEIVED = 0x0301;

    private Event() {}
}
