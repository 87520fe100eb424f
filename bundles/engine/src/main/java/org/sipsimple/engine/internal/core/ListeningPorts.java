/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.core;

import java.util.Optional;

import org.sipsimple.api.sip.Transport;

/** The ports the worker listens on; -1 for a transport that is off. */
public record ListeningPorts(int udp, int tcp, int tls) {

    /** No transport at all. */
    public static final ListeningPorts NONE = new ListeningPorts(-1, -1, -1);

    /** The same with another port for one transport. */
    public ListeningPorts with(Transport transport, int port) {
        return switch (transport) {
            case UDP -> new ListeningPorts(port, tcp, tls);
            case TCP -> new ListeningPorts(udp, port, tls);
            case TLS -> new ListeningPorts(udp, tcp, port);
        };
    }

    public Optional<Integer> of(Transport transport) {
        int port =
                switch (transport) {
                    case UDP -> udp;
                    case TCP -> tcp;
                    case TLS -> tls;
                };
        return port < 0 ? Optional.empty() : Optional.of(port);
    }
}
