/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

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
 * @param toolName for the User-Agent header
 * @param target whom to call, null to wait for a call
 * @param user our user name
 * @param domain of our account, null for direct calls
 */
public record Requests(
        String toolName,
        SelfArguments self,
        TraceArguments trace,
        @Nullable SipUri target,
        @Nullable SipUri proxy,
        String user,
        @Nullable String domain,
        @Nullable Credentials credentials,
        Set<Transport> transports,
        ToolAccounts.@Nullable Chosen chosen) {
    private static final String NO_DOMAIN = "local.invalid";

    /** What {@code sip-audio-session} does. */
    static Requests of(
            AudioSessionArguments arguments, ToolAccounts.@Nullable Chosen chosen, @Nullable String environmentPassword)
            throws ToolFailure {
        arguments.check();
        return of("sip-audio-session", arguments.self, arguments.trace, arguments.target, chosen, environmentPassword);
    }

    /**
     * @param toolName for the User-Agent header
     * @param target whom to call at once, null for nobody
     * @param chosen the account of the settings, null for none
     */
    public static Requests of(
            String toolName,
            SelfArguments self,
            TraceArguments trace,
            @Nullable String target,
            ToolAccounts.@Nullable Chosen chosen,
            @Nullable String environmentPassword)
            throws ToolFailure {
        self.check();
        return chosen == null
                ? ofArguments(toolName, self, trace, target, environmentPassword)
                : ofAccount(toolName, self, trace, target, chosen);
    }

    private static Requests ofAccount(
            String toolName,
            SelfArguments self,
            TraceArguments trace,
            @Nullable String whom,
            ToolAccounts.Chosen chosen)
            throws ToolFailure {
        AccountOptions options = chosen.options();
        String domain = options.uri().host();
        SipUri target = whom == null ? null : target(whom, domain);
        SipUri proxy = self.proxy == null ? options.outboundProxy() : uri("proxy", self.proxy);
        Set<Transport> transports = self.transport == null
                ? new LinkedHashSet<>(chosen.engineOptions("").ports().keySet())
                : Set.of(self.transport);
        return new Requests(
                toolName,
                self,
                trace,
                target,
                proxy,
                Objects.requireNonNull(options.uri().user()),
                domain,
                options.credentials(),
                transports,
                chosen);
    }

    private static Requests ofArguments(
            String toolName,
            SelfArguments arguments,
            TraceArguments trace,
            @Nullable String whom,
            @Nullable String environmentPassword)
            throws ToolFailure {
        SipUri self = arguments.user == null ? null : uri("user", withHost(arguments.user, NO_DOMAIN));
        String user = self == null ? "sipsimple" : self.user();
        if (user == null || user.isEmpty()) {
            throw new ToolFailure(ExitStatus.USAGE, "user \"" + arguments.user + "\" has no user name");
        }
        String domain = self == null || self.host().equals(NO_DOMAIN) ? null : self.host();
        SipUri target = whom == null ? null : target(whom, domain);
        SipUri proxy = arguments.proxy == null ? null : uri("proxy", arguments.proxy);
        String password = arguments.password == null ? environmentPassword : arguments.password;
        Credentials credentials = password == null
                ? null
                : Credentials.of(arguments.authUser == null ? user : arguments.authUser, password);
        Set<Transport> transports = transports(arguments, target, proxy);
        return new Requests(toolName, arguments, trace, target, proxy, user, domain, credentials, transports, null);
    }

    /** The address that a user means: a mere name is one of our domain. */
    public SipUri address(String text) throws ToolFailure {
        return target(text, domain);
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

    private static Set<Transport> transports(SelfArguments arguments, @Nullable SipUri target, @Nullable SipUri proxy) {
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

    public EngineOptions engineOptions() {
        Map<Transport, Integer> ports = new EnumMap<>(Transport.class);
        for (Transport each : transports) {
            boolean second = each == Transport.TLS && transports.size() > 1 && self.port > 0;
            ports.put(each, second ? self.port + 1 : self.port);
        }
        EngineOptions base = chosen == null
                ? EngineOptions.defaults().withTls(TlsOptions.DEFAULT.withAuthorities(self.tlsAuthorities))
                : ofChosen(chosen);
        return base.withUserAgent(userAgent())
                .withBindAddress(self.bind)
                .withPorts(chosen == null || self.port > 0 || self.transport != null ? ports : base.ports())
                .withLogLevel(trace.pjsip ? 5 : 1)
                .withTraceSip(trace.sip);
    }

    private EngineOptions ofChosen(ToolAccounts.Chosen account) {
        EngineOptions options = account.engineOptions(userAgent());
        return self.tlsAuthorities == null
                ? options
                : options.withTls(options.tls().withAuthorities(self.tlsAuthorities));
    }

    private String userAgent() {
        return toolName + " sipsimple-java";
    }

    /** Whether the account registers. */
    public boolean registers() {
        if (self.register != null) {
            return self.register;
        }
        return target == null
                && (chosen == null ? domain != null : chosen.options().register());
    }

    /** @param host stands in for the domain when we have none */
    public AccountOptions accountOptions(String host) {
        SipUri uri = SipUri.of(user, domain == null ? host : domain);
        String name =
                self.displayName == null && chosen != null ? chosen.options().displayName() : self.displayName;
        return new AccountOptions(uri, name, credentials, proxy, registers()).withSettings(settings());
    }

    /** The settings by their names, as no plugin's class is known here. */
    private SettingsView settings() {
        SettingsView base = chosen == null ? SettingsView.DEFAULTS : chosen.view();
        Map<String, Object> values = new HashMap<>();
        if (self.srtp != null) {
            values.put("rtp.srtp_encryption", self.srtp);
        }
        if (self.rtpTimeout != null) {
            values.put("rtp.timeout", self.rtpTimeout);
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
    public SipUri nextHop(SipUri uri) {
        return proxy == null ? uri : proxy;
    }

    public List<Transport> supported() {
        return List.copyOf(transports);
    }

    public static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
