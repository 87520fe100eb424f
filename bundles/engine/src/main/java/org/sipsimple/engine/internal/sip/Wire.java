/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.sip.UnsupportedUriSchemeException;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

/** Values as the arguments of commands want them, with the guards that belong to this side of the border. */
final class Wire {
    private static final Logger LOG = System.getLogger(Wire.class.getName());
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(100, "Trying"),
            Map.entry(180, "Ringing"),
            Map.entry(181, "Call Is Being Forwarded"),
            Map.entry(182, "Queued"),
            Map.entry(183, "Session Progress"),
            Map.entry(200, "OK"),
            Map.entry(202, "Accepted"),
            Map.entry(204, "No Notification"),
            Map.entry(300, "Multiple Choices"),
            Map.entry(301, "Moved Permanently"),
            Map.entry(302, "Moved Temporarily"),
            Map.entry(305, "Use Proxy"),
            Map.entry(380, "Alternative Service"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(402, "Payment Required"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(406, "Not Acceptable"),
            Map.entry(407, "Proxy Authentication Required"),
            Map.entry(408, "Request Timeout"),
            Map.entry(410, "Gone"),
            Map.entry(412, "Conditional Request Failed"),
            Map.entry(413, "Request Entity Too Large"),
            Map.entry(414, "Request-URI Too Long"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(416, "Unsupported URI Scheme"),
            Map.entry(420, "Bad Extension"),
            Map.entry(421, "Extension Required"),
            Map.entry(422, "Session Interval Too Small"),
            Map.entry(423, "Interval Too Brief"),
            Map.entry(429, "Provide Referrer Identity"),
            Map.entry(480, "Temporarily Unavailable"),
            Map.entry(481, "Call/Transaction Does Not Exist"),
            Map.entry(482, "Loop Detected"),
            Map.entry(483, "Too Many Hops"),
            Map.entry(484, "Address Incomplete"),
            Map.entry(485, "Ambiguous"),
            Map.entry(486, "Busy Here"),
            Map.entry(487, "Request Terminated"),
            Map.entry(488, "Not Acceptable Here"),
            Map.entry(489, "Bad Event"),
            Map.entry(491, "Request Pending"),
            Map.entry(493, "Undecipherable"),
            Map.entry(500, "Server Internal Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Server Time-out"),
            Map.entry(505, "Version Not Supported"),
            Map.entry(513, "Message Too Large"),
            Map.entry(580, "Precondition Failure"),
            Map.entry(600, "Busy Everywhere"),
            Map.entry(603, "Decline"),
            Map.entry(604, "Does Not Exist Anywhere"),
            Map.entry(606, "Not Acceptable"));

    private Wire() {}

    /** The usual phrase of a status code, empty for an unusual code. */
    static String reason(int code) {
        return REASONS.getOrDefault(code, "");
    }

    /** Refuses text that would break out of its header line. Implementations of SipHeader may come from plugins. */
    static String requireLine(String what, String text) {
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(what + " contains a line end or NUL");
        }
        return text;
    }

    static void requireLines(List<SipHeader> headers) {
        for (SipHeader header : headers) {
            requireLine("header name", header.name());
            requireLine("header " + header.name(), header.value());
        }
    }

    /** Checks the parts of a refusal. */
    static void requireRefusal(int code, @Nullable String reason, List<SipHeader> headers) {
        if (code < 300 || code > 699) {
            throw new IllegalArgumentException("status code " + code + " refuses nothing");
        }
        requireLine("reason", reason == null ? "" : reason);
        requireLines(headers);
    }

    /** A header field of a peer's message that has to be there. */
    static <T> T required(String name, Optional<T> header) {
        return header.orElseThrow(() -> new SipSyntaxException(name + " is missing", "", 0));
    }

    /** Refuses a request of a peer for what is wrong in it. */
    static void refuseMalformed(EngineCore core, long request, SipSyntaxException why) {
        LOG.log(Level.DEBUG, () -> "request " + request + " is malformed: " + why.getMessage());
        respond(core, request, why instanceof UnsupportedUriSchemeException ? 416 : 400, null, List.of());
    }

    static void putHeaders(FieldWriter args, List<? extends SipHeader> headers) {
        args.putList(headers, (item, header) -> item.putText(header.name()).putText(header.value()));
    }

    /** Answers a request of a peer, without a body. */
    static void respond(
            EngineCore core, long request, int code, @Nullable String reason, List<? extends SipHeader> headers) {
        FieldWriter args = new FieldWriter().putInt(code).putText(reason);
        putHeaders(args, headers);
        core.post(
                "answer request " + request,
                Op.RESPOND,
                request,
                args.putText(null).putBytes(null));
    }

    static void putCredentials(FieldWriter args, @Nullable Credentials credentials) {
        List<Credentials> all = credentials == null ? List.of() : List.of(credentials);
        args.putList(all, (item, one) -> item.putText(one.realm().orElse("*"))
                .putText(one.username())
                .putText(one.password().orElse(null))
                .putText(one.digest().orElse(null)));
    }

    /** Content-Type and body, or neither. */
    static void putBody(FieldWriter args, @Nullable SipBody body) {
        args.putText(body == null ? null : body.type().value()).putBytes(body == null ? null : body.bytes());
    }

    /** The Route headers for a way to a target: none when the target itself already says the same. */
    static List<String> routes(Route route, SipUri target) {
        return isItsOwnRoute(route, target) ? List.of() : List.of(routeHeader(route));
    }

    /** For TLS the name stays in it: the certificate is checked against it. */
    static String routeHeader(Route route) {
        String host = routeHost(route);
        String transport = route.transport() == Transport.UDP
                ? ""
                : ";transport=" + route.transport().parameter();
        return "<sip:" + host + ":" + route.port() + transport + ";lr>";
    }

    private static String routeHost(Route route) {
        String name = tlsName(route);
        if (name == null) {
            return Addresses.uriHost(route.address());
        }
        return name.indexOf(':') >= 0 ? "[" + name + "]" : name; // an address may stand in a certificate too
    }

    private static @Nullable String tlsName(Route route) {
        return route.transport() == Transport.TLS ? route.tlsName() : null;
    }

    private static boolean isItsOwnRoute(Route route, SipUri target) {
        String name = tlsName(route);
        return target.effectiveTransport() == route.transport()
                && target.effectivePort() == route.port()
                && target.host().equalsIgnoreCase(name == null ? route.address().getHostAddress() : name);
    }
}
