/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.LookupException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;

/**
 * The parts of a SIP URI that decide where a request goes.
 *
 * @param host what the user wrote, and what a certificate has to carry
 * @param next the host to go to: the parameter {@code maddr}, else the host (RFC 3263 section 4, TARGET)
 * @param port null when the URI has none
 * @param transport the parameter {@code transport}; null when the URI has none
 * @param secure whether it is a {@code sips} URI
 */
record SipTarget(String host, String next, @Nullable Integer port, @Nullable String transport, boolean secure) {

    /**
     * The transports that URI and settings leave, in the caller's order.
     *
     * @throws LookupException.Unsupported when none is left
     */
    List<Transport> permitted(List<Transport> supported) throws LookupException.Unsupported {
        Set<Transport> allowed = secure ? EnumSet.of(Transport.TLS) : EnumSet.allOf(Transport.class);
        if (transport != null) {
            allowed.retainAll(EnumSet.of(named(transport)));
        }
        List<Transport> left =
                supported.stream().distinct().filter(allowed::contains).toList();
        if (left.isEmpty()) {
            throw new LookupException.Unsupported(this + " cannot be reached over any of the transports " + supported);
        }
        return left;
    }

    static SipTarget of(SipUri uri) {
        String next = uri.parameter("maddr").filter(maddr -> !maddr.isEmpty()).orElse(uri.host());
        return new SipTarget(
                uri.host(), next, uri.port(), uri.parameter("transport").orElse(null), uri.secure());
    }

    /** In a sips URI {@code transport=tcp} means TLS over TCP (RFC 3261 section 26.2.2). */
    private Transport named(String parameter) throws LookupException.Unsupported {
        Transport named = Transport.find(parameter)
                .orElseThrow(() -> new LookupException.Unsupported("the transport of " + this + " is unknown"));
        return secure && named == Transport.TCP ? Transport.TLS : named;
    }

    /** Without user and other parts that do not matter here. */
    @Override
    public String toString() {
        return (secure ? "sips:" : "sip:")
                + host
                + (port == null ? "" : ":" + port)
                + (transport == null ? "" : ";transport=" + transport)
                + (next.equals(host) ? "" : ";maddr=" + next);
    }
}
