/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.msrp.MsrpChunk;
import org.sipsimple.msrp.MsrpLogger;

/**
 * MSRP on one link: decodes what arrives, and writes answers before messages and messages in turn, as many as fit into
 * one write. Everything but {@link #execute} and {@link #opened()} belongs to the link's I/O thread.
 */
public final class Connection implements LinkHandler {
    /** Answers nobody fetches: from here on nothing more is read, so that no more become due. */
    private static final int MANY_ANSWERS = 512 * 1024;

    private static final int SMALL = 4096;

    private final MsrpLogger logger;
    private final MsrpDecoder decoder = new MsrpDecoder(new Upward(), this::stopped);
    private final CompletableFuture<Connection> ready = new CompletableFuture<>();
    private final Queue<Outgoing> queue = new ArrayDeque<>();
    private final ByteQueue answers = new ByteQueue();
    private volatile @Nullable Link link;
    private volatile boolean unwanted;
    private @Nullable ChunkHandler handler;
    private @Nullable Outgoing slicing;
    private boolean flushPending;
    private boolean paused;
    private boolean closed;
    private @Nullable IOException cause;

    public Connection(MsrpLogger logger) {
        this.logger = logger;
    }

    void attach(Link newLink) {
        link = newLink;
        if (unwanted) {
            newLink.execute(() -> newLink.close(null));
        }
    }

    private Link link() {
        Link attached = link;
        if (attached == null) {
            throw new IllegalStateException("not connected");
        }
        return attached;
    }

    /** Closes it from any thread, also before it is connected. */
    public void closeFromAnywhere() {
        unwanted = true;
        Link attached = link;
        if (attached != null) {
            attached.execute(() -> attached.close(null));
        }
    }

    /** Completes on the I/O thread when the connection is usable, or with the reason why it never will be. */
    public CompletionStage<Connection> whenReady() {
        return ready;
    }

    public void execute(Runnable task) {
        link().execute(task);
    }

    public boolean isOnItsThread() {
        return link().isOnItsThread();
    }

    public String localAddress() throws IOException {
        return ((java.net.InetSocketAddress) link().channel().getLocalAddress())
                .getAddress()
                .getHostAddress();
    }

    /** What the peer showed in the TLS handshake; empty without TLS, and for clients that showed none. */
    public Optional<X509Certificate> peerCertificate() {
        TlsLayer tls = link().tls();
        return tls == null ? Optional.empty() : tls.peerCertificate();
    }

    /** Who gets the chunks from now on; with null, reading stops until there is someone. */
    public void setHandler(@Nullable ChunkHandler newHandler) {
        handler = newHandler;
        if (newHandler == null) {
            return;
        }
        if (closed) {
            newHandler.connectionClosed(cause);
        } else {
            link().resume();
        }
    }

    /** Stops or resumes decoding, from within the handler too. */
    public void setPaused(boolean pause) {
        paused = pause;
        if (!pause && !closed) {
            link().execute(link()::resume);
        }
    }

    private boolean stopped() {
        return paused || handler == null || closed;
    }

    @Override
    public boolean readingPaused() {
        return stopped() || answers.size() > MANY_ANSWERS;
    }

    @Override
    public void opened() {
        ready.complete(this);
    }

    @Override
    public void received(ByteBuffer in) throws IOException {
        int start = in.position();
        ByteBuffer view = logger.wantsData() ? in.asReadOnlyBuffer() : null;
        decoder.decode(in);
        if (view != null && in.position() > start) {
            logger.received(view.limit(in.position()));
        }
    }

    /** Passes chunks on to whoever is the handler at that moment. */
    private final class Upward implements ChunkHandler {
        @Override
        public void chunkStarted(MsrpChunk head, @Nullable String defect) {
            current().chunkStarted(head, defect);
        }

        @Override
        public void chunkData(ByteBuffer data) {
            current().chunkData(data);
        }

        @Override
        public void chunkEnded(char flag) {
            current().chunkEnded(flag);
        }

        private ChunkHandler current() {
            return java.util.Objects.requireNonNull(handler);
        }
    }

    /** Sends a small chunk before any message; goes out with the next write, at the latest when reading is done. */
    public void answer(MsrpChunk chunk) {
        answer(chunk.encode());
    }

    /** The same for a chunk that is encoded already. */
    public void answer(byte[] encoded) {
        if (!closed) {
            answers.add(encoded);
        }
    }

    /** Sends a chunk as it is, in its turn. */
    public void send(byte[] encoded, Consumer<@Nullable IOException> outcome) {
        enqueue(new WholeChunk(encoded, outcome));
    }

    /** Puts content behind what waits already; again, after it stopped for lack of answers. */
    public void send(ChunkedContent content) {
        enqueue(content);
    }

    private void enqueue(Outgoing outgoing) {
        if (closed) {
            outgoing.failed(cause == null ? new IOException("the connection is closed") : cause);
        } else {
            queue.add(outgoing);
        }
    }

    /** Writes when the tasks at hand are done, so that many messages share one write. */
    public void flushSoon() {
        if (!closed && !flushPending) {
            flushPending = true;
            link().execute(() -> {
                flushPending = false;
                flush();
            });
        }
    }

    public void flush() {
        if (!closed) {
            link().flush();
        }
    }

    @Override
    public @Nullable FileSlice fill(ByteBuffer out, boolean takesFiles) {
        int start = out.position();
        FileSlice slice = fillAll(out, takesFiles);
        if (logger.wantsData() && out.position() > start) {
            logger.sent(out.asReadOnlyBuffer().limit(out.position()).position(start));
        }
        return slice;
    }

    private @Nullable FileSlice fillAll(ByteBuffer out, boolean takesFiles) {
        while (true) {
            Outgoing first = queue.peek();
            if (first == null || !first.insideChunk()) {
                answers.moveTo(out);
                if (!answers.isEmpty()) {
                    return null;
                }
            }
            if (first == null || out.remaining() < SMALL) {
                return null;
            }
            switch (first.fill(out, takesFiles, queue.size() > 1 || !answers.isEmpty())) {
                case DONE, WAITING -> queue.remove(first);
                case TURN -> {
                    queue.remove(first);
                    queue.add(first);
                }
                case MORE -> {
                    FileSlice slice = first.takeSlice();
                    slicing = slice == null ? null : first;
                    return slice;
                }
            }
        }
    }

    @Override
    public void sliceSent(long length) {
        Outgoing sender = slicing;
        slicing = null;
        if (sender != null) {
            sender.sliceSent(length);
        }
    }

    public void closeWhenSent() {
        if (!closed) {
            link().closeWhenSent();
        }
    }

    public void close(@Nullable IOException reason) {
        if (!closed) {
            link().close(reason);
        }
    }

    @Override
    public void closed(@Nullable IOException reason) {
        closed = true;
        cause = reason;
        IOException failure = reason == null ? new IOException("the peer closed the connection") : reason;
        List<Outgoing> unsent = new ArrayList<>(queue);
        queue.clear();
        unsent.forEach(outgoing -> outgoing.failed(failure));
        ready.completeExceptionally(failure);
        if (handler != null) {
            handler.connectionClosed(reason);
        }
    }
}
