/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLEngine;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.msrp.MsrpTimeoutException;
import org.sipsimple.msrp.internal.LinkHandler.FileSlice;

/** A TCP connection, with TLS or without, of one I/O thread. All methods but {@link #execute} belong to that thread. */
final class Link implements IoLoop.Ready {
    private static final Logger LOG = System.getLogger(Link.class.getName());
    /** What one connection may write before others have their turn. */
    private static final long TURN = 4L * 1024 * 1024;

    private final IoLoop loop;
    private final SocketChannel channel;
    private final LinkHandler handler;
    private final Scheduler scheduler;
    private final Duration patience;
    private final @Nullable TlsLayer tls;
    private final SelectionKey key;
    private boolean open;
    private boolean closed;
    private boolean closing;
    private @Nullable ByteBuffer held;
    private @Nullable ByteBuffer out;
    private @Nullable FileSlice slice;
    private long sliceSent;
    private long written;
    private boolean blocked;
    private @Nullable Scheduled watchdog;

    Link(
            IoLoop loop,
            SocketChannel channel,
            @Nullable SSLEngine engine,
            LinkHandler handler,
            Scheduler scheduler,
            Duration patience)
            throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.handler = handler;
        this.scheduler = scheduler;
        this.patience = patience;
        tls = engine == null ? null : new TlsLayer(engine, loop.tlsBuffers());
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean connected = channel.isConnected();
        key = channel.register(loop.selector(), connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
        if (connected) {
            loop.execute(() -> guarded(this::connected));
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private void guarded(Step step) {
        if (closed) {
            return;
        }
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            close(e instanceof IOException failure ? failure : new IOException("MSRP connection failed: " + e, e));
        }
    }

    void execute(Runnable task) {
        loop.execute(task);
    }

    boolean isOnItsThread() {
        return loop.isLoopThread();
    }

    SocketChannel channel() {
        return channel;
    }

    @Override
    public void ready(SelectionKey ignored) {
        guarded(() -> {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                connected();
                return;
            }
            if (key.isReadable()) {
                read();
            }
            if (!closed) {
                writeAll();
            }
            if (tls != null && tls.stoppedToWrite() && !closed) {
                tls.redeliver(this::deliver);
                writeAll();
            }
        });
    }

    private void connected() throws IOException {
        if (tls == null) {
            open = true;
            handler.opened();
        } else {
            tls.begin();
        }
        writeAll();
    }

    private void read() throws IOException {
        if (tls != null) {
            if (!tls.read(channel, this::deliver)) {
                close(null);
            }
            return;
        }
        ByteBuffer in = loop.readBuffer.clear();
        unhold(in);
        int count = channel.read(in);
        if (count < 0) {
            close(null);
            return;
        }
        in.flip();
        ByteBuffer handy = in.remaining() <= IoLoop.SMALL
                ? loop.smallBuffer.clear().put(in).flip()
                : in;
        handler.received(handy);
        hold(handy);
    }

    private void unhold(ByteBuffer in) {
        if (held != null) {
            in.put(held);
            held = null;
        }
    }

    private void hold(ByteBuffer in) {
        if (in.hasRemaining() && !closed) {
            held = ByteBuffer.allocate(in.remaining()).put(in).flip();
        }
    }

    /** Decrypted bytes; what is not used stays with the TLS layer. */
    private void deliver(ByteBuffer plain) throws IOException {
        handler.received(plain);
    }

    /** Reads on after a pause, first what has been read already. */
    void resume() {
        guarded(() -> {
            if (tls != null) {
                tls.redeliver(this::deliver);
            } else {
                ByteBuffer in = loop.readBuffer.clear();
                unhold(in);
                in.flip();
                handler.received(in);
                hold(in);
            }
            writeAll();
        });
    }

    /** Sends what the handler has. */
    void flush() {
        guarded(this::writeAll);
    }

    private void writeAll() throws IOException {
        if (tls != null && !open && tls.handshakeDone()) {
            open = true;
            handler.opened();
        }
        long end = written + TURN;
        blocked = false;
        while (!blocked && written < end && step()) {}
        boolean more = blocked || written >= end;
        if (!closed) {
            int reading = open && handler.readingPaused() ? 0 : SelectionKey.OP_READ;
            int ops = reading | (more ? SelectionKey.OP_WRITE : 0);
            if (key.interestOps() != ops) {
                key.interestOps(ops);
            }
            if (blocked && watchdog == null) {
                watch(written);
            } else if (!more && closing) {
                close(null);
            }
        }
    }

    /** Writes one piece; false when there is nothing more. */
    private boolean step() throws IOException {
        if (out != null) {
            written += channel.write(out);
            if (out.hasRemaining()) {
                blocked = true;
                return false;
            }
            loop.giveBack(out);
            out = null;
            return true;
        }
        if (slice != null) {
            return sendSlice(slice);
        }
        ByteBuffer buffer = loop.takeBuffer();
        if (tls == null) {
            if (open) {
                slice = handler.fill(buffer, true);
            }
        } else {
            tls.wrap(buffer, open ? plain -> handler.fill(plain, false) : plain -> null);
        }
        buffer.flip();
        if (buffer.hasRemaining()) {
            out = buffer;
        } else {
            loop.giveBack(buffer);
        }
        return out != null || slice != null;
    }

    private boolean sendSlice(FileSlice current) throws IOException {
        long left = current.length() - sliceSent;
        long count =
                channel.isConnected() ? current.file().transferTo(current.position() + sliceSent, left, channel) : 0;
        written += count;
        sliceSent += count;
        boolean truncated = count == 0 && current.file().size() <= current.position() + sliceSent;
        if (sliceSent == current.length() || truncated) {
            slice = null;
            long sent = sliceSent;
            sliceSent = 0;
            handler.sliceSent(sent);
            return true;
        }
        blocked = count < left;
        return !blocked;
    }

    /** A peer that takes nothing for the time of a transaction is not there any more. */
    private void watch(long before) {
        watchdog = scheduler.schedule(
                patience,
                () -> execute(() -> {
                    watchdog = null;
                    if (blocked && written == before) {
                        close(new MsrpTimeoutException("the peer did not take any data", patience));
                    } else if (blocked) {
                        watch(written);
                    }
                }));
    }

    /** Closes once everything has been sent. */
    void closeWhenSent() {
        closing = true;
        flush();
    }

    void close(@Nullable IOException cause) {
        if (closed) {
            return;
        }
        closed = true;
        if (watchdog != null) {
            watchdog.cancel();
        }
        held = null;
        if (out != null) {
            loop.giveBack(out);
            out = null;
        }
        IOException reason = cause;
        try {
            if (tls != null) {
                tls.farewell(channel);
            }
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing an MSRP connection", e);
        }
        if (tls != null && !open && cause == null) {
            reason = new IOException("the peer closed the connection during the TLS handshake");
        }
        handler.closed(reason);
    }

    @Override
    public void loopStopped() {
        close(new IOException("MSRP has been stopped"));
    }

    boolean isClosed() {
        return closed;
    }

    @Nullable
    TlsLayer tls() {
        return tls;
    }
}
