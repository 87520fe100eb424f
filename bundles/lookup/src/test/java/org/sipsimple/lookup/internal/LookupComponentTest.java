/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.sipsimple.api.lookup.AddressPreference;
import org.sipsimple.api.lookup.LookupNotification;
import org.sipsimple.api.lookup.ServiceKind;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.lookup.AuthoritativeUse;
import org.sipsimple.lookup.LookupSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LookupComponentTest {
    @RegisterExtension
    static final Bind BIND = new Bind();

    /** The form as the service component runtime fills it: given values, else defaults. */
    private static LookupConfig config(Map<String, Object> values) {
        return (LookupConfig) Proxy.newProxyInstance(
                LookupConfig.class.getClassLoader(),
                new Class<?>[] {LookupConfig.class},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    @Test
    void defaultsOfTheFormAreTheDefaultsOfTheSettings() {
        assertThat(LookupComponent.settings(config(Map.of()))).isEqualTo(LookupSettings.DEFAULT);
    }

    @Test
    void everyFieldOfTheFormIsUsed() {
        Map<String, Object> values = new HashMap<>();
        values.put("nameservers", new String[] {"127.0.0.1:5353", " ", "::1"});
        values.put("authoritative", AuthoritativeUse.NEVER);
        values.put("addresses", AddressPreference.IPV4_ONLY);
        values.put("cache_entries", 7);
        values.put("cache_seconds", 8);
        values.put("cache_denial_seconds", 9);
        values.put("stale_seconds", 10);
        values.put("probe_domain", "probe.example");
        values.put("probe_nameservers", new String[] {"127.0.0.2"});
        values.put("check_seconds", 11);
        assertThat(LookupComponent.settings(config(values)))
                .hasToString("LookupSettings[nameservers=[/127.0.0.1:5353, /[0:0:0:0:0:0:0:1]:53], "
                        + "authoritativeUse=NEVER, authoritativePort=53, addresses=IPV4_ONLY, cacheEntries=7, "
                        + "cacheLongest=PT8S, cacheLongestDenial=PT9S, stale=PT10S, probeDomain=probe.example, "
                        + "spareNameservers=[/127.0.0.2:53], checkInterval=PT11S]");
    }

    @Test
    void nonsenseIsRefusedByName() {
        assertThatThrownBy(
                        () -> LookupComponent.settings(config(Map.of("nameservers", new String[] {"ns.example.com"}))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ns.example.com");
        assertThatThrownBy(() -> LookupComponent.settings(config(Map.of("check_seconds", 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("check interval");
    }

    @Test
    void offersAllServicesInItsOwnName() throws Exception {
        DirectThreads threads = new DirectThreads();
        RecordedNotifications notifications = new RecordedNotifications();
        InetSocketAddress nameserver = BIND.address();
        LookupComponent component = new LookupComponent(
                notifications, threads, config(Map.of("nameservers", new String[] {"127.0.0.1:" + nameserver.getPort()
                })));
        threads.scheduler.runDue();
        assertThat(component.nameservers()).containsExactly(nameserver);
        assertThat(Fixture.await(component.lookupSipProxy(SipUri.parse("sip:ip4.test.example"), Fixture.ALL)))
                .hasSize(1);
        assertThat(Fixture.await(component.lookupService("test.example", ServiceKind.STUN)))
                .hasSize(1);
        assertThat(Fixture.await(component.lookupXcapServer("test.example"))).hasSize(2);
        assertThat(Fixture.await(component.addresses("ip4.test.example", Fixture.OPTIONS)))
                .hasSize(1);
        assertThat(Fixture.await(component.services("_stun._udp.test.example", Fixture.OPTIONS)))
                .hasSize(1);
        assertThat(Fixture.await(component.pointers("test.example", Fixture.OPTIONS)))
                .hasSize(3);
        assertThat(Fixture.await(component.texts("xcap.test.example", Fixture.OPTIONS)))
                .hasSize(4);
        assertThat(Fixture.await(component.enumUris("+31205550100", Fixture.OPTIONS)))
                .hasSize(2);
        assertThat(notifications.of(LookupNotification.class))
                .extracting(LookupNotification::sender)
                .containsOnly(component);
        component.stop();
        component.start();
        component.close();
        component.close();
    }
}
