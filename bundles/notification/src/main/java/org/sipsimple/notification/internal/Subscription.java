/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
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

    private static final int FIRST_WARNING = 4096;

    /** In the middle of an array of two cache lines and more, so that counting does not slow down the posters. */
    private static final int DELIVERED = 16;

    private final String text;
    private final ObserverIndex index;
    private final SlowWatch watch;
    private final Runnable delivery = this::deliver;
    private final AtomicReference<@Nullable Node> top = new AtomicReference<>();
    private final AtomicIntegerArray delivered = new AtomicIntegerArray(2 * DELIVERED);
    private final AtomicInteger nextWarning = new AtomicInteger(FIRST_WARNING);
    private final AtomicInteger refusals = new AtomicInteger();

    /** Null once closed, so that whoever still holds this holds on to nothing of the observer's. */
    private volatile @Nullable Target target;

    private volatile @Nullable Thread deliverer;

    /**
     * Does not enter itself into the index but removes itself at the end.
     *
     * @param observer whose class the log shows
     */
    public Subscription(Object observer, Target target, ObserverIndex index, SlowWatch watch) {
        this.text = "Observer " + observer.getClass().getName() + " of " + target.interest;
        this.target = target;
        this.index = index;
        this.watch = watch;
    }

    /** Puts the notification into the queue if the observer wants to see it. Never waits and never throws. */
    public void offer(Notification notification) {
        Target to = target;
        if (to == null || !to.interest.covers(notification)) {
            return;
        }
        Node added = new Node(notification);
        Node below;
        do {
            below = top.get();
            if (below == CLOSED) {
                return;
            }
            added.standOn(below);
        } while (!top.compareAndSet(below, added));
        if (added.height >= nextWarning.get()) {
            warnOfLength(added.height);
        }
        if (below == null) {
            start(to.executor);
        }
    }

    private void start(Executor executor) {
        watch.wake();
        try {
            executor.execute(delivery);
        } catch (Throwable refused) {
            dropAfter(refused);
        }
    }

    private void deliver() {
        deliverer = Thread.currentThread();
        for (Node next = take(); next != null; next = take()) {
            deliver(next);
        }
    }

    private void deliver(Node first) {
        int count = delivered.getPlain(DELIVERED);
        for (Node next = first; next != null; next = next.below) {
            Target to = target;
            Notification notification = next.notification;
            if (to == null || notification == null) {
                return;
            }
            try {
                to.consumer.accept(notification);
            } catch (Throwable failure) {
                // whatever it is, even a missing class of an uninstalled bundle: it is this observer's alone
                LOG.log(
                        Level.ERROR,
                        this + " failed at " + notification.getClass().getName(),
                        failure);
            }
            delivered.setOpaque(DELIVERED, ++count);
        }
    }

    /** All that waits, oldest first; null when there is nothing and the delivery has ended. */
    private @Nullable Node take() {
        while (true) {
            Node waiting = top.get();
            if (waiting == null || waiting == CLOSED) {
                deliverer = null;
                return null;
            }
            if (waiting != BUSY) {
                if (top.compareAndSet(waiting, BUSY)) {
                    return waiting.turnRound();
                }
            } else {
                deliverer = null;
                if (top.compareAndSet(BUSY, null)) {
                    return null;
                }
                deliverer = Thread.currentThread();
            }
        }
    }

    @Override
    public void close() {
        Target was = target;
        if (was != null && top.getAndSet(CLOSED) != CLOSED) {
            target = null;
            index.remove(this, was.interest.sender());
        }
    }

    private void dropAfter(Throwable refused) {
        Node waiting = top.get();
        while (waiting != CLOSED && !top.compareAndSet(waiting, null)) {
            waiting = top.get();
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
        Node now = top.get();
        return now != null && now != CLOSED;
    }

    /** Counts deliveries, and wraps round. */
    int delivered() {
        return delivered.getOpaque(DELIVERED);
    }

    void warnOfSlowness(long seconds) {
        Thread at = deliverer;
        String slow = this + " has not come to the end of one notification for more than " + seconds + " s";
        if (at == null) {
            LOG.log(Level.WARNING, slow + "; its executor has not got to it");
        } else {
            Throwable where = new Throwable("where thread " + at.getName() + " is now");
            where.setStackTrace(at.getStackTrace());
            LOG.log(Level.WARNING, slow, where);
        }
    }

    @Override
    public String toString() {
        return text;
    }

    /**
     * What is delivered and where to.
     *
     * @param executor runs the deliveries
     */
    public record Target(Interest interest, Executor executor, Consumer<Notification> consumer) {}

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
