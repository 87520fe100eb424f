/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.Observation;

/**
 * One observer and its queue.
 *
 * <p>The queue is a chain of {@link Chunk}s. A poster fills the next place and then looks whether a delivery is under way;
 * when none is, it starts one. The delivery goes on until it finds a place that is not filled, says that it is idle, and
 * looks once more, as a poster may have filled that place without seeing that. So a burst costs one wake-up, a delivery
 * costs no allocation, and observers that are idle own no thread. Thread-safe.
 */
public final class Subscription implements Observation {

    private static final Logger LOG = System.getLogger("org.sipsimple.notification");

    /** No delivery is under way and nothing waits. */
    private static final int IDLE = 0;

    /** A delivery is under way, or the executor has been asked for it; its thread owns the end of the queue. */
    private static final int DELIVERING = 1;

    /** Nothing is taken any more. */
    private static final int CLOSED = 2;

    private static final AtomicIntegerFieldUpdater<Subscription> STATE =
            AtomicIntegerFieldUpdater.newUpdater(Subscription.class, "state");
    private static final AtomicReferenceFieldUpdater<Subscription, @Nullable Chunk> TAIL =
            AtomicReferenceFieldUpdater.newUpdater(Subscription.class, Chunk.class, "tail");

    private static final int FIRST_WARNING = 4096;
    private static final Object[] NONE = {};

    // what posting and delivering touch comes first, to be near together
    private volatile int state = IDLE;

    /** Where posters add; null once closed. */
    private volatile @Nullable Chunk tail = new Chunk();

    /** Null once closed, so that whoever still holds this holds on to nothing of the observer's. */
    private volatile @Nullable Target target;

    // where the delivery has come to, handed from one to the next by the state; dropped when closed
    private volatile @Nullable Chunk head = tail;
    private int at;

    private final Class<? extends Notification> type;
    private final @Nullable Set<String> names;
    private final Progress progress = new Progress();
    private final Runnable delivery = this::deliver;
    private final SlowWatch watch;
    private final ObserverIndex index;
    private final String text;

    /** How many deliveries had ended at the last look; of posters, and any thread's value is good enough. */
    private long finishedAtLeast;

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
        Chunk last = tail;
        if (last == null) {
            return;
        }
        long number = last.add(notification);
        if (number < 0) {
            number = addBehind(last, notification);
        }
        if (number - finishedAtLeast >= FIRST_WARNING) {
            lookAtLength(number);
        }
        if (state == IDLE && STATE.compareAndSet(this, IDLE, DELIVERING)) {
            start();
        }
    }

    private long addBehind(Chunk full, Notification notification) {
        Chunk last = full;
        long number = -1;
        while (number < 0) {
            Chunk next = last.nextOrNew();
            TAIL.compareAndSet(this, last, next);
            last = next;
            number = last.add(notification);
        }
        return number;
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
        empty(this::deliver);
    }

    /** Hands over what waits, the longest first, until nothing is left. */
    private void empty(Consumer<Notification> to) {
        progress.begin();
        Chunk chunk = head;
        int place = at;
        Object[] places = chunk == null ? NONE : chunk.places();
        while (chunk != null && state != CLOSED) {
            Notification next = place < places.length ? Chunk.take(places, place) : null;
            if (next != null) {
                place++;
                to.accept(next);
                progress.finishedOne();
                continue;
            }
            Chunk behind = place < places.length ? null : chunk.next();
            if (behind != null) {
                chunk = behind;
                place = 0;
                head = chunk;
            } else {
                at = place;
                if (!rest(chunk, place)) {
                    return;
                }
                chunk = head;
                place = at;
            }
            places = chunk == null ? NONE : chunk.places();
        }
        head = null;
        progress.end();
    }

    /** Ends the delivery, unless something came at the last moment and no other delivery has been started for it. */
    private boolean rest(Chunk chunk, int place) {
        // before the next delivery can begin on another thread
        progress.end();
        if (!STATE.compareAndSet(this, DELIVERING, IDLE)) {
            head = null;
            return false;
        }
        if (!chunk.goesOn(place) || !STATE.compareAndSet(this, IDLE, DELIVERING)) {
            return false;
        }
        progress.begin();
        return true;
    }

    private void deliver(Notification notification) {
        Target to = target;
        if (to == null) {
            return;
        }
        try {
            to.consumer.accept(notification);
        } catch (Throwable failure) {
            // whatever it is, even a missing class of an uninstalled bundle: it is this observer's alone
            LOG.log(Level.ERROR, this + " failed at " + notification.getClass().getName(), failure);
        }
    }

    @Override
    public void close() {
        Target was = target;
        boolean first = STATE.getAndSet(this, CLOSED) != CLOSED;
        target = null;
        tail = null;
        head = null;
        if (first && was != null) {
            index.remove(this, was.sender);
        }
    }

    /** The delivery could not be started, so this thread has its place. */
    private void dropAfter(Throwable refused) {
        empty(lost -> {});
        int times = refusals.incrementAndGet();
        if (Integer.bitCount(times) == 1) {
            LOG.log(
                    Level.WARNING,
                    "The executor of " + this + " refused to deliver, " + times + " times so far",
                    refused);
        }
    }

    private void lookAtLength(long number) {
        finishedAtLeast = progress.finished();
        long length = number - finishedAtLeast;
        int warning = nextWarning.get();
        if (length >= warning && nextWarning.compareAndSet(warning, 2 * warning)) {
            LOG.log(Level.WARNING, this + " is behind: more than " + warning + " notifications wait for it");
        }
    }

    /** Whether something waits or is being delivered. */
    boolean isBusy() {
        return state == DELIVERING;
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
}
