/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.sipsimple.benchmarks.BenchCase;
import org.sipsimple.benchmarks.BenchFailure;

/** Posts notifications to observers that only count; subclasses say by which way they get there. */
abstract class NotifyCase implements BenchCase {

    private static final int WARM_UP_DELIVERIES = 200_000;

    /** Checked twice in each window, so that never more than a window of events is on the way. */
    private static final int HALF_WINDOW = 512;

    private static final long PATIENCE = Duration.ofSeconds(100).toNanos();

    /** Connects the observers and returns where to post. */
    abstract Poster open(List<CountingObserver> observers);

    /** The way in, closed at the end of the run. */
    interface Poster extends Consumer<BenchNotification>, AutoCloseable {
        @Override
        void close();
    }

    @Override
    public String usage() {
        return "OBSERVERS EVENTS";
    }

    @Override
    public String run(List<String> arguments) throws BenchFailure {
        if (arguments.size() != 2) {
            throw new IllegalArgumentException(usage());
        }
        int observers = positive(arguments.get(0));
        int events = positive(arguments.get(1));
        List<CountingObserver> counting =
                Stream.generate(CountingObserver::new).limit(observers).toList();
        try (Poster poster = open(counting)) {
            int warmUp = Math.min(events, WARM_UP_DELIVERIES / observers);
            post(poster, counting, 0, warmUp);
            long start = System.nanoTime();
            post(poster, counting, warmUp, events);
            double seconds = (System.nanoTime() - start) / 1e9;
            return String.format(
                    Locale.ROOT, "{\"deliveries\":%d,\"seconds\":%.6f}", (long) observers * events, seconds);
        }
    }

    private static int positive(String argument) {
        int number = Integer.parseInt(argument);
        if (number < 1) {
            throw new IllegalArgumentException(argument);
        }
        return number;
    }

    private void post(Poster poster, List<CountingObserver> observers, long before, int events) throws BenchFailure {
        Object sender = this;
        Instant now = Instant.now();
        long deadline = System.nanoTime() + PATIENCE;
        for (int i = 1; i <= events; i++) {
            poster.accept(new BenchNotification(sender, now, 1));
            if (i % HALF_WINDOW == 0) {
                await(observers, before + i - HALF_WINDOW, deadline);
            }
        }
        await(observers, before + events, deadline);
    }

    private static void await(List<CountingObserver> observers, long count, long deadline) throws BenchFailure {
        for (CountingObserver observer : observers) {
            while (observer.count() < count) {
                if (System.nanoTime() - deadline > 0) {
                    throw new BenchFailure("an observer has counted " + observer.count() + " instead of " + count);
                }
                Thread.yield();
            }
            if (observer.count() > count + 2 * HALF_WINDOW) {
                throw new BenchFailure("an observer has counted more than was posted");
            }
        }
    }
}
