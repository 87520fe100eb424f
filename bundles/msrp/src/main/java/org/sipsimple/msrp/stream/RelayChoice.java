/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.stream;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.configuration.MsrpRelayAddress;
import org.sipsimple.api.configuration.MsrpTransport;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.lookup.ServiceAddress;
import org.sipsimple.api.lookup.ServiceKind;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.msrp.MsrpException;
import org.sipsimple.msrp.MsrpRelaySettings;

/**
 * Which relay an account uses (RFC 4976): the one its settings name, else what its domain has by SRV records, else none.
 * A relay that is named must work; of one found by DNS the caller may do without.
 */
final class RelayChoice {
    private static final Logger LOG = System.getLogger(RelayChoice.class.getName());

    private final Account account;
    private final Lookup lookup;

    RelayChoice(Account account, Lookup lookup) {
        this.account = account;
        this.lookup = lookup;
    }

    /** Whether the user named one. */
    boolean isNamed() {
        return !account.settings().get(MsrpSettings.RELAY).equals(MsrpSettings.RELAY_OF_DOMAIN);
    }

    /** Completes with nothing where there is no relay; fails when the one that is named cannot be used. */
    CompletionStage<Optional<MsrpRelaySettings>> find() {
        Optional<Credentials> credentials =
                account.credentials().filter(own -> own.password().isPresent());
        if (credentials.isEmpty()) {
            return isNamed()
                    ? CompletableFuture.failedStage(new MsrpException(
                            "the MSRP relay wants a password, and account " + account.id() + " has none"))
                    : CompletableFuture.completedStage(Optional.empty());
        }
        MsrpRelayAddress named = account.settings().get(MsrpSettings.RELAY);
        if (isNamed()) {
            return CompletableFuture.completedStage(Optional.of(
                    settings(credentials.get(), named.host(), named.port(), named.transport() == MsrpTransport.TLS)));
        }
        return lookup.lookupService(account.uri().host(), ServiceKind.MSRP_RELAY)
                .thenApply(found -> ofDomain(found).map(at -> settings(credentials.get(), at.host(), at.port(), true)))
                .exceptionally(failure -> {
                    LOG.log(Level.DEBUG, () -> "no MSRP relay for " + account.id() + ": " + failure.getMessage());
                    return Optional.empty();
                });
    }

    /** The domain's own address is only what the lookup falls back to, and nobody said that a relay is there. */
    private Optional<ServiceAddress> ofDomain(List<ServiceAddress> found) {
        return found.stream()
                .filter(at -> !at.host().equalsIgnoreCase(account.uri().host()))
                .findFirst();
    }

    private MsrpRelaySettings settings(Credentials credentials, String host, int port, boolean tls) {
        return new MsrpRelaySettings(
                account.uri().host(),
                credentials.username(),
                credentials.password().orElseThrow(),
                host,
                port,
                tls,
                null);
    }
}
