/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.msrp.internal.Connection;

/**
 * Requests that wait for their answers. One coarse timer serves them all, as a session may have thousands: each waits
 * for the timeout and up to a tenth more. On the I/O thread only.
 */
final class Transactions {
    /** 408 as RFC 4975 section 7.2 lets a sender assume it. */
    static final int TIMEOUT = 408;

    private static final int TICKS = 10;

    /** Who is told of the answer: its code, and the response unless none came. */
    interface Answered {
        void answered(int code, String comment, @Nullable MsrpChunk response);

        void failed(IOException cause);
    }

    private record Waiting(Answered target, long expires) {}

    private final Connection connection;
    private final Scheduler scheduler;
    private final Duration tick;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private @Nullable Scheduled timer;
    private long now;

    Transactions(Connection connection, Scheduler scheduler, Duration timeout) {
        this.connection = connection;
        this.scheduler = scheduler;
        tick = timeout.dividedBy(TICKS);
    }

    void add(String transactionId, Answered target) {
        waiting.put(transactionId, new Waiting(target, now + TICKS));
        if (timer == null) {
            schedule();
        }
    }

    private void schedule() {
        timer = scheduler.schedule(tick, () -> connection.execute(this::tick));
    }

    private void tick() {
        timer = null;
        now++;
        List<Answered> expired = new ArrayList<>();
        Iterator<Waiting> oldest = waiting.values().iterator();
        while (oldest.hasNext()) {
            Waiting next = oldest.next();
            if (next.expires() > now) {
                break;
            }
            expired.add(next.target());
            oldest.remove();
        }
        if (!waiting.isEmpty()) {
            schedule();
        }
        expired.forEach(target -> target.answered(TIMEOUT, "no answer in time", null));
    }

    /** False when nobody waits for that response. */
    boolean answered(MsrpChunk response) {
        Waiting found = waiting.remove(response.transactionId());
        if (found != null) {
            found.target().answered(response.code(), response.comment(), response);
        }
        return found != null;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void failAll(IOException cause) {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        List<Waiting> all = new ArrayList<>(waiting.values());
        waiting.clear();
        all.forEach(w -> w.target().failed(cause));
    }
}
