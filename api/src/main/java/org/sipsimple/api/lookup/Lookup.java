/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.lookup;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;

/**
 * Finds servers by DNS. Spec: Middleware API, "DNS Lookup".
 *
 * <p>Each method returns at once and never throws for what happens on the network: the stage completes with at least one
 * item in the order in which they should be tried, or fails with a {@link LookupException}. The same is posted as
 * {@link LookupNotification.DidSucceed} or {@link LookupNotification.DidFail}, after a {@link LookupNotification.Trace}
 * for each query. Cancelling {@code stage.toCompletableFuture()} ends the lookup with its queries; a
 * {@link LookupNotification.DidFail} tells of that too.
 *
 * <p>Stages complete on a lookup thread: dependent actions that block belong on an executor of their own. No lookup waits
 * for another, whatever its nameservers do. Thread-safe.
 *
 * <pre>{@code
 * lookup.lookupSipProxy(SipUri.parse("sip:bob@example.com"), List.of(Transport.TLS, Transport.TCP, Transport.UDP))
 *         .thenAccept(routes -> session.connect(bob, routes, streams));
 * }</pre>
 */
@ProviderType
public interface Lookup {

    /**
     * Finds the ways to the proxy of a SIP URI as RFC 3263 section 4 says: an IP address or a port in the URI needs no
     * NAPTR and SRV records; the parameter {@code transport} binds the choice; else the domain's NAPTR records decide, then
     * its SRV records for each supported transport, at last its addresses. Targets of one priority are drawn by weight
     * (RFC 2782), each with its IPv6 and IPv4 addresses (RFC 7984). The parameter {@code maddr} takes the place of the
     * host, but not as the name in certificates.
     *
     * <p>Broken steps are skipped: NAPTR records that lead nowhere are as none; but a domain that has SRV records is not
     * asked for its address, as those records say where its servers are.
     *
     * @param supported the transports that are on, in the order of the caller's preference; it decides where the domain
     *     does not
     */
    CompletionStage<List<Route>> lookupSipProxy(SipUri uri, List<Transport> supported, LookupOptions options);

    /** The same with {@link LookupOptions#DEFAULT}. */
    default CompletionStage<List<Route>> lookupSipProxy(SipUri uri, List<Transport> supported) {
        return lookupSipProxy(uri, supported, LookupOptions.DEFAULT);
    }

    /**
     * Finds the servers of some kind by SRV records; when the domain has none, its own addresses with the kind's default
     * port are the result.
     *
     * @param domain a domain or host name, or an IP address
     */
    CompletionStage<List<ServiceAddress>> lookupService(String domain, ServiceKind service, LookupOptions options);

    /** The same with {@link LookupOptions#DEFAULT}. */
    default CompletionStage<List<ServiceAddress>> lookupService(String domain, ServiceKind service) {
        return lookupService(domain, service, LookupOptions.DEFAULT);
    }

    /** Finds the XCAP roots of a domain: the http and https URIs in the TXT records of {@code xcap.<domain>}. */
    CompletionStage<List<URI>> lookupXcapServer(String domain, LookupOptions options);

    /** The same with {@link LookupOptions#DEFAULT}. */
    default CompletionStage<List<URI>> lookupXcapServer(String domain) {
        return lookupXcapServer(domain, LookupOptions.DEFAULT);
    }
}
