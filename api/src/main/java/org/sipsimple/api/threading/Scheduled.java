/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.threading;

/** A task that waits for its time at a {@link Scheduler}. Thread-safe. */
@FunctionalInterface
public interface Scheduled {

    /**
     * Keeps the task from running, if it has not begun, and lets go of it.
     *
     * @return true if the task will not run because of this call; false if it has begun or was cancelled before
     */
    boolean cancel();
}
