/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.Observation;

/**
 * One observer and its queue.
 *
 * <p>The queue is a stack of nodes that posters push to with one compare-and-set. What it stood on tells a poster whether
 * it has to start a delivery: on nothing, it has; on other nodes or on {@link #BUSY}, one is under way. The delivery
 * takes the whole stack at once, leaves {@code BUSY}, turns the stack round and goes on until only {@code BUSY} is left.
 * So a burst costs one wake-up, and observers that are idle own no thread. Thread-safe.
 */
public final class Subscription implements Observation {

    private static final Logger LOG = System.getLogger("org.sipsimple.notification");

    /** A delivery is under way and nothing waits. */
    private static final Node BUSY = new Node(null);

    /** Nothing is taken any more. */
    private static final Node CLOSED = new Node(null);

    private static final AtomicReferenceFieldUpdater<Subscription, @Nullable Node> TOP =
            AtomicReferenceFieldUpdater.newUpdater(Subscription.class, Node.class, "top");

    private static final int FIRST_WARNING = 4096;

    // what posting and delivering touch comes first, to be near together
    private volatile @Nullable Node top;

    /** Null once closed, so that whoever still holds this holds on to nothing of the observer's. */
    private volatile @Nullable Target target;

    private final Class<? extends Notification> type;
    private final @Nullable Set<String> names;
    private final Progress progress = new Progress();
    private final Runnable delivery = this::deliver;
    private final SlowWatch watch;
    private final ObserverIndex index;
    private final String text;
    private final AtomicInteger nextWarning = new AtomicInteger(FIRST_WARNING);
    private final AtomicInteger refusals = new AtomicInteger();

    /**
     * Does not enter itself into the index but removes itself at the end.
     *
     * @param observer whose class the log shows
     */
    public Subscription(Object observer, Interest interest, Target target, ObserverIndex index, SlowWatch watch) {
        this.text = "Observer " + observer.getClass().getName() + " of " + interest;
        this.type = interest.type();
        this.names = interest.names().isEmpty() ? null : interest.names();
        this.target = target;
        this.index = index;
        this.watch = watch;
    }

    /** Puts the notification into the queue if the observer wants to see it. Never waits and never throws. */
    public void offer(Notification notification) {
        if (!type.isInstance(notification) || (names != null && !names.contains(notification.name()))) {
            return;
        }
        Node added = new Node(notification);
        Node below;
        do {
            below = top;
            if (below == CLOSED) {
                return;
            }
            added.standOn(below);
        } while (!TOP.compareAndSet(this, below, added));
        if (added.height >= FIRST_WARNING) {
            warnOfLength(added.height);
        }
        if (below == null) {
            start();
        }
    }

    private void start() {
        Target to = target;
        if (to == null) {
            return;
        }
        watch.wake();
        try {
            to.executor.execute(delivery);
        } catch (Throwable refused) {
            dropAfter(refused);
        }
    }

    private void deliver() {
        progress.begin();
        Node next = take();
        while (next != null) {
            deliver(next.notification);
            next = next.below == null ? take() : next.below;
        }
    }

    private void deliver(@Nullable Notification notification) {
        Target to = target;
        if (to == null || notification == null) {
            return;
        }
        try {
            to.consumer.accept(notification);
        } catch (Throwable failure) {
            // whatever it is, even a missing class of an uninstalled bundle: it is this observer's alone
            LOG.log(Level.ERROR, this + " failed at " + notification.getClass().getName(), failure);
        }
        progress.finishedOne();
    }

    /** All that waits, oldest first; null when there is nothing and the delivery has ended. */
    private @Nullable Node take() {
        while (true) {
            Node waiting = top;
            if (waiting == null || waiting == CLOSED) {
                progress.end();
                return null;
            }
            if (waiting != BUSY) {
                if (TOP.compareAndSet(this, waiting, BUSY)) {
                    return waiting.turnRound();
                }
            } else {
                // before the next delivery can begin on another thread
                progress.end();
                if (TOP.compareAndSet(this, BUSY, null)) {
                    return null;
                }
                progress.begin();
            }
        }
    }

    @Override
    public void close() {
        Target was = target;
        boolean first = TOP.getAndSet(this, CLOSED) != CLOSED;
        target = null;
        if (first && was != null) {
            index.remove(this, was.sender);
        }
    }

    private void dropAfter(Throwable refused) {
        Node waiting = top;
        while (waiting != CLOSED && !TOP.compareAndSet(this, waiting, null)) {
            waiting = top;
        }
        int times = refusals.incrementAndGet();
        if (Integer.bitCount(times) == 1) {
            LOG.log(
                    Level.WARNING,
                    "The executor of " + this + " refused to deliver, " + times + " times so far",
                    refused);
        }
    }

    private void warnOfLength(int length) {
        int warning = nextWarning.get();
        if (length >= warning && nextWarning.compareAndSet(warning, 2 * warning)) {
            LOG.log(Level.WARNING, this + " is behind: more than " + warning + " notifications wait for it");
        }
    }

    /** Whether something waits or is being delivered. */
    boolean isBusy() {
        Node now = top;
        return now != null && now != CLOSED;
    }

    Progress progress() {
        return progress;
    }

    void warnOfSlowness(long seconds) {
        String slow = this + " has not come to the end of one notification for more than " + seconds + " s";
        if (!progress.isDelivering()) {
            LOG.log(Level.WARNING, slow + "; its executor has not got to it");
            return;
        }
        Thread at = progress.deliverer();
        if (at == null) {
            LOG.log(Level.WARNING, slow);
            return;
        }
        Throwable where = new Throwable("where thread " + at.getName() + " is now");
        where.setStackTrace(at.getStackTrace());
        LOG.log(Level.WARNING, slow, where);
    }

    @Override
    public String toString() {
        return text;
    }

    /**
     * Where deliveries go.
     *
     * @param sender under which the index has the subscription, or null
     * @param executor runs the deliveries
     */
    public record Target(@Nullable Object sender, Executor executor, Consumer<Notification> consumer) {}

    private static final class Node {
        private final @Nullable Notification notification;
        private @Nullable Node below;
        private int height;

        Node(@Nullable Notification notification) {
            this.notification = notification;
        }

        void standOn(@Nullable Node other) {
            below = other;
            height = other == null ? 1 : other.height + 1;
        }

        /** The stack from this node down in reverse, without the mark it may stand on. */
        Node turnRound() {
            Node first = this;
            Node rest = below;
            below = null;
            while (rest != null && rest != BUSY) {
                Node next = rest.below;
                rest.below = first;
                first = rest;
                rest = next;
            }
            return first;
        }
    }
}
