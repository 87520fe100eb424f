/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.threading.ThreadManager;

/** The addresses the system's resolver knows, with the URI's or the default port: where there is no lookup by RFC 3263. */
public final class SystemLookup implements NameResolver.Lookup {
    private final ThreadManager threads;

    public SystemLookup(ThreadManager threads) {
        this.threads = threads;
    }

    @Override
    public CompletionStage<List<Route>> routes(SipUri target) {
        return threads.call(() -> Stream.of(InetAddress.getAllByName(target.host()))
                .map(address -> new Route(address, target.effectivePort(), target.effectiveTransport()))
                .toList());
    }
}
