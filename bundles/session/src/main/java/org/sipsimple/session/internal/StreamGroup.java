/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.session.Session;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.session.internal.StreamHandle.Stage;

/**
 * Streams that are prepared and started together. A step is settled when each of them has either done it or failed; those
 * that failed are left out of the next step, so one broken stream does not break a call that has another. Session's
 * executor only.
 */
final class StreamGroup {
    private final SessionCore core;
    private final List<StreamHandle> handles;
    private @Nullable Runnable whenSettled;
    private @Nullable Scheduled limit;

    StreamGroup(SessionCore core, List<StreamHandle> handles) {
        this.core = core;
        this.handles = List.copyOf(handles);
        this.handles.forEach(handle -> handle.listen(changed -> check()));
    }

    /** All of them, whatever became of them. */
    List<StreamHandle> all() {
        return handles;
    }

    /** Those that have not failed. */
    List<StreamHandle> alive() {
        return handles.stream()
                .filter(handle -> handle.stage() != Stage.FAILED && handle.stage() != Stage.ENDED)
                .toList();
    }

    /** Those that have started. */
    List<StreamHandle> started() {
        return handles.stream()
                .filter(handle -> handle.stage() == Stage.STARTED)
                .toList();
    }

    /** Why the first one failed. */
    String failure() {
        return handles.stream()
                .map(StreamHandle::failure)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("no stream could be used");
    }

    void initialize(Session session, Direction direction, Runnable settled) {
        whenSettled = settled;
        handles.forEach(handle -> handle.initialize(session, direction));
        check();
    }

    /** Has those that are alive prepared anew, for the address of the session. */
    void relocate(Runnable settled) {
        whenSettled = settled;
        alive().forEach(StreamHandle::relocate);
        check();
    }

    /** Starts those that are alive and that {@code agreement} uses; the others are ended. */
    void start(Agreement agreement, MediaLines lines, Duration time, Runnable settled) {
        whenSettled = settled;
        for (StreamHandle handle : alive()) {
            int index = lines.indexOf(handle);
            if (agreement.uses(index)) {
                handle.start(agreement, index);
            } else {
                core.release(handle);
            }
        }
        limit = core.after(time, this::overdue);
        check();
    }

    /** Forgets what waits for the group; its streams are the caller's to end. */
    void abandon() {
        whenSettled = null;
        cancelLimit();
    }

    private void overdue() {
        for (StreamHandle handle : handles) {
            if (handle.stage() == Stage.STARTING) {
                handle.fail("the stream did not start in time");
            }
        }
    }

    private void check() {
        if (whenSettled != null && handles.stream().noneMatch(StreamGroup::busy)) {
            Runnable settled = whenSettled;
            abandon();
            for (StreamHandle handle : handles) {
                if (handle.stage() == Stage.FAILED) {
                    core.release(handle);
                }
            }
            settled.run();
        }
    }

    private static boolean busy(StreamHandle handle) {
        return handle.stage() == Stage.INITIALIZING || handle.stage() == Stage.STARTING;
    }

    private void cancelLimit() {
        if (limit != null) {
            limit.cancel();
            limit = null;
        }
    }
}
