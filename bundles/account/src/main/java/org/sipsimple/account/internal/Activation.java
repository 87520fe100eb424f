/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.account.AccountServices;
import org.sipsimple.api.account.AccountNotification;
import org.sipsimple.api.network.AddressNotification;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.threading.SerialExecutor;

/**
 * When an account is at work: while it is enabled and the engine runs. It then has a registrar, if it registers. Whatever
 * has to change first ends the old registrar and, when that is gone, begins with a new one, so that a registrar lives
 * with one set of options. Everything happens on the account's executor.
 */
final class Activation {
    private enum State {
        INACTIVE,
        ACTIVE,
        ENDING
    }

    private final DefaultAccount account;
    private final AccountServices services;
    private final InstanceId instanceId;
    private final SerialExecutor executor;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private State state = State.INACTIVE;
    private boolean engineRuns;
    private boolean closing;
    private boolean leaving;
    private volatile @Nullable Registrar registrar;
    private @Nullable Observation engineEvents;
    private @Nullable Observation addressEvents;

    Activation(DefaultAccount account, AccountServices services, InstanceId instanceId) {
        this.account = account;
        this.instanceId = instanceId;
        this.services = services;
        this.executor = services.threads().serial("account-" + account.id());
    }

    /** Works from now on whenever it may. */
    void start() {
        executor.execute(() -> {
            engineEvents = services.notifications()
                    .observe(EngineNotification.class, services.engine(), executor, this::engineChanged);
            addressEvents = services.notifications()
                    .observe(AddressNotification.DidChange.class, null, executor, this::addressesChanged);
            engineRuns = services.engine().isRunning();
            settle();
        });
    }

    private void engineChanged(EngineNotification event) {
        if (event instanceof EngineNotification.DidStart) {
            engineRuns = true;
            settle();
        } else if (event instanceof EngineNotification.WillEnd || event instanceof EngineNotification.DidEnd) {
            engineRuns = false;
            settle();
        }
    }

    private void addressesChanged(AddressNotification.DidChange change) {
        services.engine().leaveAddresses(change.removed()); // first: what is sent next has to find new connections
        changed(true);
    }

    /**
     * Something about the account has changed.
     *
     * @param again whether the registration has to be made anew because of it
     */
    void changed(boolean again) {
        executor.execute(() -> {
            if (again && registrar != null) {
                leave();
            }
            settle();
        });
    }

    /** @return completes when all has ended */
    CompletionStage<Void> close() {
        executor.execute(() -> {
            closing = true;
            settle();
        });
        return closed.minimalCompletionStage();
    }

    private void settle() {
        boolean wanted = account.isEnabled() && engineRuns && !closing;
        if (state == State.INACTIVE && wanted) {
            post(new AccountNotification.WillActivate(account, now()));
            state = State.ACTIVE;
            settleRegistrar();
            account.active(true);
            post(new AccountNotification.DidActivate(account, now()));
        } else if (state == State.ACTIVE && wanted) {
            settleRegistrar();
        } else if (state == State.ACTIVE) {
            post(new AccountNotification.WillDeactivate(account, now()));
            state = State.ENDING;
            account.active(false);
            settleEnd();
        } else {
            settleEnd();
        }
    }

    private void settleRegistrar() {
        if (leaving) {
            return;
        }
        if (account.registers() && registrar == null) {
            Registrar created = new Registrar(account, services, executor, instanceId.urn());
            registrar = created;
            created.start();
        } else if (!account.registers() && registrar != null) {
            leave();
        }
    }

    private void settleEnd() {
        if (registrar != null && (!leaving || !engineRuns)) {
            leave();
        }
        if (registrar != null) {
            return;
        }
        if (state == State.ENDING) {
            state = State.INACTIVE;
            post(new AccountNotification.DidDeactivate(account, now()));
            if (!closing) {
                settle();
            }
        }
        if (closing) {
            close(engineEvents);
            close(addressEvents);
            closed.complete(null);
        }
    }

    /** Ends the registrar, at the registrar's too while there is an engine to do it with. */
    private void leave() {
        Registrar current = registrar;
        if (current == null) {
            return;
        }
        boolean first = !leaving;
        leaving = true;
        CompletionStage<Void> end = engineRuns ? current.stop() : current.abandon();
        if (first) {
            end.thenRun(() -> executor.execute(() -> {
                leaving = false;
                registrar = null;
                settle();
            }));
        }
    }

    /** The registrar at work, null for none. */
    @Nullable
    Registrar registrar() {
        return registrar;
    }

    private static void close(@Nullable Observation observation) {
        if (observation != null) {
            observation.close();
        }
    }

    private Instant now() {
        return services.threads().scheduler().now();
    }

    private void post(AccountNotification notification) {
        services.notifications().post(notification);
    }
}
