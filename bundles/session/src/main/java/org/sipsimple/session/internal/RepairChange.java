/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.time.Duration;

import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.session.SessionTimers;

/** Tells the peer that lines both had agreed on have no stream after all. Nobody waits for it. */
final class RepairChange implements LocalChange {

    @Override
    public boolean begin() {
        return true;
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
        whenDone.run();
    }

    @Override
    public void refused(Ending why) {}

    @Override
    public void abandon(SessionFailedException cause) {}
}
