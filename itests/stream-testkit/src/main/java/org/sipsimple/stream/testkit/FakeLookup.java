/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.lookup.LookupException;
import org.sipsimple.api.lookup.LookupOptions;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.lookup.ServiceAddress;
import org.sipsimple.api.lookup.ServiceKind;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;

/** A DNS that knows what the test says. For one thread only. */
public final class FakeLookup implements Lookup {
    private final List<SipUri> asked = new ArrayList<>();
    private List<Route> routes = List.of();

    /** From now on these are the ways to every proxy; without any a lookup fails. */
    public void answers(Route... newRoutes) {
        routes = List.of(newRoutes);
    }

    /** What was looked up so far. */
    public List<SipUri> asked() {
        return List.copyOf(asked);
    }

    @Override
    public CompletionStage<List<Route>> lookupSipProxy(SipUri uri, List<Transport> supported, LookupOptions options) {
        asked.add(uri);
        return routes.isEmpty()
                ? CompletableFuture.failedFuture(new LookupException.NotFound("no such domain"))
                : CompletableFuture.completedFuture(routes);
    }

    @Override
    public CompletionStage<List<ServiceAddress>> lookupService(
            String domain, ServiceKind service, LookupOptions options) {
        asked.add(SipUri.of(null, domain));
        return CompletableFuture.failedFuture(new LookupException.NotFound("no such service"));
    }

    @Override
    public CompletionStage<List<URI>> lookupXcapServer(String domain, LookupOptions options) {
        return CompletableFuture.failedFuture(new LookupException.NotFound("no XCAP here"));
    }
}
