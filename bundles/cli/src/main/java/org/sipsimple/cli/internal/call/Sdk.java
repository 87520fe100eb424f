/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountNotification;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.Transport;

/** The engine and one account for the time of one run. */
public final class Sdk {
    private static final Duration END_OF_CALLS = Duration.ofSeconds(3);
    private static final Duration END_OF_REGISTRATION = Duration.ofSeconds(3);
    private static final Duration END_OF_ENGINE = Duration.ofSeconds(5);
    private static final AudioMixerOptions SOUND_CARD =
            new AudioMixerOptions("system_default", "system_default", 16_000, 0, 254);

    private final CallServices services;
    private final EventLoop loop;
    private final boolean started;
    private @Nullable Account account;

    private Sdk(CallServices services, EventLoop loop, boolean started) {
        this.services = services;
        this.loop = loop;
        this.started = started;
    }

    /** Starts the engine, unless it runs: then it is somebody else's, and stays as it is. */
    public static Sdk start(CallServices services, EventLoop loop, EngineOptions options)
            throws ToolFailure, InterruptedException {
        if (services.engine().isRunning()) {
            return new Sdk(services, loop, false);
        }
        try {
            loop.await(services.engine().start(options));
            return new Sdk(services, loop, true);
        } catch (CompletionException e) {
            throw new ToolFailure(
                    ExitStatus.FAILED, "cannot start: " + e.getCause().getMessage());
        }
    }

    /** @return what is wrong with the sound card, null when it works or is not wanted */
    public @Nullable String openSound(boolean disabled) throws ToolFailure {
        services.mixers().configureVoice(disabled ? AudioMixerOptions.SILENT : SOUND_CARD);
        try {
            services.mixers().voice();
            return null;
        } catch (SipCoreException e) {
            if (disabled) {
                throw new ToolFailure(ExitStatus.FAILED, "no audio: " + e.getMessage());
            }
            String problem = e.getMessage();
            openSound(true);
            return problem;
        }
    }

    /** Null without sound. */
    @Nullable
    SoundKeys soundKeys(PrintStream say) {
        try {
            return new SoundKeys(services.mixers().voice(), null, say);
        } catch (SipCoreException e) {
            return null;
        }
    }

    public Account account(AccountOptions options) {
        Account made = services.accounts().add(options);
        account = made;
        return made;
    }

    /** Where we can be called directly. */
    public List<String> addresses(Requests requests) {
        return requests.transports().stream()
                .flatMap(transport -> services.engine().listeningAddress(transport).stream()
                        .map(address -> address(requests.user(), address, transport)))
                .toList();
    }

    private static String address(String user, InetSocketAddress where, Transport transport) {
        String host = where.getAddress().isAnyLocalAddress()
                ? "this-host"
                : where.getAddress().getHostAddress();
        return "sip:" + user + "@" + host + ":" + where.getPort() + ";transport=" + transport.parameter();
    }

    /** Waits until the registrar has answered for the first time. */
    public void awaitRegistration(Account registering) throws ToolFailure, InterruptedException {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        Observation answers = services.notifications().observe(AccountNotification.class, registering, loop, event -> {
            if (event instanceof AccountNotification.RegistrationDidSucceed) {
                outcome.complete("");
            } else if (event instanceof AccountNotification.RegistrationDidFail failure) {
                outcome.complete(failure.error());
            }
        });
        String error = loop.await(outcome);
        answers.close();
        if (!error.isEmpty()) {
            throw new ToolFailure(
                    ExitStatus.ofRegistration(error), "could not register " + registering.id() + ": " + error);
        }
    }

    /** Ends calls, registration and engine, in this order; of an engine that was there before only the registration. */
    public void end() throws InterruptedException {
        if (started) {
            loop.await(services.sessions().endAll(), END_OF_CALLS);
        }
        if (account != null) {
            loop.await(services.accounts().remove(account.id()), END_OF_REGISTRATION);
        }
        if (started) {
            loop.await(services.engine().stop(), END_OF_ENGINE);
        }
    }
}
