/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.transport;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/** What the DNS thread does: runs tasks, reads sockets, and looks after exchanges whose time has come. */
final class IoLoop implements Runnable, UdpSocket.AnswerSink {
    private static final Logger LOG = System.getLogger(IoLoop.class.getName());
    private static final int LARGEST_DATAGRAM = 65535;
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Selector selector;
    private final RandomIds ids;
    private final SocketPool sockets;
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_DATAGRAM);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final TreeSet<Exchange> timers =
            new TreeSet<>(Comparator.<Exchange>comparingLong(e -> e.wakeAt).thenComparingLong(e -> e.sequence));
    private final Map<InetSocketAddress, SendWindow> windows = new HashMap<>();
    private final Queue<SendWindow> openedWindows = new ArrayDeque<>();
    private final long origin = System.nanoTime();
    private volatile @Nullable Thread thread;
    private volatile boolean stopped;
    private volatile boolean finished;
    private volatile int pending;
    private boolean sending;
    private long nextSequence;
    private long nextSweep;

    IoLoop(Selector selector, RandomIds ids) {
        this.selector = selector;
        this.ids = ids;
        sockets = new SocketPool(selector, ids);
    }

    /** Runs a task on the DNS thread: at once when called there. */
    void execute(Runnable task) {
        if (Thread.currentThread() == thread) {
            task.run();
            return;
        }
        tasks.add(task);
        if (awake.compareAndSet(false, true)) {
            selector.wakeup();
        }
        if (finished) {
            runTasks();
        }
    }

    int pending() {
        return pending;
    }

    void stop() {
        stopped = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            while (!stopped) {
                awake.set(false);
                if (tasks.isEmpty()) {
                    selector.select(this::ready, delayMillis());
                } else {
                    selector.selectNow(this::ready);
                }
                awake.set(true);
                runTasks();
                fireTimers();
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, "DNS stops: its selector failed", e);
        } finally {
            shutDown();
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a task of the DNS thread failed", e);
            }
        }
    }

    private void ready(SelectionKey key) {
        if (!key.isValid()) {
            // what another socket received in this very round has ended it
            return;
        }
        try {
            if (key.attachment() instanceof UdpSocket socket) {
                socket.receive(buffer, this);
            } else if (key.attachment() instanceof TcpConnection connection) {
                connection.ready(this);
            }
        } catch (RuntimeException e) {
            key.cancel();
            LOG.log(Level.ERROR, "a DNS socket is given up", e);
        }
    }

    private long now() {
        return System.nanoTime() - origin;
    }

    /** How long to sleep when nothing arrives; 0 is for ever. */
    private long delayMillis() {
        if (timers.isEmpty() && sockets.isEmpty()) {
            return 0;
        }
        long next = timers.isEmpty() ? nextSweep : Math.min(nextSweep, timers.first().wakeAt);
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(next - now() + 999_999));
    }

    private void fireTimers() {
        long now = now();
        while (!timers.isEmpty() && timers.first().wakeAt <= now) {
            wake(timers.first(), now);
        }
        if (now >= nextSweep) {
            nextSweep = now + SWEEP_NANOS;
            try {
                sockets.sweep(now);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "a DNS socket could not be closed", e);
            }
        }
    }

    private void wake(Exchange exchange, long now) {
        long patience = exchange.deadline - exchange.sentAt;
        if (now >= exchange.deadline) {
            failed(exchange, "did not answer in " + TimeUnit.NANOSECONDS.toMillis(exchange.timeoutNanos) + " ms");
        } else if (exchange.stage == Exchange.Stage.YOUNG) {
            leaveWindow(exchange, Exchange.Stage.SENT);
            schedule(exchange, exchange.sentAt + patience / 6);
        } else if (exchange.stage == Exchange.Stage.SENT) {
            repeat(exchange, Exchange.Stage.REPEATED, exchange.sentAt + patience / 2);
        } else {
            repeat(exchange, Exchange.Stage.REPEATED_TWICE, exchange.deadline);
        }
    }

    private void repeat(Exchange exchange, Exchange.Stage stage, long next) {
        exchange.stage = stage;
        schedule(exchange, next);
        try {
            Objects.requireNonNull(exchange.socket).repeat(exchange);
        } catch (IOException e) {
            failed(exchange, "cannot be reached: " + e.getMessage());
        }
    }

    private void schedule(Exchange exchange, long at) {
        timers.remove(exchange);
        exchange.wakeAt = at;
        exchange.sequence = nextSequence++;
        timers.add(exchange);
        pending = timers.size();
    }

    /** Sends a new query, now or as soon as the window lets it. */
    void start(Exchange exchange) {
        if (stopped) {
            exchange.fail("is not asked: DNS has been stopped");
            return;
        }
        if (exchange.reply.isDone()) {
            return;
        }
        exchange.deadline = now() + exchange.timeoutNanos;
        if (windows.computeIfAbsent(exchange.server, any -> new SendWindow()).enter(exchange)) {
            send(exchange);
        } else {
            schedule(exchange, exchange.deadline);
        }
    }

    private void send(Exchange exchange) {
        long now = now();
        exchange.sentAt = now;
        schedule(exchange, Math.min(now + SendWindow.YOUNG_NANOS, exchange.deadline));
        try {
            sockets.take(exchange.server).send(exchange, ids, now);
        } catch (IOException | RuntimeException e) {
            // unchecked: an address of a family this machine does not have
            failed(exchange, "cannot be reached: " + e.getMessage());
        }
    }

    private void leaveWindow(Exchange exchange, Exchange.Stage stage) {
        SendWindow window = windows.get(exchange.server);
        if (window != null) {
            window.leave(exchange);
        }
        exchange.stage = stage;
        if (window != null) {
            sendFrom(window);
            if (window.isEmpty()) {
                windows.remove(exchange.server, window);
            }
        }
    }

    /** Sends what has to wait no longer. Sending may fail at once and open a window again: never nested, but in turn. */
    private void sendFrom(SendWindow opened) {
        if (stopped) {
            return;
        }
        openedWindows.add(opened);
        if (sending) {
            return;
        }
        sending = true;
        try {
            for (SendWindow window = openedWindows.poll(); window != null; window = openedWindows.poll()) {
                for (Exchange next = window.next(); next != null; next = window.next()) {
                    send(next);
                }
            }
        } finally {
            sending = false;
        }
    }

    /** Lets go of an exchange without completing it. */
    void forget(Exchange exchange) {
        if (finished) {
            return;
        }
        timers.remove(exchange);
        pending = timers.size();
        if (exchange.socket != null) {
            exchange.socket.forget(exchange);
        }
        leaveWindow(exchange, Exchange.Stage.OVER);
        if (exchange.connection != null) {
            try {
                exchange.connection.close();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "a DNS connection could not be closed", e);
            }
        }
    }

    @Override
    public void answered(Exchange exchange, byte[] message) {
        forget(exchange);
        if (Exchange.truncated(message) && exchange.connection == null) {
            exchange.socket = null;
            exchange.stage = Exchange.Stage.TCP;
            schedule(exchange, exchange.deadline);
            try {
                exchange.connection = new TcpConnection(exchange, selector);
            } catch (IOException | RuntimeException e) {
                failed(exchange, "cannot be reached over TCP: " + e.getMessage());
            }
        } else {
            exchange.complete(message);
        }
    }

    @Override
    public void failed(Exchange exchange, String what) {
        forget(exchange);
        exchange.fail(what);
    }

    private void shutDown() {
        stopped = true;
        new ArrayList<>(timers).forEach(exchange -> failed(exchange, "is not asked any more: DNS has been stopped"));
        try (selector) {
            sockets.closeAll();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "DNS sockets could not be closed", e);
        }
        finished = true;
        thread = null;
        runTasks();
    }
}
