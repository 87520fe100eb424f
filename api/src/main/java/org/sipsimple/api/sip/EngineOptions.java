/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * How an {@link Engine} starts. Immutable; begin with {@link #defaults()}. Each {@code with} method gives a copy in which that
 * part is another one, checked as by the constructor. Spec: SIP Core API, {@code Engine} options
 * and {@code default_start_options}.
 *
 * @param userAgent value of User-Agent and Server headers
 * @param bindAddress the local IP literal to listen on, null for all interfaces, by IPv4 and, on a host that has it, by IPv6
 * @param ports per transport the port to listen on: 0 lets the system choose, an absent transport is off
 * @param tls TLS of SIP
 * @param rtpPorts first and last UDP port for RTP and RTCP
 * @param codecs enabled audio codecs in order of preference, by their seed names ({@code opus}, {@code G722}, ...);
 *     empty leaves the default list
 * @param logLevel PJSIP log level, 0 (none) to 5
 * @param traceSip whether {@link EngineNotification.SipTrace} is posted for every message
 * @param events event packages with their media types, as for {@link Engine#addEvent}; they are added to what is known
 * @param incomingEvents those of the packages that peers may subscribe to, as for {@link Engine#addIncomingEvent}
 * @param incomingRequests methods that the application answers, as for {@link Engine#addIncomingRequest}
 */
public record EngineOptions(
        String userAgent,
        @Nullable String bindAddress,
        Map<Transport, Integer> ports,
        TlsOptions tls,
        PortRange rtpPorts,
        List<String> codecs,
        int logLevel,
        boolean traceSip,
        Map<String, List<String>> events,
        Set<String> incomingEvents,
        Set<String> incomingRequests) {

    /** @throws IllegalArgumentException when a value is out of its range, or an incoming event is not among the events */
    public EngineOptions {
        ports = Map.copyOf(ports);
        codecs = List.copyOf(codecs);
        events = events.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
        incomingEvents = Set.copyOf(incomingEvents);
        incomingRequests = Set.copyOf(incomingRequests);
        for (String event : incomingEvents) {
            if (!events.containsKey(event)) {
                throw new IllegalArgumentException("the event package " + event + " is not known");
            }
        }
        ports.forEach((transport, port) -> {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException(transport.parameter() + " port " + port + " is not in 0..65535");
            }
        });
        if (logLevel < 0 || logLevel > 5) {
            throw new IllegalArgumentException("log level " + logLevel + " is not in 0..5");
        }
    }

    /** The first and last port of a range, both inclusive. */
    public record PortRange(int first, int last) {
        public PortRange {
            if (first < 1 || last > 65_535 || last <= first) {
                throw new IllegalArgumentException("port range " + first + "-" + last + " is not valid");
            }
        }
    }

    /** UDP and TCP on ports of the system's choice, RTP 50000-50500, errors logged only. */
    public static EngineOptions defaults() {
        return new EngineOptions(
                "sipsimple-java",
                null,
                Map.of(Transport.UDP, 0, Transport.TCP, 0),
                TlsOptions.DEFAULT,
                new PortRange(50_000, 50_500),
                List.of(),
                1,
                false,
                Map.of(),
                Set.of(),
                Set.of());
    }

    public EngineOptions withUserAgent(String value) {
        return with(draft -> draft.userAgent = value);
    }

    public EngineOptions withBindAddress(@Nullable String value) {
        return with(draft -> draft.bindAddress = value);
    }

    public EngineOptions withPorts(Map<Transport, Integer> value) {
        return with(draft -> draft.ports = value);
    }

    public EngineOptions withTls(TlsOptions value) {
        return with(draft -> draft.tls = value);
    }

    public EngineOptions withRtpPorts(PortRange value) {
        return with(draft -> draft.rtpPorts = value);
    }

    public EngineOptions withCodecs(List<String> value) {
        return with(draft -> draft.codecs = value);
    }

    public EngineOptions withLogLevel(int value) {
        return with(draft -> draft.logLevel = value);
    }

    public EngineOptions withTraceSip(boolean value) {
        return with(draft -> draft.traceSip = value);
    }

    public EngineOptions withEvents(Map<String, List<String>> value) {
        return with(draft -> draft.events = value);
    }

    public EngineOptions withIncomingEvents(Set<String> value) {
        return with(draft -> draft.incomingEvents = value);
    }

    public EngineOptions withIncomingRequests(Set<String> value) {
        return with(draft -> draft.incomingRequests = value);
    }

    private EngineOptions with(Consumer<EngineOptionsDraft> change) {
        EngineOptionsDraft draft = new EngineOptionsDraft(this);
        change.accept(draft);
        return draft.finished();
    }
}
