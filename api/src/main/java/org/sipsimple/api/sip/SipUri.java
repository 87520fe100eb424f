/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A {@code sip:} or {@code sips:} URI (RFC 3261 section 19.1). All components hold plain text: what the wire form
 * writes as {@code %40} is {@code @} here, and {@link #toString()} escapes again whatever needs it. Octets that are no
 * UTF-8 are held as the single surrogates U+DC80 to U+DCFF, so that they survive the way back to the wire.
 *
 * <p>Which of the characters that may stand in a component either way were escaped is not kept: {@code a%3Bb} is read as
 * {@code a;b} and written so.
 *
 * <p>Equality is that of the components; {@link #matches(SipUri)} compares as RFC 3261 does. Immutable.
 *
 * <pre>{@code
 * SipUri alice = SipUri.parse("sip:alice@example.com;transport=tls");
 * SipUri target = alice.withUser("bob").withoutParameter("transport");
 * }</pre>
 *
 * @param secure {@code true} for {@code sips}
 * @param user the user part, {@code null} when the URI names a host only
 * @param password the password, deprecated by the RFC; {@code null} when absent. {@link #toString()} shows it
 * @param host a host name, an IPv4 address, or an IPv6 address without brackets
 * @param port the explicit port, {@code null} when absent; a port of 0 is taken as absent
 * @param parameters URI parameters in order, names in lower case; a parameter without a value holds {@code ""}
 * @param headers header fields carried by the URI, in order; a name given several times holds the list joined by commas
 */
public record SipUri(
        boolean secure,
        @Nullable String user,
        @Nullable String password,
        String host,
        @Nullable Integer port,
        Map<String, String> parameters,
        Map<String, String> headers) {

    /** @throws SipSyntaxException when a component could not be written as part of a URI */
    public SipUri {
        if (password != null && user == null) {
            throw new SipSyntaxException("a password needs a user", "", 0);
        }
        if (user != null && user.isEmpty()) {
            throw new SipSyntaxException("user is empty", "", 0);
        }
        host = HostSyntax.require(host);
        port = port != null && port == 0 ? null : port;
        if (port != null && (port < 0 || port > 0xFFFF)) {
            throw new SipSyntaxException("port is out of range", port.toString(), 0);
        }
        UriEscapes.requireEncodable(user);
        UriEscapes.requireEncodable(password);
        parameters = UriEscapes.copyParameters(parameters);
        headers = UriEscapes.copyHeaders(headers);
    }

    /**
     * Reads the wire form; the scheme is required.
     *
     * @throws UnsupportedUriSchemeException when it is a URI of another scheme
     * @throws SipSyntaxException when the text is no SIP URI; its message never shows the password
     */
    public static SipUri parse(String text) {
        return SipUriParser.parse(text);
    }

    /**
     * Reads what people type: as {@link #parse}, but blanks around are ignored and {@code user@host} without a scheme
     * is taken as {@code sip:}. Such a text can't carry a password, as it could not be told from another scheme.
     *
     * @throws SipSyntaxException when the text is no SIP URI
     */
    public static SipUri parseLenient(String text) {
        return SipUriParser.parseLenient(text);
    }

    /** {@code sip:user@host}; without a user {@code sip:host}. */
    public static SipUri of(@Nullable String user, String host) {
        return new SipUri(false, user, null, host, null, Map.of(), Map.of());
    }

    /** {@code sip} or {@code sips}. */
    public String scheme() {
        return secure ? "sips" : "sip";
    }

    /** The {@code transport} parameter; empty when it is absent or names a transport we don't have. */
    public Optional<Transport> transport() {
        String value = parameters.get("transport");
        return value == null ? Optional.empty() : Transport.find(value);
    }

    /** The transport to use when nothing else decides: TLS for {@code sips}, else the parameter, else UDP. */
    public Transport effectiveTransport() {
        return secure ? Transport.TLS : transport().orElse(Transport.UDP);
    }

    /** The explicit port, or the default one of {@link #effectiveTransport()}. */
    public int effectivePort() {
        return port != null ? port : effectiveTransport().defaultPort();
    }

    /** The URI parameter of that name in any case, {@code ""} for one without a value. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The header field of that name in any case. */
    public Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The host, in brackets for IPv6, and the explicit port: {@code example.com}, {@code [::1]:5060}. */
    public String hostPort() {
        StringBuilder out = new StringBuilder(host.length() + 8);
        HostSyntax.append(out, host, port);
        return out.toString();
    }

    /** {@code user@host} as it stands in the URI, without scheme, port and parameters; only the host without a user. */
    public String address() {
        StringBuilder out = new StringBuilder(64);
        if (user != null) {
            UriEscapes.USER.append(out, user);
            out.append('@');
        }
        HostSyntax.append(out, host, null);
        return out.toString();
    }

    /**
     * Whether both are equivalent by RFC 3261 section 19.1.4: host, parameters and headers in any case; an explicit
     * port differs from an absent one; {@code transport}, {@code user}, {@code ttl}, {@code method} and {@code maddr}
     * must be in both or in none, other parameters only agree where both have them. IPv6 addresses are compared by
     * value (RFC 5954 section 4.1).
     */
    public boolean matches(SipUri other) {
        return SipUriComparison.equivalent(this, other);
    }

    /**
     * Whether every component named in {@code address} is the same in this URI; those it leaves out are not looked at.
     * {@code sip:alice@example.org:54321;transport=tls} matches {@code alice@example.org} but not
     * {@code sips:alice@example.org}. Spec: {@code SIPURI.matches}.
     *
     * @param address a SIP URI with or without scheme; for anything else the answer is {@code false}
     */
    public boolean matchesAddress(String address) {
        return SipUriComparison.covers(this, address);
    }

    /** The same URI with {@code sips} or {@code sip}. */
    public SipUri withSecure(boolean newSecure) {
        return new SipUri(newSecure, user, password, host, port, parameters, headers);
    }

    /** The same URI for another user; {@code null} removes user and password. */
    public SipUri withUser(@Nullable String newUser) {
        return new SipUri(secure, newUser, newUser == null ? null : password, host, port, parameters, headers);
    }

    /** The same URI with another password; {@code null} removes it. */
    public SipUri withPassword(@Nullable String newPassword) {
        return new SipUri(secure, user, newPassword, host, port, parameters, headers);
    }

    /** The same URI at another host. */
    public SipUri withHost(String newHost) {
        return new SipUri(secure, user, password, newHost, port, parameters, headers);
    }

    /** The same URI with another port; {@code null} removes it. */
    public SipUri withPort(@Nullable Integer newPort) {
        return new SipUri(secure, user, password, host, newPort, parameters, headers);
    }

    /** The same URI with exactly these parameters. */
    public SipUri withParameters(Map<String, String> newParameters) {
        return new SipUri(secure, user, password, host, port, newParameters, headers);
    }

    /**
     * The same URI with this parameter added at the end, or replaced in its place; {@code ""} for one without a value.
     */
    public SipUri withParameter(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(name.toLowerCase(Locale.ROOT), value);
        return withParameters(changed);
    }

    /** The same URI without that parameter. */
    public SipUri withoutParameter(String name) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        return changed.remove(name.toLowerCase(Locale.ROOT)) == null ? this : withParameters(changed);
    }

    /** The same URI with this {@code transport} parameter. */
    public SipUri withTransport(Transport transport) {
        return withParameter("transport", transport.parameter());
    }

    /** The same URI with exactly these header fields; an empty map removes all. */
    public SipUri withHeaders(Map<String, String> newHeaders) {
        return new SipUri(secure, user, password, host, port, parameters, newHeaders);
    }

    /** The same URI with this header field added at the end, or replaced in its place. */
    public SipUri withHeader(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        String key = headers.keySet().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(name);
        changed.put(key, value);
        return withHeaders(changed);
    }

    /** The wire form, with the password if there is one. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(64);
        appendTo(out);
        return out.toString();
    }

    void appendTo(StringBuilder out) {
        out.append(secure ? "sips:" : "sip:");
        if (user != null) {
            UriEscapes.USER.append(out, user);
            if (password != null) {
                UriEscapes.PASSWORD.append(out.append(':'), password);
            }
            out.append('@');
        }
        HostSyntax.append(out, host, port);
        parameters.forEach((name, value) -> {
            UriEscapes.PARAMETER.append(out.append(';'), name);
            if (!value.isEmpty()) {
                UriEscapes.PARAMETER.append(out.append('='), value);
            }
        });
        char separator = '?';
        for (Map.Entry<String, String> header : headers.entrySet()) {
            UriEscapes.HEADER.append(out.append(separator), header.getKey());
            UriEscapes.HEADER.append(out.append('='), header.getValue());
            separator = '&';
        }
    }
}
