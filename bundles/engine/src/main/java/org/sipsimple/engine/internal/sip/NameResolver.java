/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

/**
 * Answers the native side's questions for the addresses of names: those of TLS routes from the routes themselves, which
 * were looked up by the application, others (in contacts and record routes of peers) by RFC 3263. The event thread only
 * asks; answers may come on any thread.
 */
public final class NameResolver {
    private static final Logger LOG = System.getLogger(NameResolver.class.getName());

    /** PJ_ERESOLVE: the name has no address. */
    static final int UNRESOLVABLE = 70_018;

    private static final int MOST_ADDRESSES = 8;
    private static final int ROUTES_REMEMBERED = 1_000;

    /** Finds the ways to the host of a SIP URI, best first; fails when there is none. Must not wait. */
    @FunctionalInterface
    public interface Lookup {
        CompletionStage<List<Route>> routes(SipUri target);
    }

    private record Hop(String name, int port) {}

    private final EngineCore core;
    private final Lookup lookup;
    private final Map<Hop, Route> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hop, Route> eldest) {
            return size() > ROUTES_REMEMBERED;
        }
    };

    public NameResolver(EngineCore core, Lookup lookup) {
        this.core = core;
        this.lookup = lookup;
        core.handleType(Event.RESOLVE, this::resolve);
    }

    /** Takes note of the address behind a route's TLS name, before a request is sent by it. */
    void remember(Route route) {
        String name = route.tlsName();
        if (name != null && route.transport() == Transport.TLS) {
            synchronized (known) {
                known.put(hop(name, route.port()), route);
            }
        }
    }

    private void resolve(long token, int code, FieldReader payload) {
        String host = payload.readText();
        int port = payload.readInt();
        String transport = payload.readText();
        boolean secure = payload.readFlag();
        Route route = known(host, port);
        if (route != null) {
            answer(token, List.of(route));
            return;
        }
        try {
            lookup.routes(target(host, port, transport, secure)).whenComplete((routes, failure) -> {
                if (failure != null) {
                    LOG.log(Level.DEBUG, () -> "no address for " + host + ": " + failure);
                }
                answer(token, routes == null ? List.of() : routes);
            });
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, () -> "no lookup of " + host, e);
            answer(token, List.of());
        }
    }

    private static SipUri target(String host, int port, String transport, boolean secure) {
        SipUri target = SipUri.of(null, host).withPort(port == 0 ? null : port);
        if (secure) {
            return target.withTransport(Transport.TLS);
        }
        return Transport.find(transport).map(target::withTransport).orElse(target);
    }

    private @Nullable Route known(String host, int port) {
        synchronized (known) {
            return known.get(hop(host, port == 0 ? Transport.TLS.defaultPort() : port));
        }
    }

    private static Hop hop(String name, int port) {
        return new Hop(name.toLowerCase(Locale.ROOT), port);
    }

    private void answer(long token, List<Route> routes) {
        List<Route> best = routes.subList(0, Math.min(routes.size(), MOST_ADDRESSES));
        FieldWriter args = new FieldWriter().putInt(best.isEmpty() ? UNRESOLVABLE : 0);
        args.putList(best, (item, route) -> item.putText(route.address().getHostAddress())
                .putInt(route.port())
                .putText(route.transport().parameter()));
        core.post("resolve", Op.RESOLVED, token, args);
    }
}
