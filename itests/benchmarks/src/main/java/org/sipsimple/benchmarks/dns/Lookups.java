/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.dns;

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.sipsimple.api.lookup.AddressPreference;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.lookup.DnsServices;
import org.sipsimple.lookup.LookupSettings;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.threading.DefaultThreadManager;

/** The SDK's lookup as a program gets it, with notifications posted, for the nameserver of a case. */
final class Lookups implements AutoCloseable {
    private static final List<Transport> TRANSPORTS = List.of(Transport.UDP, Transport.TCP, Transport.TLS);

    private final DefaultThreadManager threads = new DefaultThreadManager();
    private final DefaultNotificationCenter notifications =
            new DefaultNotificationCenter(threads.pool("notifications"), threads.scheduler());
    private final DnsServices services;
    private final DnsArguments arguments;

    Lookups(DnsArguments arguments, boolean cache) {
        this.arguments = arguments;
        LookupSettings settings = LookupSettings.DEFAULT
                .withNameservers(List.of(arguments.server()))
                .withAddresses(AddressPreference.IPV4_ONLY);
        services = new DnsServices(cache ? settings : settings.withoutCache(), notifications, threads);
    }

    CompletionStage<?> start(int number) {
        Lookup lookup = services.lookup();
        return lookup.lookupSipProxy(SipUri.of("bench", arguments.domain(number)), TRANSPORTS);
    }

    @Override
    public void close() {
        services.close();
        notifications.close();
        threads.close();
    }
}
