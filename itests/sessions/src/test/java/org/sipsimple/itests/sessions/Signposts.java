/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.sessions;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.lookup.LookupOptions;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.lookup.ServiceAddress;
import org.sipsimple.api.lookup.ServiceKind;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;

/** A lookup that knows the ways to some hosts itself and asks another one for the rest. Thread-safe. */
final class Signposts implements Lookup {
    private final Lookup rest;
    private final Map<String, List<Route>> known = new ConcurrentHashMap<>();

    Signposts(Lookup rest) {
        this.rest = rest;
    }

    /** From now on these are the ways to that host, the best one first. */
    void put(String host, Route... routes) {
        known.put(host, List.of(routes));
    }

    @Override
    public CompletionStage<List<Route>> lookupSipProxy(SipUri uri, List<Transport> supported, LookupOptions options) {
        List<Route> routes = known.get(uri.host());
        return routes == null
                ? rest.lookupSipProxy(uri, supported, options)
                : CompletableFuture.completedFuture(routes);
    }

    @Override
    public CompletionStage<List<ServiceAddress>> lookupService(
            String domain, ServiceKind service, LookupOptions options) {
        return rest.lookupService(domain, service, options);
    }

    @Override
    public CompletionStage<List<URI>> lookupXcapServer(String domain, LookupOptions options) {
        return rest.lookupXcapServer(domain, options);
    }
}
