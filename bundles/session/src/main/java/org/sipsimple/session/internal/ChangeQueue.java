/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.threading.Scheduled;

/**
 * Changes of ours that wait for their re-INVITE: one goes after the other, and after a glare none until a random time
 * has passed. Session's executor only.
 */
final class ChangeQueue {
    private final SessionCore core;
    private final Deque<LocalChange> waiting = new ArrayDeque<>();
    private @Nullable Scheduled pause;
    private int glares;

    ChangeQueue(SessionCore core) {
        this.core = core;
    }

    void add(LocalChange change) {
        waiting.addLast(change);
    }

    void addFirst(LocalChange change) {
        waiting.addFirst(change);
    }

    /** The next change whose turn it is, taken out; empty during a pause. */
    Optional<LocalChange> next() {
        return pause != null ? Optional.empty() : Optional.ofNullable(waiting.pollFirst());
    }

    /** @return false when the change does not wait here */
    boolean remove(LocalChange change) {
        return waiting.remove(change);
    }

    /** Whether one more 491 in a row is to be followed by one more attempt. */
    boolean mayRetry() {
        return ++glares <= core.services.timers().glareRetries();
    }

    /** An attempt ended otherwise than by 491. */
    void glareOver() {
        glares = 0;
    }

    /** Puts a change back to the front and lets nobody go before {@code time} has passed. */
    void retryAfter(Duration time, LocalChange change) {
        waiting.addFirst(change);
        pause = core.after(time, this::resume);
    }

    /** The session ends: no change will be made any more. */
    void abandon(SessionFailedException cause) {
        if (pause != null) {
            pause.cancel();
            pause = null;
        }
        new ArrayList<>(waiting).forEach(change -> change.abandon(cause));
        waiting.clear();
    }

    private void resume() {
        pause = null;
        core.pump();
    }
}
