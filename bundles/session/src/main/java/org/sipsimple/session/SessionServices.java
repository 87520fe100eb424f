/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.payload.PayloadRegistry;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.stream.MediaStreamRegistry;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.api.threading.ThreadManager;

/**
 * What sessions need from the rest of the SDK; the same for all sessions of a manager.
 *
 * @param random draws the waits after a glare (RFC 3261 section 14.1)
 * @param lookup finds the way to whom a transfer asks us to call; without it such a transfer fails with 480
 * @param payloads reads what a conference tells; without it that is told as it came
 */
public record SessionServices(
        Engine engine,
        MediaStreamRegistry registry,
        NotificationCenter notifications,
        ThreadManager threads,
        RandomGenerator random,
        SessionTimers timers,
        Optional<Lookup> lookup,
        Supplier<Optional<PayloadRegistry>> payloads) {

    /** Without lookup and payloads. */
    public SessionServices(
            Engine engine,
            MediaStreamRegistry registry,
            NotificationCenter notifications,
            ThreadManager threads,
            RandomGenerator random,
            SessionTimers timers) {
        this(engine, registry, notifications, threads, random, timers, Optional.empty(), Optional::empty);
    }

    public SessionServices withLookup(Lookup value) {
        return new SessionServices(
                engine, registry, notifications, threads, random, timers, Optional.of(value), payloads);
    }

    /** @param value asked each time, as payloads may come and go */
    public SessionServices withPayloads(Supplier<Optional<PayloadRegistry>> value) {
        return new SessionServices(engine, registry, notifications, threads, random, timers, lookup, value);
    }

    public Scheduler scheduler() {
        return threads.scheduler();
    }
}
