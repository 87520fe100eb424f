/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.stream;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.msrp.AcceptorDirect;
import org.sipsimple.msrp.ConnectorDirect;
import org.sipsimple.msrp.DirectConnection;
import org.sipsimple.msrp.MsrpConnector;
import org.sipsimple.msrp.MsrpException;
import org.sipsimple.msrp.MsrpLogger;
import org.sipsimple.msrp.MsrpOptions;
import org.sipsimple.msrp.MsrpRelaySettings;
import org.sipsimple.msrp.MsrpSetup;
import org.sipsimple.msrp.MsrpTransport;
import org.sipsimple.msrp.MsrpUri;
import org.sipsimple.msrp.RelayConnection;

/**
 * The way of one stream to its connection: who connects, over what, through which relay; as the account's settings and
 * the peer's offer decide. Thread-safe.
 */
final class MsrpWay {
    private static final String BONJOUR = "bonjour@local";

    private final Account account;
    private final MsrpStreamServices services;
    private final MsrpLogger logger;
    private final UnaryOperator<MsrpOptions> tuning;
    private final @Nullable MsrpLine offered;
    private @Nullable MsrpConnector connector;
    private boolean cancelled;

    /** @param offered the peer's offer, null when the offer is ours */
    MsrpWay(
            Account account,
            MsrpStreamServices services,
            MsrpLogger logger,
            UnaryOperator<MsrpOptions> tuning,
            @Nullable MsrpLine offered) {
        this.tuning = tuning;
        this.account = account;
        this.services = services;
        this.logger = logger;
        this.offered = offered;
    }

    private boolean usesTls() {
        return account.settings().get(MsrpSettings.TRANSPORT) == org.sipsimple.api.configuration.MsrpTransport.TLS;
    }

    /**
     * Makes our line.
     *
     * @param address of this host towards the peer
     */
    CompletionStage<MsrpLine> prepare(InetAddress address) {
        MsrpOptions options = tuning.apply(MsrpOptions.defaults(address))
                .withSessionMatching(!account.id().equals(BONJOUR))
                .withLogger(logger);
        if (!usesTls()) {
            return prepare(options, null);
        }
        return services.threads()
                .call(() -> TlsChoice.of(account))
                .thenCompose(
                        tls -> prepare(options.withTls(tls), tls.fingerprint().orElse(null)));
    }

    private CompletionStage<MsrpLine> prepare(MsrpOptions options, @Nullable String fingerprint) {
        Optional<MsrpSetup> setup = setup();
        return connector(options, setup)
                .thenCompose(
                        chosen -> chosen instanceof RelayConnection ? relayed(chosen, options, setup) : prepare(chosen))
                .thenApply(path -> new MsrpLine(path, setup, fingerprint));
    }

    /** Nobody asked for a relay that was only found by DNS, so nobody shall suffer when it does not work. */
    private CompletionStage<List<MsrpUri>> relayed(
            MsrpConnector relay, MsrpOptions options, Optional<MsrpSetup> setup) {
        CompletionStage<List<MsrpUri>> path = prepare(relay);
        if (account.settings().get(MsrpSettings.RELAY).equals(MsrpSettings.RELAY_OF_DOMAIN)) {
            return path.handle((granted, failure) -> {
                        if (failure == null) {
                            return CompletableFuture.completedStage(granted);
                        }
                        logger.log(Level.WARNING, "no MSRP relay, connecting directly: " + failure.getMessage());
                        return prepare(direct(options, setup));
                    })
                    .thenCompose(Function.identity());
        }
        return path;
    }

    private CompletionStage<List<MsrpUri>> prepare(MsrpConnector chosen) {
        synchronized (this) {
            if (cancelled) {
                return CompletableFuture.failedStage(new MsrpException("given up"));
            }
            connector = chosen;
        }
        return chosen.prepare(null);
    }

    /** What our line says about connecting: all in an offer, in an answer what the offer leaves. */
    private Optional<MsrpSetup> setup() {
        return offered == null ? Optional.of(MsrpSetup.ACTPASS) : MsrpSetup.answer(offered.setup(), MsrpSetup.ACTIVE);
    }

    private CompletionStage<MsrpConnector> connector(MsrpOptions options, Optional<MsrpSetup> setup) {
        boolean inbound = offered != null && setup.orElse(MsrpSetup.PASSIVE) != MsrpSetup.ACTIVE;
        SettingsView settings = account.settings();
        boolean wanted = settings.get(inbound ? MsrpSettings.RELAY_FOR_INBOUND : MsrpSettings.RELAY_FOR_OUTBOUND);
        if (!wanted) {
            return CompletableFuture.completedStage(direct(options, setup));
        }
        return new RelayChoice(account, services.lookup()).find().thenApply(found -> found.<MsrpConnector>map(
                        relay -> through(relay, options, inbound))
                .orElseGet(() -> direct(options, setup)));
    }

    private MsrpConnector through(MsrpRelaySettings relay, MsrpOptions options, boolean inbound) {
        return new RelayConnection(
                services.stack(), options, relay, inbound ? RelayConnection.Mode.PASSIVE : RelayConnection.Mode.ACTIVE);
    }

    private MsrpConnector direct(MsrpOptions options, Optional<MsrpSetup> setup) {
        if (offered == null) {
            return new DirectConnection(services.stack(), options);
        }
        return setup.orElse(MsrpSetup.PASSIVE) == MsrpSetup.ACTIVE
                ? new ConnectorDirect(services.stack(), options)
                : new AcceptorDirect(services.stack(), options);
    }

    /**
     * Connects or waits for the peer.
     *
     * @return fails with {@link MsrpException} and others of the connector
     */
    CompletionStage<MsrpTransport> complete(MsrpLine local, MsrpLine remote) {
        MsrpConnector prepared;
        synchronized (this) {
            if (connector == null || cancelled) {
                return CompletableFuture.failedStage(new MsrpException("not prepared"));
            }
            prepared = connector;
        }
        Optional<MsrpSetup.Role> role = offered == null
                ? MsrpSetup.roleOfOfferer(local.setup(), remote.setup())
                : MsrpSetup.roleOfAnswerer(remote.setup(), local.setup());
        if (role.isEmpty()) {
            return CompletableFuture.failedStage(new MsrpException("the peer wants no connection now"));
        }
        List<MsrpUri> path = remote.path();
        try {
            return prepared.complete(path, role.get(), remote.fingerprint());
        } catch (IllegalArgumentException | IllegalStateException refused) {
            return CompletableFuture.failedStage(
                    new MsrpException("the peer's answer does not fit our offer: " + refused.getMessage(), refused));
        }
    }

    /** Lets go of this one; another one with the same choices and nothing prepared takes its place. */
    MsrpWay anew() {
        cleanup();
        return new MsrpWay(account, services, logger, tuning, offered);
    }

    /** Lets go of everything that is not bound yet. */
    void cleanup() {
        MsrpConnector prepared;
        synchronized (this) {
            cancelled = true;
            prepared = connector;
        }
        if (prepared != null) {
            prepared.cleanup();
        }
    }
}
