/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.notification;

import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where notifications are posted and observed.
 *
 * <p>Every observer has its own ordered queue and is entered by one thread at a time. What one thread posts, each
 * observer sees in the order of posting, so {@code WillX} comes before {@code DidX}; posts of different threads are
 * seen in some one order. An observer that throws or takes long is named in the log and delays nobody but itself.
 *
 * <pre>{@code
 * try (Observation o = center.observe(SessionNotification.class, session, n -> System.out.println(n.name()))) {
 *     ...
 * }
 * }</pre>
 *
 * <p>Thread-safe. Spec: Developer Guide, "SIP Core API", "Integration".
 */
@ProviderType
public interface NotificationCenter {

    /**
     * Hands the notification to the queue of each observer it concerns. Never waits for an observer and never throws
     * for an observer's fault; may be called on any thread.
     */
    void post(Notification notification);

    /**
     * Observes one subject, whoever sends it.
     *
     * @param type one record, a sealed interface for all records nested in it, or {@code Notification.class} for all
     * @param observer called on a thread of the center
     */
    default <T extends Notification> Observation observe(Class<T> type, Consumer<? super T> observer) {
        return observe(type, null, observer);
    }

    /**
     * Observes what one object sends. The object is compared by identity, is kept reachable until the observation is
     * closed, and its observers cost other senders nothing.
     *
     * @param type as in {@link #observe(Class, Consumer)}
     * @param sender the only sender of interest, or null for all
     * @param observer called on a thread of the center
     */
    <T extends Notification> Observation observe(Class<T> type, @Nullable Object sender, Consumer<? super T> observer);

    /**
     * Observes on threads of one's own, for example the serial executor of a session.
     *
     * <p>{@code Runnable::run} delivers on the posting thread before {@code post} returns. That is meant for trusted
     * code which neither waits nor takes locks, as it runs wherever the poster happens to be. Even then the observer is
     * entered by one thread at a time: a notification posted while another thread is delivering to the same observer,
     * or by the observer itself, is delivered by that other thread, or after the observer has returned.
     *
     * @param type as in {@link #observe(Class, Consumer)}
     * @param sender the only sender of interest, compared by identity, or null for all
     * @param executor runs deliveries. What waits when it refuses a task is dropped and the observer is named in the
     *     log; the next notification tries it again
     * @param observer called through {@code executor}, one call at a time
     */
    <T extends Notification> Observation observe(
            Class<T> type, @Nullable Object sender, Executor executor, Consumer<? super T> observer);

    /**
     * Observes by the names of the Developer Guide, as services registered under {@link NotificationObserver} do.
     *
     * @param names for example {@code SIPSessionDidStart}; none means all
     * @param observer called on a thread of the center
     */
    Observation observe(Set<String> names, NotificationObserver observer);
}
