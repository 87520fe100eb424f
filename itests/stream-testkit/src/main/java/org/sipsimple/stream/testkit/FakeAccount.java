/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.configuration.SettingKey;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.SipUri;

/** An account without a provider, whose settings a test can change. */
public final class FakeAccount implements Account {
    private final SipUri uri;
    private final Map<String, Object> settings = new HashMap<>();

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

    @Override
    public Optional<Credentials> credentials() {
        return Optional.empty();
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
    public SettingsView settings() {
        return new SettingsView() {
            @Override
            public <T> T get(SettingKey<T> key) {
                Object value = settings.get(key.path());
                return value == null ? key.defaultValue() : key.type().cast(value);
            }
        };
    }

    @Override
    public <T> Optional<T> facet(Class<T> type) {
        return Optional.empty();
    }
}
