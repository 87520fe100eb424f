/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import org.sipsimple.account.AccountServices;
import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.account.AccountRegistration;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;

/** An account by its options. Its contact user is drawn once, so that calls to the contact find it. Thread-safe. */
public final class DefaultAccount implements Account {
    private static final int CONTACT_DIGITS = 8;

    private final AccountOptions options;
    private final AccountServices services;
    private final String contactUser;
    private final @Nullable Registrar registrar;

    /** @throws IllegalArgumentException when the address of record has no user */
    public DefaultAccount(AccountOptions options, AccountServices services) {
        if (options.uri().user() == null) {
            throw new IllegalArgumentException("an account's address has a user, not " + options.uri());
        }
        this.options = options;
        this.services = services;
        this.contactUser = digits(services.random());
        this.registrar = options.register() ? new Registrar(this, services) : null;
    }

    private static String digits(RandomGenerator random) {
        StringBuilder digits = new StringBuilder(CONTACT_DIGITS);
        for (int i = 0; i < CONTACT_DIGITS; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    /** Begins to register, if the account does. */
    public void activate() {
        if (registrar != null) {
            registrar.start();
        }
    }

    /** Takes leave of the registrar; completes when that is over, well or not. */
    public CompletionStage<Void> deactivate() {
        return registrar == null ? CompletableFuture.completedStage(null) : registrar.stop();
    }

    /** The user part of the account's contacts. */
    public String contactUser() {
        return contactUser;
    }

    @Override
    public String id() {
        return options.uri().address();
    }

    @Override
    public SipUri uri() {
        return options.uri();
    }

    @Override
    public NameAddress identity() {
        return NameAddress.of(options.displayName(), options.uri());
    }

    @Override
    public Optional<Credentials> credentials() {
        return Optional.ofNullable(options.credentials());
    }

    @Override
    public Optional<SipUri> outboundProxy() {
        return Optional.ofNullable(options.outboundProxy());
    }

    @Override
    public ContactHeader contact(Route route) {
        InetSocketAddress local = services.engine().contactAddress(route);
        String host = local.getAddress().getHostAddress();
        if (local.getAddress() instanceof Inet6Address && host.indexOf('%') >= 0) {
            host = host.substring(0, host.indexOf('%'));
        }
        SipUri uri = SipUri.of(contactUser, host).withPort(local.getPort());
        return ContactHeader.of(route.transport() == Transport.UDP ? uri : uri.withTransport(route.transport()));
    }

    @Override
    public SettingsView settings() {
        return options.settings();
    }

    @Override
    public <T> Optional<T> facet(Class<T> type) {
        return type == AccountRegistration.class
                ? Optional.ofNullable(registrar).map(type::cast)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "account " + id();
    }
}
