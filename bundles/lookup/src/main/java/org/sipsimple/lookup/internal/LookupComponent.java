/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

import org.sipsimple.api.lookup.Dns;
import org.sipsimple.api.lookup.DnsManager;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.lookup.LookupOptions;
import org.sipsimple.api.lookup.NaptrRecord;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.lookup.ServiceAddress;
import org.sipsimple.api.lookup.ServiceKind;
import org.sipsimple.api.lookup.SrvRecord;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.lookup.DnsServices;
import org.sipsimple.lookup.LookupSettings;
import org.sipsimple.lookup.internal.resolver.Addresses;

/** Publishes one {@link DnsServices} as the lookup of the framework; its notifications are from this object. */
@Component(
        service = {Lookup.class, Dns.class, DnsManager.class},
        configurationPid = LookupConfig.PID)
@Designate(ocd = LookupConfig.class)
public final class LookupComponent implements Lookup, Dns, DnsManager {
    private final DnsServices services;
    private final Lookup lookup;
    private final Dns dns;
    private final DnsManager manager;

    /** @throws IllegalArgumentException when the configuration makes no sense; its message says what */
    @Activate
    public LookupComponent(
            @Reference NotificationCenter notifications, @Reference ThreadManager threads, LookupConfig config) {
        services =
                new DnsServices(settings(config), notifications, threads, this, new SystemNameservers(), new Random());
        lookup = services.lookup();
        dns = services.dns();
        manager = services.manager();
        manager.start();
    }

    static LookupSettings settings(LookupConfig config) {
        String domain = config.probe_domain().strip();
        return LookupSettings.DEFAULT
                .withNameservers(nameservers(config.nameservers()))
                .withAuthoritative(config.authoritative(), LookupSettings.DEFAULT.authoritativePort())
                .withAddresses(config.addresses())
                .withCache(config.cache_entries(), Duration.ofSeconds(config.stale_seconds()))
                .withCacheLimits(
                        Duration.ofSeconds(config.cache_seconds()), Duration.ofSeconds(config.cache_denial_seconds()))
                .withProbe(domain.isEmpty() ? null : domain, nameservers(config.probe_nameservers()))
                .withCheckInterval(Duration.ofSeconds(config.check_seconds()));
    }

    private static List<InetSocketAddress> nameservers(String[] texts) {
        return Arrays.stream(texts)
                .filter(text -> !text.isBlank())
                .map(text -> Addresses.nameserver(text)
                        .orElseThrow(() -> new IllegalArgumentException("\"" + text
                                + "\" is no nameserver: it has to be an IP address, with or without a port")))
                .toList();
    }

    @Deactivate
    void close() {
        services.close();
    }

    @Override
    public CompletionStage<List<Route>> lookupSipProxy(SipUri uri, List<Transport> supported, LookupOptions options) {
        return lookup.lookupSipProxy(uri, supported, options);
    }

    @Override
    public CompletionStage<List<ServiceAddress>> lookupService(
            String domain, ServiceKind service, LookupOptions options) {
        return lookup.lookupService(domain, service, options);
    }

    @Override
    public CompletionStage<List<URI>> lookupXcapServer(String domain, LookupOptions options) {
        return lookup.lookupXcapServer(domain, options);
    }

    @Override
    public CompletionStage<List<InetAddress>> addresses(String host, LookupOptions options) {
        return dns.addresses(host, options);
    }

    @Override
    public CompletionStage<List<SrvRecord>> services(String name, LookupOptions options) {
        return dns.services(name, options);
    }

    @Override
    public CompletionStage<List<NaptrRecord>> pointers(String name, LookupOptions options) {
        return dns.pointers(name, options);
    }

    @Override
    public CompletionStage<List<String>> texts(String name, LookupOptions options) {
        return dns.texts(name, options);
    }

    @Override
    public CompletionStage<List<URI>> enumUris(String number, LookupOptions options) {
        return dns.enumUris(number, options);
    }

    @Override
    public void start() {
        manager.start();
    }

    @Override
    public void stop() {
        manager.stop();
    }

    @Override
    public List<InetSocketAddress> nameservers() {
        return manager.nameservers();
    }
}
