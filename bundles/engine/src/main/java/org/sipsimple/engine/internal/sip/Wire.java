/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

/** Values as the arguments of commands want them, with the guards that belong to this side of the border. */
final class Wire {
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(100, "Trying"),
            Map.entry(180, "Ringing"),
            Map.entry(181, "Call Is Being Forwarded"),
            Map.entry(182, "Queued"),
            Map.entry(183, "Session Progress"),
            Map.entry(200, "OK"),
            Map.entry(202, "Accepted"),
            Map.entry(302, "Moved Temporarily"),
            Map.entry(400, "Bad Request"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(408, "Request Timeout"),
            Map.entry(480, "Temporarily Unavailable"),
            Map.entry(481, "Call/Transaction Does Not Exist"),
            Map.entry(416, "Unsupported URI Scheme"),
            Map.entry(489, "Bad Event"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(486, "Busy Here"),
            Map.entry(487, "Request Terminated"),
            Map.entry(488, "Not Acceptable Here"),
            Map.entry(491, "Request Pending"),
            Map.entry(500, "Server Internal Error"),
            Map.entry(503, "Service Unavailable"),
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

    /** @throws IllegalArgumentException for a digest in place of a password, which the native side does not take */
    static void requirePassword(@Nullable Credentials credentials) {
        if (credentials != null && credentials.password().isEmpty()) {
            throw new IllegalArgumentException("credentials need the password, a digest alone is not supported");
        }
    }

    static void putCredentials(FieldWriter args, @Nullable Credentials credentials) {
        List<Credentials> all = credentials == null ? List.of() : List.of(credentials);
        args.putList(all, (item, one) -> item.putText(one.realm().orElse("*"))
                .putText(one.username())
                .putText(one.password().orElseThrow()));
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
        return name == null ? Addresses.uriHost(route.address()) : name;
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
