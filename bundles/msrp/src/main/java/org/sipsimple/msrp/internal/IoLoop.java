/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * One thread that reads and writes many connections. It lends them its buffers, so an idle connection owns none.
 */
final class IoLoop implements Runnable {
    private static final Logger LOG = System.getLogger(IoLoop.class.getName());
    static final int BUFFER = 256 * 1024;
    /** What is read of small messages is less than this, and quicker to decode in an array. */
    static final int SMALL = 32 * 1024;

    private static final int SPARE_BUFFERS = 8;
    /** Most tasks between two looks at the sockets. */
    private static final int TURN = 1024;

    /** Something registered with the selector. */
    interface Ready {
        void ready(SelectionKey key);

        void loopStopped();
    }

    final ByteBuffer readBuffer = ByteBuffer.allocateDirect(BUFFER);
    final ByteBuffer smallBuffer = ByteBuffer.allocate(SMALL);
    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Deque<ByteBuffer> spare = new ArrayDeque<>();
    private @Nullable TlsBuffers tls;
    private volatile @Nullable Thread thread;
    private volatile boolean stopped;
    private volatile boolean finished;

    IoLoop() throws IOException {
        selector = Selector.open();
    }

    /** What TLS needs besides, in arrays, as the cipher is quicker there; made when first asked for. */
    record TlsBuffers(ByteBuffer netIn, ByteBuffer appIn, ByteBuffer appOut, ByteBuffer netOut) {}

    TlsBuffers tlsBuffers() {
        if (tls == null) {
            tls = new TlsBuffers(
                    ByteBuffer.allocate(BUFFER / 2),
                    ByteBuffer.allocate(BUFFER),
                    ByteBuffer.allocate(BUFFER / 4),
                    ByteBuffer.allocate(BUFFER / 4));
        }
        return tls;
    }

    ByteBuffer takeBuffer() {
        ByteBuffer buffer = spare.poll();
        return buffer == null ? ByteBuffer.allocateDirect(BUFFER) : buffer.clear();
    }

    void giveBack(ByteBuffer buffer) {
        if (spare.size() < SPARE_BUFFERS) {
            spare.push(buffer);
        }
    }

    Selector selector() {
        return selector;
    }

    boolean isLoopThread() {
        return Thread.currentThread() == thread;
    }

    /** Runs a task on this loop's thread, later also when called there; on the caller's once the loop has ended. */
    void execute(Runnable task) {
        tasks.add(task);
        if (!awake.get() && awake.compareAndSet(false, true)) {
            selector.wakeup();
        }
        if (finished) {
            runTasks();
        }
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
                    selector.select(this::ready);
                } else {
                    selector.selectNow(this::ready);
                }
                awake.set(true);
                runTasks();
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, "MSRP stops: its selector failed", e);
        } finally {
            shutDown();
        }
    }

    private void runTasks() {
        for (int i = 0; i < TURN || finished; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a task of MSRP failed", e);
            }
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Ready ready) {
            ready.ready(key);
        }
    }

    private void shutDown() {
        runTasks();
        new ArrayList<>(selector.keys()).forEach(key -> {
            if (key.attachment() instanceof Ready ready) {
                ready.loopStopped();
            }
        });
        try {
            selector.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the selector of MSRP could not be closed", e);
        }
        finished = true;
        thread = null;
        runTasks();
    }
}
