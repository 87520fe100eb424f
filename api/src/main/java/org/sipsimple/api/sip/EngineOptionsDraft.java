/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** The parts of {@link EngineOptions} while one of them is changed. Used on one thread. */
final class EngineOptionsDraft {
    String userAgent;

    @Nullable
    String bindAddress;

    Map<Transport, Integer> ports;
    TlsOptions tls;
    EngineOptions.PortRange rtpPorts;
    List<String> codecs;
    int logLevel;
    boolean traceSip;
    Map<String, List<String>> events;
    Set<String> incomingEvents;
    Set<String> incomingRequests;

    EngineOptionsDraft(EngineOptions options) {
        userAgent = options.userAgent();
        bindAddress = options.bindAddress();
        ports = options.ports();
        tls = options.tls();
        rtpPorts = options.rtpPorts();
        codecs = options.codecs();
        logLevel = options.logLevel();
        traceSip = options.traceSip();
        events = options.events();
        incomingEvents = options.incomingEvents();
        incomingRequests = options.incomingRequests();
    }

    EngineOptions finished() {
        return new EngineOptions(
                userAgent,
                bindAddress,
                ports,
                tls,
                rtpPorts,
                codecs,
                logLevel,
                traceSip,
                events,
                incomingEvents,
                incomingRequests);
    }
}
