/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.chat.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.Scheduler;

/** Notices that somebody who was writing has not said so again in time (RFC 3994 section 3.2). Thread-safe. */
final class ComposingWatch {
    /** More participants than any room has; beyond it they are just not watched. */
    private static final int MOST = 10_000;

    private final Scheduler scheduler;
    private final Map<String, Scheduled> active = new HashMap<>();
    private boolean closed;

    ComposingWatch(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** @param expired what to do when it was not repeated; on the scheduler's thread */
    synchronized void active(String writer, Duration refresh, Runnable expired) {
        idle(writer);
        if (!closed && active.size() < MOST) {
            active.put(writer, scheduler.schedule(refresh, () -> {
                if (idle(writer)) {
                    expired.run();
                }
            }));
        }
    }

    /** The writer has stopped; true if it was known to write. */
    synchronized boolean idle(String writer) {
        @Nullable Scheduled timer = active.remove(writer);
        if (timer != null) {
            timer.cancel();
        }
        return timer != null;
    }

    synchronized void close() {
        closed = true;
        active.values().forEach(Scheduled::cancel);
        active.clear();
    }
}
