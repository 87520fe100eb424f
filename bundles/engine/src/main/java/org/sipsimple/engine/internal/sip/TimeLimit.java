/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.Scheduler;

/**
 * How long an object waits for what comes next; one limit at a time. What happens at its end runs under the object's lock,
 * and then the object's outbox is sent. Call with that lock held.
 */
final class TimeLimit {
    private final Scheduler scheduler;
    private final Object lock;
    private final Outbox outbox;
    private @Nullable Scheduled running;
    private int number;

    TimeLimit(Scheduler scheduler, Object lock, Outbox outbox) {
        this.scheduler = scheduler;
        this.lock = lock;
        this.outbox = outbox;
    }

    /** Takes the place of an earlier one. */
    void set(Duration time, Runnable then) {
        cancel();
        int mine = number;
        running = scheduler.schedule(time, () -> {
            synchronized (lock) {
                if (mine == number) {
                    then.run();
                }
            }
            outbox.send();
        });
    }

    void cancel() {
        number++; // one that is about to run finds that it is not meant any more
        if (running != null) {
            running.cancel();
            running = null;
        }
    }
}
