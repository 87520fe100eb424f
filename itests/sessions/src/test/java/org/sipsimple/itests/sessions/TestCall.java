/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.sessions;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.session.ConferenceNotification;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;

/** One end of a call, for tests: waits for what the session tells. */
final class TestCall {
    private static final long SECONDS = 45;

    final Session session;
    private final BlockingQueue<Notification> events = new LinkedBlockingQueue<>();
    private final List<Notification> passed = new ArrayList<>();

    TestCall(NotificationCenter notifications, Session session) {
        this.session = session;
        notifications.observe(SessionNotification.class, session, events::add);
        notifications.observe(ConferenceNotification.class, session, events::add);
    }

    /** Waits for that notification, passing over others. */
    <T extends Notification> T await(Class<T> type) throws InterruptedException {
        while (true) {
            Notification event = events.poll(SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no " + type.getSimpleName() + " came, but " + passed);
            }
            passed.add(event);
            if (type.isInstance(event)) {
                return type.cast(event);
            }
            if (event instanceof SessionNotification.DidFail || event instanceof SessionNotification.DidEnd) {
                throw new AssertionError("no " + type.getSimpleName() + " came before " + event);
            }
        }
    }

    void accept() {
        session.accept(session.proposedStreams());
    }

    void end() {
        session.end().toCompletableFuture().join();
    }
}
