/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

/**
 * The commands of the core and of SIP; ranges: 0x01xx core, 0x02xx requests and calls, 0x03xx subscriptions, 0x04xx media.
 *
 * <p>Each description lists the arguments in order, after what the id means, and what {@link PjsipBorder#call} answers beyond the
 * status (nothing unless said). Conventions:
 *
 * <ul>
 *   <li>{@code text} is UTF-8 without CR, LF and NUL (else {@link PjsipBorder#INVALID_ARGUMENT}); only
 *       {@code text?} may be empty, and it and {@code bytes?} may be absent; {@code flag} is an int, 0 or 1.
 *   <li><b>headers</b> is a list of (text name, text? value); they are added to what PJSIP itself makes, and may not be those: Via,
 *       From, To, Call-ID, CSeq, Contact, Route, Record-Route, Max-Forwards, Content-Type, Content-Length are refused.
 *   <li><b>credentials</b> is a list of (text realm, text user, text? password, text? digest); realm {@code *} fits all. A digest
 *       counts instead of the password: the hash of user, realm and password in 32 hexadecimal digits (MD5) or 64 (SHA-256,
 *       SHA-512/256).
 *   <li><b>routes</b> is a list of text, each one Route value such as {@code <sip:proxy.example.org;lr;transport=tls>}. A name in
 *       it stays a name (for SNI and the certificate) and is looked up through {@link Event#RESOLVE}.
 *   <li>addresses (From, To, Contact) are name-addr or addr-spec as in the header; URIs are addr-spec.
 *   <li>transport is {@code udp}, {@code tcp} or {@code tls}.
 *   <li>sdp is the complete text of one session description. A payload type number above 127 in an rtpmap is refused
 *       (PJMEDIA_SDP_EINPT, 220033): PJSIP would index memory with it; and so are more rtpmaps of numbers above 95
 *       in one m-line than there are such numbers.
 * </ul>
 *
 * <p>Ids of new objects are chosen by Java: positive and never used before; one that is in use is refused with
 * {@link PjsipBorder#EXISTS}. An id that is unknown, or of another kind, gives {@link PjsipBorder#NOT_FOUND}.
 */
public final class Op {
    /** Id unused. int level: 0 (nothing) to 5; 3 is what an operator wants, 5 shows messages. */
    public static final int SET_LOG_LEVEL = 0x0101;
    /** Id unused. flag: whether {@link Event#TRACE} comes for each SIP message. */
    public static final int SET_TRACE = 0x0102;
    /**
     * Starts or restarts the listeners of a transport, all or none. Id unused. text transport; list of text bind addresses (literals,
     * one for each family at most); int port (0: any that is free for all). Answer: int port. Those that there are are replaced; they
     * are given up only after the new ones run unless both want the same port.
     */
    public static final int START_TRANSPORT = 0x0103;
    /** Ends the listener of a transport; connections in use live on until they are idle. Id unused. text transport. */
    public static final int STOP_TRANSPORT = 0x0104;
    /**
     * Settings of the TLS listener and of all connections made through it, used at the next {@link #START_TRANSPORT} for
     * {@code tls}. Id unused. text? certificate file (PEM, chain); text? private key file; text? its password; text? CA list file (absent: the
     * system's);
     * flag verify the server's certificate and name; flag require a client certificate; int protocols (bits 1: TLS 1.0, 2: 1.1, 4:
     * 1.2, 8: 1.3; 0: 1.2 and 1.3); int timeout of connecting and handshake in ms (0: none).
     */
    public static final int SET_TLS = 0x0105;
    /** Id unused. No arguments. Answer: list of (text transport, text local address without port, int port): the listeners. */
    public static final int LIST_TRANSPORTS = 0x0106;
    /**
     * Answers {@link Event#RESOLVE}. Id: the event's id. int status (0, or why not: 70018 PJ_ERESOLVE is usual); list of (text address
     * literal, int port, text transport) in the order to be tried, at most 8. An unknown id (already timed out) is ignored.
     */
    public static final int RESOLVED = 0x0107;
    /**
     * Counts for tests and monitoring. Id unused. No arguments. Answer: list of (text name, long value); names: {@code objects}
     * (ids alive), {@code pools}, {@code transactions}, {@code dialogs}, {@code connections}, {@code resolving}, {@code log-dropped},
     * {@code events-lost}, {@code timers}, and what media files add.
     */
    public static final int COUNTERS = 0x0108;
    /** Gives unused heap back to the system; worth it when the engine has become idle. Id unused. No arguments. */
    public static final int TRIM = 0x0109;
    /** User-Agent of requests and Server of responses that have none. Id unused. text? value. */
    public static final int SET_USER_AGENT = 0x010A;
    /**
     * Which methods outside dialogs are reported as {@link Event#REQUEST_RECEIVED}. Id unused. list of text. INVITE is always reported
     * (as {@link Event#INVITE_RECEIVED}); OPTIONS not in the list is answered 200, others 405 with Allow.
     */
    public static final int SET_METHODS = 0x010B;
    /**
     * Session timers (RFC 4028) of incoming calls. Id unused. flag used when the peer supports them; int Session-Expires in s (at
     * least 90); int Min-SE in s (at least 90).
     */
    public static final int SET_SESSION_TIMERS = 0x010C;
    /**
     * The timers of RFC 3261 17 for transactions from now on, until the next start. Id unused. int T1, T2 and T4 in ms, 10 to
     * 60000 (500, 4000 and 5000 at start); what depends on T1 (64 times it) follows.
     */
    public static final int SET_SIP_TIMERS = 0x010D;
    /**
     * Gives up the TCP and TLS connections from an address that this host has lost, those being made included: their transactions
     * fail at once, as when a connection breaks, and what is sent from now on goes over new ones. Id unused. text address
     * literal. Answer: int how many there were.
     */
    public static final int LEAVE_ADDRESS = 0x010E;

    /**
     * After how much silence TCP and TLS connections that are made from now on get a keep-alive (RFC 5626 3.5.1), until the next
     * start. Id unused. int seconds, 0 (never) to 3600; 100 at start.
     */
    public static final int SET_KEEP_ALIVE = 0x0110;
    /** Sends a keep-alive over UDP. Id unused. text IP literal; int port. */
    public static final int KEEP_ALIVE = 0x0111;

    /**
     * Makes a call. Id: new. text From; text To; text? request URI (absent: the one of To); text Contact; routes; text? Call-ID;
     * bytes? sdp (absent: the peer has to offer, see {@link Event#OFFER_REQUIRED}); headers; credentials; int seconds until a call
     * without final answer is cancelled (0: never); int options (1: require 100rel, 2: session timers); int Session-Expires in s
     * (with option 2; at least 90). Then come {@link Event#INVITE_STATE}s, the last of them with state 6.
     */
    public static final int INVITE = 0x0201;
    /**
     * Answers an incoming INVITE or re-INVITE, or the peer's offer in a 200. Id: the call. int code (101 to 699); text? reason; bytes?
     * sdp; headers; text? Contact (of this dialog from now on; until then it is the
     * address that the call came to). A 2xx needs sdp unless an early answer was given; codes of 300 and
     * above end an incoming call, or leave a call as it was before the re-INVITE; sdp is ignored then.
     */
    public static final int ANSWER = 0x0202;
    /**
     * Sends a re-INVITE. Id: the call. bytes? sdp (absent: the peer offers); headers; text? Contact. The outcome is
     * {@link Event#REINVITE_RESULT}; {@link PjsipBorder#INVALID_OPERATION} while another offer or INVITE is pending.
     */
    public static final int REINVITE = 0x0203;
    /** Sends an UPDATE (RFC 3311). Arguments and outcome as {@link #REINVITE}; sdp absent: a refresh only. */
    public static final int UPDATE = 0x0204;
    /** Cancels the re-INVITE that is under way; its result (487, or 200 when it was too late) comes all the same. Id: the call. */
    public static final int CANCEL_REINVITE = 0x0205;
    /**
     * Ends a call in the way that its state asks for: CANCEL, BYE, or a rejection with the code. Id: the call. int code (300 to 699,
     * of a rejection; 0: 603); text? reason phrase of a rejection; headers (a Reason for BYE and CANCEL). A CANCEL
     * waits for a first provisional answer, and is given up 5 s
     * after this command. {@link Event#INVITE_STATE} with state 6 follows in every case.
     */
    public static final int END = 0x0206;
    /**
     * The description with which an UPDATE from the peer will be answered, that of the last INVITE, ANSWER, REINVITE or this command
     * (an UPDATE has to be answered before Java could be asked). Id: the call. bytes sdp.
     */
    public static final int SET_LOCAL_SDP = 0x0207;
    /**
     * Sends a request inside a call's dialog, such as INFO or REFER, or NOTIFY in a dialog of
     * {@link #OPEN_DIALOG}. Id: the new request. long id of the call or dialog; text method; headers;
     * text? Content-Type; bytes? body. The outcome is {@link Event#RESPONSE}.
     */
    public static final int CALL_REQUEST = 0x0208;

    /**
     * Sends a request outside a dialog. Id: new. text method; text request URI; text From (a tag in it is kept); text To (likewise);
     * text? Contact; routes; text? Call-ID; int CSeq (-1: any); headers; text? Content-Type; bytes? body; credentials; int ms until
     * it is given up with 408 (0: transaction timeout only). Digest challenges are answered, at most twice. Then come
     * {@link Event#RESPONSE}s, the last of them final. The headers of a REGISTER may have further Contacts.
     */
    public static final int REQUEST = 0x0210;
    /** Gives up a request: its {@link Event#RESPONSE} comes at once with 487. Id: the request. */
    public static final int ABORT_REQUEST = 0x0211;
    /**
     * Answers {@link Event#REQUEST_RECEIVED} or {@link Event#IN_DIALOG_REQUEST}. Id: the incoming request. int code (100 to 699);
     * text? reason; headers
     * (Contact only outside dialogs); text? Content-Type; bytes? body. A final code ends the id.
     */
    public static final int RESPOND = 0x0212;

    /**
     * Opens a dialog without a call by its first request, for subscriptions (RFC 6665) and REFER; their states, refreshing and retrying
     * are Java's. Id: the new dialog. long id of the request (new); text From; text To; text? request URI; text Contact; routes; text?
     * Call-ID; credentials; text method (SUBSCRIBE or REFER); headers (Event, Expires...); text? Content-Type; bytes? body. Then come
     * {@link Event#RESPONSE} for the request and {@link Event#IN_DIALOG_REQUEST} for the dialog, such as NOTIFY, perhaps before the
     * response; further requests go out by {@link #CALL_REQUEST} with the dialog's id.
     */
    public static final int OPEN_DIALOG = 0x0301;
    /** Gives up a dialog of {@link #OPEN_DIALOG} or {@link Event#DIALOG_RECEIVED}, whatever became of it. Id: the dialog. */
    public static final int CLOSE_DIALOG = 0x0302;

    /** Gives another address as ours in a dialog from now on. Id: the call or dialog. text Contact. */
    public static final int SET_CONTACT = 0x0303;

    private Op() {}
}
