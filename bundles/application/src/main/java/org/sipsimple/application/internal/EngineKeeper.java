/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.application.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.application.ApplicationNotification;
import org.sipsimple.api.application.EngineSettings;
import org.sipsimple.api.application.SipApplication;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.ConfigurationNotification;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.application.ApplicationServices;

/** Starts the engine as the settings say, and keeps it so while they change. Used on the application's executor. */
public final class EngineKeeper {
    private static final Logger LOG = System.getLogger(EngineKeeper.class.getName());

    private final SipApplication application;
    private final ApplicationServices services;
    private final Engine engine;
    private final Executor executor;
    private @Nullable Observation changes;
    private EngineOptions current = EngineOptions.defaults();

    /** @param application whose notifications tell of TLS */
    public EngineKeeper(SipApplication application, ApplicationServices services, Executor executor) {
        this.application = application;
        this.services = services;
        this.engine = services.engine();
        this.executor = executor;
    }

    /** @return fails when the engine cannot be started, with or without TLS */
    public CompletionStage<Void> start() {
        EngineOptions wanted = wanted();
        return engine.start(wanted)
                .handle((nothing, failure) -> failure == null
                        ? CompletableFuture.<Void>completedStage(null)
                        : startWithoutTls(wanted, failure))
                .thenCompose(stage -> stage)
                .thenRunAsync(() -> follow(wanted), executor);
    }

    private CompletionStage<Void> startWithoutTls(EngineOptions wanted, Throwable failure) {
        if (!wanted.ports().containsKey(Transport.TLS)) {
            return CompletableFuture.failedStage(failure);
        }
        return engine.start(withoutTls(wanted)).handle((nothing, again) -> {
            if (again != null) {
                throw new CompletionException(cause(failure)); // TLS is not to blame
            }
            tlsFailed(failure);
            return null;
        });
    }

    private static EngineOptions withoutTls(EngineOptions options) {
        Map<Transport, Integer> ports = new EnumMap<>(options.ports());
        ports.remove(Transport.TLS);
        return options.withPorts(ports);
    }

    private void tlsFailed(Throwable failure) {
        services.notifications()
                .post(new ApplicationNotification.FailedToStartTls(
                        application, services.threads().scheduler().now(), cause(failure)));
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private EngineOptions wanted() {
        return services.engineOptions()
                .apply(EngineSettings.options(services.settings().view(mainAccount())));
    }

    /** The default account's certificate is the engine's. */
    private String mainAccount() {
        Settings settings = services.settings();
        String chosen = settings.general().get(GeneralSettings.DEFAULT_ACCOUNT);
        if (chosen != null) {
            return chosen;
        }
        return settings.accounts().stream()
                .filter(account -> Boolean.TRUE.equals(account.get(AccountSettings.ENABLED)))
                .map(SettingsObject::id)
                .findFirst()
                .orElse("");
    }

    private void follow(EngineOptions started) {
        current = started;
        changes = services.notifications()
                .observe(
                        ConfigurationNotification.SettingsObjectDidChange.class,
                        null,
                        executor,
                        change -> settingsChanged());
        settingsChanged(); // what has changed during the start
    }

    /** The engine stays as it is from now on. */
    public void close() {
        if (changes != null) {
            changes.close();
            changes = null;
        }
    }

    private void settingsChanged() {
        if (changes == null) {
            return;
        }
        EngineOptions before = current;
        EngineOptions now = wanted();
        current = now;
        changePort(Transport.UDP, before, now);
        changePort(Transport.TCP, before, now);
        if (!now.tls().equals(before.tls())) {
            engine.setTlsOptions(now.tls(), now.ports().get(Transport.TLS)).whenComplete((nothing, failure) -> {
                if (failure != null) {
                    tlsFailed(failure);
                }
            });
        } else {
            changePort(Transport.TLS, before, now);
        }
        if (!now.codecs().equals(before.codecs())) {
            engine.setCodecs(now.codecs());
        }
        if (!now.rtpPorts().equals(before.rtpPorts())) {
            engine.setRtpPorts(now.rtpPorts());
        }
    }

    private void changePort(Transport transport, EngineOptions before, EngineOptions now) {
        Integer port = now.ports().get(transport);
        if (Objects.equals(port, before.ports().get(transport))) {
            return;
        }
        engine.setPort(transport, port).whenComplete((nothing, failure) -> {
            if (failure != null) {
                LOG.log(
                        Level.WARNING,
                        "The engine's " + transport + " port stays: "
                                + cause(failure).getMessage());
            }
        });
    }
}
