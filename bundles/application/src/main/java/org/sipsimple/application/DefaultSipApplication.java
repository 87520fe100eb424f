/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.application;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.application.ApplicationNotification;
import org.sipsimple.api.application.SipApplication;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.lookup.ServiceAddress;
import org.sipsimple.api.lookup.ServiceKind;
import org.sipsimple.api.sip.NatType;
import org.sipsimple.api.storage.Storage;
import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.SerialExecutor;
import org.sipsimple.application.internal.EngineKeeper;

/** An application made of given parts. Thread-safe. */
public class DefaultSipApplication implements SipApplication, AutoCloseable {
    private static final Logger LOG = System.getLogger(DefaultSipApplication.class.getName());

    /** For calls and registrations to end in order. Who does not answer in that time does not answer. */
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private final ApplicationServices services;
    private final SerialExecutor executor;
    private final EngineKeeper keeper;
    private volatile boolean running;
    private volatile @Nullable NatType natType;

    /** The last start or stop asked for, without its failure: the next begins after it. */
    private CompletableFuture<Void> life = CompletableFuture.completedFuture(null);

    private CompletionStage<Void> started = life;

    /** Whether there is something to stop; touched by starts and stops only, which are one after the other. */
    private boolean up;

    public DefaultSipApplication(ApplicationServices services) {
        this.services = services;
        this.executor = services.threads().serial("application");
        this.keeper = new EngineKeeper(this, services, executor);
    }

    @Override
    public synchronized CompletionStage<Void> start() {
        if (!running) {
            running = true;
            CompletableFuture<Void> start = life.thenComposeAsync(nothing -> begin(), executor);
            started = start.minimalCompletionStage();
            life = start.exceptionally(failure -> null);
        }
        return started;
    }

    private CompletionStage<Void> begin() {
        post(new ApplicationNotification.WillStart(
                this, services.threads().scheduler().now()));
        return keeper.start().thenRunAsync(this::begun, executor).whenComplete((nothing, failure) -> {
            if (failure != null) {
                running = false;
                post(new ApplicationNotification.DidEnd(
                        this, services.threads().scheduler().now()));
            }
        });
    }

    private void begun() {
        services.accounts().start(services.settings());
        up = true;
        post(new ApplicationNotification.DidStart(
                this, services.threads().scheduler().now()));
        services.accounts().defaultAccount().ifPresent(this::detectNatType);
    }

    private void detectNatType(Account account) {
        services.lookup()
                .lookupService(account.uri().host(), ServiceKind.STUN)
                .thenCompose(this::detectNatType)
                .whenComplete((type, failure) -> {
                    if (failure == null) {
                        natType = type;
                    } else {
                        LOG.log(Level.DEBUG, "The type of NAT is not known: " + failure.getMessage());
                    }
                });
    }

    private CompletionStage<@Nullable NatType> detectNatType(List<ServiceAddress> servers) {
        // the classic tests are for IPv4
        Optional<ServiceAddress> server = servers.stream()
                .filter(one -> one.address() instanceof Inet4Address)
                .findFirst();
        return server.isEmpty()
                ? CompletableFuture.completedStage(null)
                : services.engine()
                        .detectNatType(
                                new InetSocketAddress(
                                        server.get().address(), server.get().port()),
                                this)
                        .thenApply(type -> type);
    }

    @Override
    public synchronized CompletionStage<Void> stop() {
        if (running) {
            running = false;
            life = life.thenComposeAsync(nothing -> end(), executor);
        }
        return life.minimalCompletionStage();
    }

    private CompletionStage<Void> end() {
        if (!up) {
            return CompletableFuture.completedStage(null);
        }
        up = false;
        natType = null;
        post(new ApplicationNotification.WillEnd(
                this, services.threads().scheduler().now()));
        keeper.close();
        return withinLimit(services.sessions().endAll())
                .thenCompose(nothing -> withinLimit(services.accounts().stop()))
                .thenCompose(nothing -> withinLimit(services.engine().stop()))
                .thenRunAsync(
                        () -> post(new ApplicationNotification.DidEnd(
                                this, services.threads().scheduler().now())),
                        executor);
    }

    /** Completes, never with a failure, with the stage or at the end of the time. */
    private CompletionStage<Void> withinLimit(CompletionStage<Void> stage) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Scheduled limit = services.threads().scheduler().schedule(END_LIMIT, () -> end.complete(null));
        stage.whenComplete((nothing, failure) -> {
            if (failure != null) {
                LOG.log(Level.WARNING, "The application does not end in order", failure);
            }
            limit.cancel();
            end.complete(null);
        });
        return end;
    }

    private void post(ApplicationNotification notification) {
        services.notifications().post(notification);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public Storage storage() {
        return services.storage();
    }

    @Override
    public Optional<NatType> localNatType() {
        return Optional.ofNullable(natType);
    }

    @Override
    public SystemAudio audio() {
        return services.audio();
    }

    /** Stops it if it runs, and waits for the end. Not to be called on a thread of the SDK. */
    @Override
    public void close() {
        stop().toCompletableFuture().join();
    }
}
