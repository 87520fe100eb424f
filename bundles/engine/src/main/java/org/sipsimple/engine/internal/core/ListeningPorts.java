/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.core;

import java.util.Optional;

import org.sipsimple.api.sip.Transport;

/** The ports the worker listens on; -1 for a transport that is off. */
public record ListeningPorts(int udp, int tcp, int tls) {

    /** No transport at all. */
    public static final ListeningPorts NONE = new ListeningPorts(-1, -1, -1);

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
