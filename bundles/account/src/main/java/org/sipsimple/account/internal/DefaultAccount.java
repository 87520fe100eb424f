/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.account.AccountServices;
import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.account.AccountRegistration;
import org.sipsimple.api.account.AccountTls;
import org.sipsimple.api.account.ContactType;
import org.sipsimple.api.account.ContactUris;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.SipUri;

/** An account by its options, which change with the settings it comes from, if it comes from any. Thread-safe. */
final class DefaultAccount implements Account {
    private final @Nullable SettingsObject stored;
    private final Contacts contacts;
    private final Activation activation;
    private final AccountRegistration registration = new CurrentRegistration();
    private final AccountTls tls = new CertificateFiles(this::settings);
    private volatile AccountOptions options;
    private volatile boolean enabled;
    private volatile boolean active;

    /**
     * @param stored the settings it comes from, null for none
     * @throws IllegalArgumentException when the address of record has no user
     */
    DefaultAccount(
            AccountOptions options,
            boolean enabled,
            @Nullable SettingsObject stored,
            AccountServices services,
            InstanceId instanceId) {
        this.options = checked(options);
        this.enabled = enabled;
        this.stored = stored;
        this.contacts = new Contacts(services.engine(), services.random(), this::boundContact, this::registrarRoute);
        this.activation = new Activation(this, services, instanceId);
    }

    private static AccountOptions checked(AccountOptions options) {
        if (options.uri().user() == null) {
            throw new IllegalArgumentException("an account's address has a user, not " + options.uri());
        }
        return options;
    }

    /** Begins its work, now or when the engine starts or it is enabled. */
    void start() {
        activation.start();
    }

    /** Ends its work for good; completes when that is over, well or not. */
    CompletionStage<Void> close() {
        return activation.close();
    }

    /** @param registerAgain whether the registration has to be made anew because of the change */
    void update(AccountOptions newOptions, boolean nowEnabled, boolean registerAgain) {
        options = checked(newOptions);
        enabled = nowEnabled;
        activation.changed(registerAgain);
    }

    /** The way to the registrar, or from it to us, is another one. */
    void registerAgain() {
        activation.changed(true);
    }

    void active(boolean nowActive) {
        active = nowActive;
    }

    boolean registers() {
        return options.register();
    }

    private Optional<ContactHeader> boundContact() {
        return Optional.ofNullable(activation.registrar()).flatMap(Registrar::boundContact);
    }

    private Optional<Route> registrarRoute() {
        return Optional.ofNullable(activation.registrar()).flatMap(Registrar::route);
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
        AccountOptions now = options;
        return NameAddress.of(now.displayName(), now.uri());
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
        return ContactHeader.of(contacts.uri(ContactType.PUBLIC_GRUU_IF_AVAILABLE, route)
                .orElseThrow(() -> new IllegalStateException("there is always a contact")));
    }

    @Override
    public ContactUris contacts() {
        return contacts;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    public SettingsView settings() {
        return options.settings();
    }

    @Override
    public Optional<SettingsObject> settingsObject() {
        return Optional.ofNullable(stored);
    }

    @Override
    public <T> Optional<T> facet(Class<T> type) {
        if (type == AccountRegistration.class && registers()) {
            return Optional.of(type.cast(registration));
        }
        return type == AccountTls.class ? Optional.of(type.cast(tls)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "account " + id();
    }

    /** That of whichever registrar is at work. */
    private final class CurrentRegistration implements AccountRegistration {
        private Optional<Registrar> registrar() {
            return Optional.ofNullable(activation.registrar());
        }

        @Override
        public boolean isRegistered() {
            return registrar().filter(Registrar::isRegistered).isPresent();
        }

        @Override
        public Optional<ContactHeader> contact() {
            return registrar().flatMap(Registrar::contact);
        }

        @Override
        public Optional<Duration> expiresIn() {
            return registrar().flatMap(Registrar::expiresIn);
        }
    }
}
