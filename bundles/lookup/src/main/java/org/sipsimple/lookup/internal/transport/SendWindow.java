/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.transport;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Keeps bursts from overflowing a nameserver's receive buffer, as what is lost there costs the wait for a repetition. Only
 * queries sent a moment ago count, so that a nameserver which is slow or silent about some names holds up nothing else.
 * DNS thread only.
 */
final class SendWindow {
    /** How long a query counts: what is older has been read by the nameserver, or will never be. */
    static final long YOUNG_NANOS = 50_000_000L;

    private static final int MOST_YOUNG = 100;

    private final Set<Exchange> waiting = new LinkedHashSet<>();
    private int young;

    /** Whether the exchange may be sent now; else it waits here. */
    boolean enter(Exchange exchange) {
        if (young < MOST_YOUNG) {
            young++;
            exchange.stage = Exchange.Stage.YOUNG;
            return true;
        }
        waiting.add(exchange);
        return false;
    }

    /** Takes note that an exchange is over or has grown old. */
    void leave(Exchange exchange) {
        if (exchange.stage == Exchange.Stage.YOUNG) {
            young--;
        } else if (exchange.stage == Exchange.Stage.WAITING) {
            waiting.remove(exchange);
        }
    }

    /** The next exchange that may be sent; null for none. */
    @Nullable
    Exchange next() {
        Iterator<Exchange> first = waiting.iterator();
        if (young >= MOST_YOUNG || !first.hasNext()) {
            return null;
        }
        Exchange exchange = first.next();
        first.remove();
        young++;
        exchange.stage = Exchange.Stage.YOUNG;
        return exchange;
    }

    boolean isEmpty() {
        return young == 0 && waiting.isEmpty();
    }
}
