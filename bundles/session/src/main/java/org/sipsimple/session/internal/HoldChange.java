/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.session.SessionTimers;

/** Puts all streams that support it on hold, or takes them off. Nothing is on hold before the peer agreed. */
final class HoldChange implements LocalChange {
    private final SessionCore core;
    private final boolean wanted;
    private final CompletableFuture<Void> done;

    HoldChange(SessionCore core, boolean wanted, CompletableFuture<Void> done) {
        this.core = core;
        this.wanted = wanted;
        this.done = done;
    }

    @Override
    public boolean begin() {
        List<StreamHandle> others = others();
        others.forEach(handle -> handle.hold(wanted));
        if (others.isEmpty()) {
            done.complete(null);
        }
        return !others.isEmpty();
    }

    @Override
    public MediaLines lines(MediaLines current) {
        return current;
    }

    @Override
    public Duration limit(SessionTimers timers) {
        return timers.update();
    }

    @Override
    public void agreed(Agreement agreement, MediaLines offered, Runnable whenDone) {
        done.complete(null);
        whenDone.run();
    }

    @Override
    public void refused(Ending why) {
        others().forEach(handle -> handle.hold(!wanted));
        done.completeExceptionally(why.toException());
    }

    @Override
    public void abandon(SessionFailedException cause) {
        done.completeExceptionally(cause);
    }

    /** The streams that are not as wanted. */
    private List<StreamHandle> others() {
        return core.lines().handles().stream()
                .filter(handle ->
                        handle.stream().holdSupported() && handle.stream().onHoldByLocal() != wanted)
                .toList();
    }
}
