/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/**
 * A hop the request has come through (RFC 3261 section 20.42).
 *
 * @param host host name, IPv4 address, or IPv6 address without brackets
 * @param port the explicit port, {@code null} when absent
 * @param transport the protocol as written, in upper case: {@code UDP}, {@code TCP}, {@code TLS}, or one we don't have
 * @param parameters such as {@code branch}, {@code received} and {@code rport}, names in lower case
 */
public record ViaHeader(String host, @Nullable Integer port, String transport, Map<String, String> parameters)
        implements SipHeader {

    /** @throws SipSyntaxException when a part could not be written */
    public ViaHeader {
        host = HostSyntax.require(host);
        if (port != null && (port < 0 || port > 0xFFFF)) {
            throw new SipSyntaxException("port is out of range", port.toString(), 0);
        }
        transport = Chars.requireToken("transport", transport).toUpperCase(Locale.ROOT);
        parameters = HeaderParameters.copy(parameters);
    }

    /** @throws SipSyntaxException when the value is malformed */
    public static ViaHeader parse(String value) {
        return SmallHeaders.via(value);
    }

    /** The transport, if it is one of ours. */
    public Optional<Transport> knownTransport() {
        return Transport.find(transport);
    }

    /** The transaction identifier. */
    public Optional<String> branch() {
        return Optional.ofNullable(parameters.get("branch"));
    }

    /** The address the message really came from, if the next hop noted it. */
    public Optional<String> received() {
        return Optional.ofNullable(parameters.get("received"));
    }

    /** The port the message really came from (RFC 3581); empty also when only asked for. */
    public OptionalInt rport() {
        return HeaderNumbers.port(Optional.ofNullable(parameters.get("rport")));
    }

    @Override
    public String name() {
        return "Via";
    }

    @Override
    public String value() {
        StringBuilder out =
                new StringBuilder(80).append("SIP/2.0/").append(transport).append(' ');
        HostSyntax.append(out, host, port);
        HeaderParameters.appendPlain(out, parameters);
        return out.toString();
    }

    /** The header line. */
    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
