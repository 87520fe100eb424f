/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

/**
 * An MSRP URI (RFC 4975 section 6). Immutable.
 *
 * @param host name or address; IPv6 addresses without brackets
 * @param useTls whether the scheme is {@code msrps}
 * @param user the user part, or null
 * @param port 1 to 65535, or 0 when the URI names none
 * @param sessionId the session at that host, or null as in the URI of a relay
 * @param transport nearly always {@code tcp}
 * @param parameters the others behind the transport, in order; an empty value has no {@code =}
 */
public record MsrpUri(
        String host,
        boolean useTls,
        @Nullable String user,
        int port,
        @Nullable String sessionId,
        String transport,
        Map<String, String> parameters) {
    /** The port of URIs that name none. */
    public static final int DEFAULT_PORT = 2855;

    private static final String FORBIDDEN = " \t\r\n\0<>\"";

    public MsrpUri {
        if (host.isEmpty() || port < 0 || port > 65535 || transport.isEmpty()) {
            throw new IllegalArgumentException("no MSRP URI: host '" + host + "', port " + port);
        }
        requirePlain(host);
        requirePlain(user);
        requirePlain(sessionId);
        requirePlain(transport);
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        parameters.forEach((name, value) -> {
            requirePlain(name);
            requirePlain(value);
        });
    }

    private static void requirePlain(@Nullable String part) {
        if (part != null && part.chars().anyMatch(c -> c < ' ' || FORBIDDEN.indexOf(c) >= 0)) {
            throw new IllegalArgumentException("not allowed in an MSRP URI: " + part.replaceAll("\\p{Cntrl}", "?"));
        }
    }

    /** A URI over TCP without user and parameters. */
    public static MsrpUri of(String host, boolean useTls, int port, @Nullable String sessionId) {
        return new MsrpUri(host, useTls, null, port, sessionId, "tcp", Map.of());
    }

    /**
     * Reads one URI.
     *
     * @throws MsrpSyntaxException when it is none
     */
    public static MsrpUri parse(String text) throws MsrpSyntaxException {
        try {
            return read(text);
        } catch (IllegalArgumentException e) {
            MsrpSyntaxException failure = new MsrpSyntaxException("no MSRP URI", text);
            failure.initCause(e);
            throw failure;
        }
    }

    /** Reads URIs with spaces between, as in {@code To-Path} and in SDP's {@code a=path}; at least one. */
    public static List<MsrpUri> parsePath(String text) throws MsrpSyntaxException {
        String[] parts = text.strip().split(" +", -1);
        MsrpUri[] uris = new MsrpUri[parts.length];
        for (int i = 0; i < parts.length; i++) {
            uris[i] = parse(parts[i]);
        }
        return List.of(uris);
    }

    /** The reverse of {@link #parsePath}. */
    public static String pathText(List<MsrpUri> path) {
        StringJoiner text = new StringJoiner(" ");
        path.forEach(uri -> text.add(uri.toString()));
        return text.toString();
    }

    private static MsrpUri read(String text) {
        String lower = text.substring(0, Math.min(8, text.length())).toLowerCase(Locale.ROOT);
        boolean tls = lower.startsWith("msrps://");
        if (!tls && !lower.startsWith("msrp://")) {
            throw new IllegalArgumentException("scheme");
        }
        String[] parts = text.substring(tls ? 8 : 7).split(";", -1);
        if (parts.length < 2) {
            throw new IllegalArgumentException("no transport");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 2; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            String name = equals < 0 ? parts[i] : parts[i].substring(0, equals);
            parameters.put(name, equals < 0 ? "" : parts[i].substring(equals + 1));
        }
        int slash = parts[0].indexOf('/');
        String authority = slash < 0 ? parts[0] : parts[0].substring(0, slash);
        String session = slash < 0 ? null : parts[0].substring(slash + 1);
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? null : authority.substring(0, at);
        String hostPort = authority.substring(at + 1);
        int bracket = hostPort.indexOf(']');
        int colon = hostPort.indexOf(':', Math.max(bracket, 0));
        String host = colon < 0 ? hostPort : hostPort.substring(0, colon);
        int port = colon < 0 ? 0 : port(hostPort.substring(colon + 1));
        if (bracket >= 0) {
            if (!host.startsWith("[") || !host.endsWith("]")) {
                throw new IllegalArgumentException("brackets");
            }
            host = host.substring(1, host.length() - 1);
        }
        return new MsrpUri(host, tls, user, port, session, parts[1], parameters);
    }

    private static int port(String digits) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("port " + digits);
        }
        return Integer.parseInt(digits);
    }

    /** Whether both name the same resource by RFC 4975 section 6.1: user and parameters don't count. */
    public boolean matches(MsrpUri other) {
        return useTls == other.useTls
                && port == other.port
                && host.equalsIgnoreCase(other.host)
                && transport.equalsIgnoreCase(other.transport)
                && Objects.equals(sessionId, other.sessionId);
    }

    /** Whether both name the same session, wherever it is: what session matching compares. */
    public boolean sameSession(MsrpUri other) {
        return sessionId != null && sessionId.equals(other.sessionId);
    }

    public MsrpUri withPort(int newPort) {
        return new MsrpUri(host, useTls, user, newPort, sessionId, transport, parameters);
    }

    public MsrpUri withSessionId(String newSessionId) {
        return new MsrpUri(host, useTls, user, port, newSessionId, transport, parameters);
    }

    public MsrpUri withHost(String newHost) {
        return new MsrpUri(newHost, useTls, user, port, sessionId, transport, parameters);
    }

    public int portOrDefault() {
        return port == 0 ? DEFAULT_PORT : port;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(useTls ? "msrps://" : "msrp://");
        if (user != null) {
            text.append(user).append('@');
        }
        boolean ip6 = host.indexOf(':') >= 0;
        text.append(ip6 ? "[" : "").append(host).append(ip6 ? "]" : "");
        if (port != 0) {
            text.append(':').append(port);
        }
        if (sessionId != null) {
            text.append('/').append(sessionId);
        }
        text.append(';').append(transport);
        parameters.forEach((name, value) -> {
            text.append(';').append(name);
            if (!value.isEmpty()) {
                text.append('=').append(value);
            }
        });
        return text.toString();
    }
}
