/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.time.Duration;
import java.time.Instant;

import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.engine.internal.core.EngineCore;

/**
 * What a server granted for a time: tells its holder when to refresh it, and when its time has run out or the engine, which
 * would have refreshed it, has stopped. Thread-safe.
 */
final class Lease {
    private static final Duration REFRESH_AHEAD = Duration.ofSeconds(30);
    private static final Duration SOONEST_REFRESH = Duration.ofSeconds(1);

    /** Called without a lock, perhaps when the lease has been given up already: compare it with the one that is held. */
    interface Holder {
        void willExpire(Lease lease, Duration left);

        void expired(Lease lease);
    }

    private final EngineCore core;
    private final Instant until;
    private final Scheduled refresh;
    private final Scheduled expiry;
    private final Observation engineStop;

    Lease(EngineCore core, Duration granted, Holder holder) {
        this.core = core;
        this.until = core.scheduler().now().plus(granted);
        Duration before = refreshAfter(granted);
        refresh = core.scheduler().schedule(before, () -> holder.willExpire(this, granted.minus(before)));
        expiry = core.scheduler().schedule(granted, () -> holder.expired(this));
        engineStop = core.onStop(() -> holder.expired(this));
    }

    /** Half of a short time, and half a minute before the end of a long one. */
    static Duration refreshAfter(Duration granted) {
        Duration ahead = granted.minus(REFRESH_AHEAD);
        Duration half = granted.dividedBy(2);
        Duration later = ahead.compareTo(half) > 0 ? ahead : half;
        return later.compareTo(SOONEST_REFRESH) > 0 ? later : SOONEST_REFRESH;
    }

    /** Never negative. */
    Duration left() {
        Duration left = Duration.between(core.scheduler().now(), until);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Keeps only the end. */
    void stopRefreshing() {
        refresh.cancel();
    }

    void giveUp() {
        refresh.cancel();
        expiry.cancel();
        engineStop.close();
    }
}
