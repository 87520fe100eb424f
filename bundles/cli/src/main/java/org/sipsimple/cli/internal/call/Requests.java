/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.SettingKey;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.TlsOptions;
import org.sipsimple.api.sip.Transport;

/**
 * What the arguments ask for, checked before anything is started.
 *
 * @param target whom to call, null to wait for a call
 * @param user our user name
 * @param domain of our account, null for direct calls
 */
record Requests(
        AudioSessionArguments arguments,
        @Nullable SipUri target,
        @Nullable SipUri proxy,
        String user,
        @Nullable String domain,
        @Nullable Credentials credentials,
        Set<Transport> transports,
        ToolAccounts.@Nullable Chosen chosen) {
    private static final String USER_AGENT = "sip-audio-session sipsimple-java";

    /** @param chosen the account of the settings, null for none */
    static Requests of(
            AudioSessionArguments arguments, ToolAccounts.@Nullable Chosen chosen, @Nullable String environmentPassword)
            throws ToolFailure {
        checkNumbers(arguments);
        checkFiles(arguments);
        return chosen == null ? ofArguments(arguments, environmentPassword) : ofAccount(arguments, chosen);
    }

    private static Requests ofAccount(AudioSessionArguments arguments, ToolAccounts.Chosen chosen) throws ToolFailure {
        AccountOptions options = chosen.options();
        String domain = options.uri().host();
        SipUri target = arguments.target == null ? null : target(arguments.target, domain);
        SipUri proxy = arguments.proxy == null ? options.outboundProxy() : uri("proxy", arguments.proxy);
        Set<Transport> transports = arguments.transport == null
                ? new LinkedHashSet<>(chosen.engineOptions("").ports().keySet())
                : Set.of(arguments.transport);
        return new Requests(
                arguments,
                target,
                proxy,
                Objects.requireNonNull(options.uri().user()),
                domain,
                options.credentials(),
                transports,
                chosen);
    }

    private static Requests ofArguments(AudioSessionArguments arguments, @Nullable String environmentPassword)
            throws ToolFailure {
        SipUri self = arguments.user == null ? null : uri("user", withHost(arguments.user, "local.invalid"));
        String user = self == null ? "sipsimple" : self.user();
        if (user == null || user.isEmpty()) {
            throw new ToolFailure(ExitStatus.USAGE, "user \"" + arguments.user + "\" has no user name");
        }
        String domain = self == null || self.host().equals("local.invalid") ? null : self.host();
        SipUri target = arguments.target == null ? null : target(arguments.target, domain);
        SipUri proxy = arguments.proxy == null ? null : uri("proxy", arguments.proxy);
        String password = arguments.password == null ? environmentPassword : arguments.password;
        Credentials credentials = password == null
                ? null
                : Credentials.of(arguments.authUser == null ? user : arguments.authUser, password);
        return new Requests(
                arguments, target, proxy, user, domain, credentials, transports(arguments, target, proxy), null);
    }

    private static void checkNumbers(AudioSessionArguments arguments) throws ToolFailure {
        if (arguments.port < 0 || arguments.port > 65_535) {
            throw new ToolFailure(ExitStatus.USAGE, "port " + arguments.port + " is not in 0..65535");
        }
        if (arguments.timeout <= 0
                || arguments.rtpTimeout != null && arguments.rtpTimeout < 0
                || arguments.unholdAfter < 0) {
            throw new ToolFailure(ExitStatus.USAGE, "times must not be negative, and --timeout not zero");
        }
        for (Double time : new Double[] {arguments.autoAnswer, arguments.autoHangup, arguments.holdAfter}) {
            if (time != null && !(time >= 0 && time < 1e6)) {
                throw new ToolFailure(ExitStatus.USAGE, "times must not be negative");
            }
        }
        if (arguments.dtmf != null && !arguments.dtmf.matches("[0-9A-Da-d*#]+")) {
            throw new ToolFailure(ExitStatus.USAGE, "--dtmf takes digits, A to D, * and #");
        }
        if (arguments.bind != null && !arguments.bind.matches("[0-9.]+|.*:.*")) {
            throw new ToolFailure(ExitStatus.USAGE, "--bind takes an IP address, not \"" + arguments.bind + "\"");
        }
    }

    private static void checkFiles(AudioSessionArguments arguments) throws ToolFailure {
        if (arguments.play != null && !(Files.isRegularFile(arguments.play) && Files.isReadable(arguments.play))) {
            throw new ToolFailure(ExitStatus.USAGE, "cannot read " + arguments.play);
        }
        if (arguments.tlsAuthorities != null && !Files.isReadable(arguments.tlsAuthorities)) {
            throw new ToolFailure(ExitStatus.USAGE, "cannot read " + arguments.tlsAuthorities);
        }
        if (arguments.record != null) {
            Path folder = Optional.ofNullable(arguments.record.toAbsolutePath().getParent())
                    .orElse(arguments.record);
            boolean possible = Files.exists(arguments.record)
                    ? Files.isRegularFile(arguments.record) && Files.isWritable(arguments.record)
                    : Files.isDirectory(folder) && Files.isWritable(folder);
            if (!possible) {
                throw new ToolFailure(ExitStatus.USAGE, "cannot write " + arguments.record);
            }
        }
    }

    private static SipUri target(String text, @Nullable String domain) throws ToolFailure {
        boolean plainName = !text.contains(":") && !text.contains("@");
        return uri("address", plainName && domain != null ? text + "@" + domain : text);
    }

    private static String withHost(String user, String host) {
        return user.contains("@") ? user : user + "@" + host;
    }

    private static SipUri uri(String what, String text) throws ToolFailure {
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        String full = lower.startsWith("sip:") || lower.startsWith("sips:") ? text : "sip:" + text;
        try {
            SipUri uri = SipUri.parse(full);
            Optional<String> transport = uri.parameter("transport");
            if (transport.isPresent() && uri.transport().isEmpty()) {
                throw new ToolFailure(ExitStatus.USAGE, "unknown transport " + transport.get() + " in " + full);
            }
            return uri;
        } catch (SipSyntaxException e) {
            throw new ToolFailure(ExitStatus.USAGE, "malformed " + what + ": " + e.getMessage());
        }
    }

    private static Set<Transport> transports(
            AudioSessionArguments arguments, @Nullable SipUri target, @Nullable SipUri proxy) {
        Set<Transport> transports = new LinkedHashSet<>();
        if (arguments.transport != null) {
            return Set.of(arguments.transport);
        }
        transports.add(Transport.UDP);
        transports.add(Transport.TCP);
        SipUri next = proxy == null ? target : proxy;
        if (arguments.tlsAuthorities != null || next != null && next.effectiveTransport() == Transport.TLS) {
            transports.add(Transport.TLS);
        }
        return transports;
    }

    EngineOptions engineOptions() {
        Map<Transport, Integer> ports = new EnumMap<>(Transport.class);
        for (Transport each : transports) {
            boolean second = each == Transport.TLS && transports.size() > 1 && arguments.port > 0;
            ports.put(each, second ? arguments.port + 1 : arguments.port);
        }
        EngineOptions base = chosen == null
                ? EngineOptions.defaults().withTls(TlsOptions.DEFAULT.withAuthorities(arguments.tlsAuthorities))
                : ofChosen(chosen);
        return base.withUserAgent(USER_AGENT)
                .withBindAddress(arguments.bind)
                .withPorts(chosen == null || arguments.port > 0 || arguments.transport != null ? ports : base.ports())
                .withLogLevel(arguments.trace.pjsip ? 5 : 1)
                .withTraceSip(arguments.trace.sip);
    }

    private EngineOptions ofChosen(ToolAccounts.Chosen account) {
        EngineOptions options = account.engineOptions(USER_AGENT);
        return arguments.tlsAuthorities == null
                ? options
                : options.withTls(options.tls().withAuthorities(arguments.tlsAuthorities));
    }

    /** Whether the account registers. */
    boolean registers() {
        if (arguments.register != null) {
            return arguments.register;
        }
        return target == null
                && (chosen == null ? domain != null : chosen.options().register());
    }

    /** @param host stands in for the domain when we have none */
    AccountOptions accountOptions(String host) {
        SipUri uri = SipUri.of(user, domain == null ? host : domain);
        String name = arguments.displayName == null && chosen != null
                ? chosen.options().displayName()
                : arguments.displayName;
        return new AccountOptions(uri, name, credentials, proxy, registers()).withSettings(settings());
    }

    /** The settings by their names, as no plugin's class is known here. */
    private SettingsView settings() {
        SettingsView base = chosen == null ? SettingsView.DEFAULTS : chosen.view();
        Map<String, Object> values = new HashMap<>();
        if (arguments.srtp != null) {
            values.put("rtp.srtp_encryption", arguments.srtp);
        }
        if (arguments.rtpTimeout != null) {
            values.put("rtp.timeout", arguments.rtpTimeout);
        }
        return new SettingsView() {
            @Override
            public <T> T get(SettingKey<T> key) {
                Object value = values.get(key.path());
                return key.type().isInstance(value) ? key.type().cast(value) : base.get(key);
            }

            @Override
            public <T> @Nullable T get(Setting<T> setting) {
                T preset = setting.defaultValue();
                return preset != null && values.containsKey(setting.path())
                        ? get(setting.key(preset))
                        : base.get(setting);
            }
        };
    }

    /** Where the first request goes. */
    SipUri nextHop(SipUri uri) {
        return proxy == null ? uri : proxy;
    }

    List<Transport> supported() {
        return List.copyOf(transports);
    }

    static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
