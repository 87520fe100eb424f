/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.session.SessionTimers;

/** Removes streams, whatever the peer says to it. */
final class RemoveChange implements LocalChange {
    private final SessionCore core;
    private final List<StreamHandle> unwanted;
    private final CompletableFuture<Void> done;

    RemoveChange(SessionCore core, List<StreamHandle> unwanted, CompletableFuture<Void> done) {
        this.core = core;
        this.unwanted = unwanted;
        this.done = done;
    }

    @Override
    public boolean begin() {
        List<StreamHandle> left = left();
        left.forEach(StreamHandle::deactivate);
        if (left.isEmpty()) {
            done.complete(null);
        }
        return !left.isEmpty();
    }

    @Override
    public MediaLines lines(MediaLines current) {
        return current.without(unwanted);
    }

    @Override
    public Duration limit(SessionTimers timers) {
        return timers.update();
    }

    @Override
    public void agreed(Agreement agreement, MediaLines offered, Runnable whenDone) {
        finish();
        whenDone.run();
    }

    @Override
    public void refused(Ending why) {
        finish();
    }

    @Override
    public void abandon(SessionFailedException cause) {
        done.complete(null);
    }

    private void finish() {
        core.drop(left());
        done.complete(null);
    }

    private List<StreamHandle> left() {
        return unwanted.stream()
                .filter(handle -> core.lines().indexOf(handle) >= 0)
                .toList();
    }
}
