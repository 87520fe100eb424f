/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.threading;

import java.util.concurrent.Executor;

/**
 * Runs jobs one at a time, in the order given; what one job wrote the next one sees. Owns no thread while it is idle. A
 * job that throws is named in the log and the next one runs. Thread-safe.
 */
public interface SerialExecutor extends Executor {

    /** The name it was asked for by, for example {@code file-io}. */
    String name();

    /** Whether the caller is a job of this executor. */
    boolean isOwner();

    /**
     * Guards state that only jobs of this executor may touch.
     *
     * @throws IllegalStateException if the caller is no job of this executor; the message names both
     */
    default void assertOwner() {
        if (!isOwner()) {
            throw new IllegalStateException("belongs to serial executor " + name() + " but was called on thread "
                    + Thread.currentThread().getName());
        }
    }
}
