/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.threading;

import java.time.Duration;
import java.time.Instant;

/**
 * The clock and the timer of whoever gets one injected; tests give one whose time stands still. Thread-safe.
 *
 * <p>Delays are measured by a clock that is never set, so a change of the system time moves no task.
 */
public interface Scheduler {

    /** The time of day, for time stamps; it may jump when the system clock is set. */
    Instant now();

    /**
     * Runs the task once. It runs on the timer's own thread, so it has to be short and hand longer work to an executor;
     * what it throws is logged.
     *
     * @param delay from now; zero or less means as soon as possible, but never on the calling thread
     */
    Scheduled schedule(Duration delay, Runnable task);
}
