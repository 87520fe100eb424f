/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.dns;

import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

import org.sipsimple.benchmarks.BenchFailure;

/** Keeps a number of asynchronous lookups going, and counts. */
final class Load {
    private static final long LONGEST_SECONDS = 100;

    private final int concurrency;
    private final IntFunction<CompletionStage<?>> lookup;

    /** @param lookup starts the lookup of that number; fails when it finds nothing */
    Load(int concurrency, IntFunction<CompletionStage<?>> lookup) {
        this.concurrency = concurrency;
        this.lookup = lookup;
    }

    /** Runs the warm-up and the measured part, and gives the result as JSON. */
    String measure(DnsArguments arguments) throws BenchFailure, InterruptedException {
        run(arguments.warmUp());
        long begin = System.nanoTime();
        int failed = run(arguments.lookups());
        double seconds = (System.nanoTime() - begin) / 1e9;
        return String.format(
                Locale.ROOT, "{\"lookups\":%d,\"seconds\":%.6f,\"failed\":%d}", arguments.lookups(), seconds, failed);
    }

    private int run(int lookups) throws BenchFailure, InterruptedException {
        Semaphore window = new Semaphore(concurrency);
        AtomicInteger failed = new AtomicInteger();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        for (int i = 0; i < lookups; i++) {
            acquire(window, 1, end);
            lookup.apply(i).whenComplete((any, error) -> {
                if (error != null) {
                    failed.incrementAndGet();
                }
                window.release();
            });
        }
        acquire(window, concurrency, end);
        return failed.get();
    }

    private static void acquire(Semaphore window, int permits, long end) throws BenchFailure, InterruptedException {
        if (!window.tryAcquire(permits, end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw new BenchFailure("the lookups did not end in " + LONGEST_SECONDS + " s");
        }
    }
}
