/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountTls;
import org.sipsimple.api.account.ContactType;
import org.sipsimple.api.account.ContactUris;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.SettingKey;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;

/** An account without a provider, whose settings a test can change. */
public final class FakeAccount implements Account {
    private final SipUri uri;
    private final Map<String, @Nullable Object> settings = new HashMap<>();
    private volatile @Nullable Credentials credentials;
    private volatile @Nullable AccountTls tls;

    /** {@code alice@example.org}. */
    public FakeAccount() {
        this(SipUri.of("alice", "example.org"));
    }

    public FakeAccount(SipUri uri) {
        this.uri = uri;
    }

    /** Changes a setting. */
    public <T> void set(SettingKey<T> key, T value) {
        settings.put(key.path(), value);
    }

    /** Changes a setting; null for no value. */
    public <T> void set(Setting<T> setting, @Nullable T value) {
        settings.put(setting.path(), value);
    }

    @Override
    public String id() {
        return uri.address();
    }

    @Override
    public SipUri uri() {
        return uri;
    }

    @Override
    public NameAddress identity() {
        return NameAddress.of(uri);
    }

    /** From now on it shows and believes these certificates. */
    public void setTls(AccountTls newTls) {
        tls = newTls;
    }

    /** From now on it has these. */
    public void setCredentials(Credentials newCredentials) {
        credentials = newCredentials;
    }

    @Override
    public Optional<Credentials> credentials() {
        return Optional.ofNullable(credentials);
    }

    @Override
    public Optional<SipUri> outboundProxy() {
        return Optional.empty();
    }

    @Override
    public ContactHeader contact(Route route) {
        return ContactHeader.of(SipUri.of("12345678", "127.0.0.1").withPort(5060));
    }

    @Override
    public ContactUris contacts() {
        return new ContactUris() {
            @Override
            public String username() {
                return "12345678";
            }

            @Override
            public Optional<SipUri> uri(ContactType type, Route route) {
                return Optional.of(contact(route).uri());
            }

            @Override
            public Optional<SipUri> uri(ContactType type, Transport transport) {
                return uri(type, new Route(InetAddress.getLoopbackAddress(), transport));
            }
        };
    }

    @Override
    public boolean isEnabled() {
        return true;
    }

    @Override
    public boolean isActive() {
        return true;
    }

    @Override
    public Optional<SettingsObject> settingsObject() {
        return Optional.empty();
    }

    @Override
    public SettingsView settings() {
        return new SettingsView() {
            @Override
            public <T> T get(SettingKey<T> key) {
                Object value = settings.get(key.path());
                return value == null ? key.defaultValue() : key.type().cast(value);
            }

            @Override
            @SuppressWarnings("unchecked") // set() took a value of the setting's type
            public <T> @Nullable T get(Setting<T> setting) {
                return (T) settings.getOrDefault(setting.path(), setting.defaultValue());
            }
        };
    }

    @Override
    public <T> Optional<T> facet(Class<T> type) {
        return type == AccountTls.class ? Optional.ofNullable(tls).map(type::cast) : Optional.empty();
    }
}
