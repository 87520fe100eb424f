/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session;

import java.util.random.RandomGenerator;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.stream.MediaStreamRegistry;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.api.threading.ThreadManager;

/**
 * What sessions need from the rest of the SDK; the same for all sessions of a manager.
 *
 * @param random draws the waits after a glare (RFC 3261 section 14.1)
 */
public record SessionServices(
        Engine engine,
        MediaStreamRegistry registry,
        NotificationCenter notifications,
        ThreadManager threads,
        RandomGenerator random,
        SessionTimers timers) {

    public Scheduler scheduler() {
        return threads.scheduler();
    }
}
