/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.application;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.FilePath;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.Password;
import org.sipsimple.api.configuration.PortRange;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.configuration.TlsProtocol;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.TlsOptions;
import org.sipsimple.api.sip.Transport;

/** What settings say about the engine. Spec: Developer Guide, "Middleware Settings". */
public final class EngineSettings {
    private EngineSettings() {}

    /**
     * How to start an engine.
     *
     * @param view of the account whose certificate the engine shows and whose wish to verify servers it follows
     */
    public static EngineOptions options(SettingsView view) {
        PortRange rtp = Objects.requireNonNull(view.get(GeneralSettings.RTP_PORT_RANGE));
        String agent = view.get(GeneralSettings.USER_AGENT);
        EngineOptions options = EngineOptions.defaults()
                .withPorts(ports(view))
                .withTls(tls(view))
                .withRtpPorts(new EngineOptions.PortRange(rtp.start(), rtp.end()))
                .withCodecs(Objects.requireNonNull(view.get(GeneralSettings.RTP_AUDIO_CODEC_LIST)));
        return agent == null || agent.isEmpty() ? options : options.withUserAgent(agent);
    }

    private static Map<Transport, Integer> ports(SettingsView view) {
        Map<Transport, Integer> ports = new EnumMap<>(Transport.class);
        List<Transport> transports = Objects.requireNonNull(view.get(GeneralSettings.SIP_TRANSPORT_LIST));
        for (Transport transport : transports) {
            Integer port = view.get(
                    switch (transport) {
                        case UDP -> GeneralSettings.SIP_UDP_PORT;
                        case TCP -> GeneralSettings.SIP_TCP_PORT;
                        case TLS -> GeneralSettings.SIP_TLS_PORT;
                    });
            ports.put(transport, port == null ? 0 : port);
        }
        return ports;
    }

    private static TlsOptions tls(SettingsView view) {
        Path own = path(view, AccountSettings.TLS_CERTIFICATE);
        TlsProtocol protocol = view.get(GeneralSettings.TLS_PROTOCOL);
        Integer timeout = view.get(GeneralSettings.TLS_TIMEOUT);
        Password password = view.get(AccountSettings.TLS_KEY_PASSWORD);
        return new TlsOptions(
                        own,
                        own,
                        path(view, GeneralSettings.TLS_CA_LIST),
                        !Boolean.FALSE.equals(view.get(AccountSettings.TLS_VERIFY_SERVER)),
                        protocol == null ? null : protocol.label(),
                        timeout == null || timeout == 0 ? TlsOptions.DEFAULT.timeout() : Duration.ofMillis(timeout))
                .withKeyPassword(password == null || password.isEmpty() ? null : password.secret());
    }

    private static @Nullable Path path(SettingsView view, Setting<FilePath> setting) {
        FilePath path = view.get(setting);
        return path == null ? null : path.in(Objects.requireNonNull(view.get(GeneralSettings.USER_DATA_DIRECTORY)));
    }
}
