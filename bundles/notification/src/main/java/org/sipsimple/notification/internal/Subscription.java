/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.Observation;

/**
 * One observer and how far it has come on its {@link Channel}.
 *
 * <p>A poster looks whether a delivery is under way; when none is, it starts one. The delivery goes on until it finds no
 * next entry, says that it is idle, and looks once more, as a poster may have added one without seeing that. So a burst
 * costs one wake-up, a delivery costs no allocation, and observers that are idle own no thread. Thread-safe.
 */
public final class Subscription implements Observation {

    private static final Logger LOG = System.getLogger("org.sipsimple.notification");

    /** No delivery is under way and nothing waits. */
    private static final int IDLE = 0;

    /** A delivery is under way, or the executor has been asked for it; its thread owns the position. */
    private static final int DELIVERING = 1;

    /** Nothing is taken any more. */
    private static final int CLOSED = 2;

    private static final AtomicIntegerFieldUpdater<Subscription> STATE =
            AtomicIntegerFieldUpdater.newUpdater(Subscription.class, "state");
    private static final int FIRST_WARNING = 4096;

    /** How often, in posts, the length of the queue is looked at. A power of two. */
    private static final int LOOKED_AT_EACH = 1024;

    /** After so many in one go the next is likely to come at once. */
    private static final int BURST = 32;

    /** How often it is looked for, and how many pauses are before each look: together less than it costs to be woken. */
    private static final int LOOKS = 4;

    private static final int PAUSES = 8;

    private volatile int state = IDLE;

    /** Null once closed, so that whoever still holds this holds on to nothing of the observer's. */
    private volatile @Nullable Target target;

    /** Null before there can be something to deliver, and once closed, as it leads to all that waits on it. */
    private volatile @Nullable Channel channel;

    private final Interest interest;
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
        this.interest = interest.withoutSender();
        this.target = target;
        this.index = index;
        this.watch = watch;
    }

    /** The observer sees what comes after this entry of the channel; once, before anybody else knows of it. */
    void begin(Channel its, Channel.Entry from) {
        channel = its;
        progress.passed(from);
    }

    /** Starts the delivery if none is under way. Never waits and never throws. */
    void wake(long number) {
        int now = state;
        if (now == IDLE) {
            if (STATE.compareAndSet(this, IDLE, DELIVERING)) {
                start();
            }
        } else if ((number & (LOOKED_AT_EACH - 1)) == 0 && now == DELIVERING) {
            lookAtLength(number);
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
        empty(this::deliver);
    }

    /** Hands over what waits, the longest first, until nothing is left. */
    private void empty(Consumer<Notification> to) {
        progress.begin();
        Channel.Entry at = progress.at();
        int done = 0;
        while (at != null && state != CLOSED) {
            Channel.Entry next = done < BURST ? at.next() : soon(at);
            if (next != null) {
                Notification notification = next.notification();
                if (notification != null) {
                    to.accept(notification);
                }
                passed(next);
                at = next;
                done++;
            } else if (rest(at)) {
                // others may have delivered in between
                at = progress.at();
                done = 0;
            } else {
                return;
            }
        }
        progress.forget();
        progress.end();
    }

    private void passed(Channel.Entry entry) {
        progress.passed(entry);
        Channel its = channel;
        if (its != null) {
            its.passed(entry);
        }
    }

    /** Looks a few times, with pauses in which posters get on undisturbed. */
    private static Channel.@Nullable Entry soon(Channel.Entry at) {
        Channel.Entry next = at.next();
        for (int look = 0; next == null && look < LOOKS; look++) {
            for (int pause = 0; pause < PAUSES; pause++) {
                Thread.onSpinWait();
            }
            next = at.next();
        }
        return next;
    }

    /** Ends the delivery, unless something came at the last moment and no other delivery has been started for it. */
    private boolean rest(Channel.Entry at) {
        // before the next delivery can begin on another thread
        progress.end();
        if (!STATE.compareAndSet(this, DELIVERING, IDLE)) {
            progress.forget();
            return false;
        }
        if (at.next() == null || !STATE.compareAndSet(this, IDLE, DELIVERING)) {
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
        channel = null;
        progress.forget();
        if (first && was != null) {
            index.remove(this, interest, was.sender);
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
        long length = number - progress.finished();
        int warning = nextWarning.get();
        if (length >= warning && nextWarning.compareAndSet(warning, 2 * warning)) {
            LOG.log(Level.WARNING, this + " is behind: more than " + warning + " notifications wait for it");
        }
    }

    /** Whether something waits or is being delivered. */
    boolean isBusy() {
        return state == DELIVERING;
    }

    /** Whether this has delivered all up to that entry and looks at none any more. */
    boolean hasSeen(Channel.Entry last) {
        int now = state;
        return now == CLOSED || (now == IDLE && progress.at() == last);
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
