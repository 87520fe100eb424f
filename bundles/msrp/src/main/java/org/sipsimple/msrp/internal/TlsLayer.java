/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLPeerUnverifiedException;

import org.jspecify.annotations.Nullable;

/** TLS of one link: plain bytes on one side, records on the other. Uses the loop's buffers, keeps only leftovers. */
final class TlsLayer {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Takes decrypted bytes, not necessarily all. */
    interface Plain {
        void deliver(ByteBuffer plain) throws IOException;
    }

    /** Gives bytes to encrypt. */
    interface Source {
        LinkHandler.@Nullable FileSlice fill(ByteBuffer plain);
    }

    private final SSLEngine engine;
    private final IoLoop.TlsBuffers buffers;
    private final int packet;
    private @Nullable ByteBuffer heldNet;
    private @Nullable ByteBuffer heldPlain;
    private @Nullable ByteBuffer heldOut;
    private boolean mustWrite;

    TlsLayer(SSLEngine engine, IoLoop.TlsBuffers buffers) {
        this.engine = engine;
        this.buffers = buffers;
        packet = engine.getSession().getPacketBufferSize();
    }

    void begin() throws IOException {
        engine.beginHandshake();
    }

    boolean handshakeDone() {
        HandshakeStatus status = engine.getHandshakeStatus();
        return status == HandshakeStatus.NOT_HANDSHAKING || status == HandshakeStatus.FINISHED;
    }

    Optional<X509Certificate> peerCertificate() {
        try {
            Certificate[] chain = engine.getSession().getPeerCertificates();
            return chain[0] instanceof X509Certificate certificate ? Optional.of(certificate) : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    /** Whether decryption stopped because the handshake had to write first. */
    boolean stoppedToWrite() {
        return mustWrite;
    }

    /** Reads once; false at the end of the stream. */
    boolean read(SocketChannel channel, Plain plain) throws IOException {
        ByteBuffer net = buffers.netIn().clear();
        heldNet = unhold(heldNet, net);
        int count = channel.read(net);
        net.flip();
        boolean open = unwrap(net, plain);
        heldNet = hold(net);
        return count >= 0 && open;
    }

    /** Gives again what was not taken during a pause, and decrypts what waits behind it. */
    void redeliver(Plain plain) throws IOException {
        ByteBuffer net = buffers.netIn().clear();
        heldNet = unhold(heldNet, net);
        net.flip();
        unwrap(net, plain);
        heldNet = hold(net);
    }

    private boolean unwrap(ByteBuffer net, Plain plain) throws IOException {
        ByteBuffer app = buffers.appIn().clear();
        heldPlain = unhold(heldPlain, app);
        boolean open = true;
        boolean more = true;
        mustWrite = false;
        while (more) {
            SSLEngineResult result = engine.unwrap(net, app);
            runTasks();
            switch (result.getStatus()) {
                case OK -> {
                    mustWrite = engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
                    more = !mustWrite && net.hasRemaining();
                }
                case BUFFER_OVERFLOW -> {
                    int before = app.position();
                    deliver(app, plain);
                    more = app.position() < before;
                }
                case BUFFER_UNDERFLOW -> more = false;
                case CLOSED -> {
                    open = false;
                    more = false;
                }
            }
        }
        deliver(app, plain);
        app.flip();
        heldPlain = hold(app);
        return open;
    }

    private void deliver(ByteBuffer app, Plain plain) throws IOException {
        app.flip();
        // also when it is empty: what was decoded before a pause may wait to be passed on
        plain.deliver(app);
        app.compact();
    }

    private void runTasks() {
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            Runnable task = engine.getDelegatedTask();
            if (task == null) {
                return;
            }
            task.run();
        }
    }

    /** Fills the buffer with records. */
    void wrap(ByteBuffer net, Source source) throws IOException {
        ByteBuffer plain = buffers.appOut();
        boolean more = true;
        while (more && net.remaining() >= packet) {
            runTasks();
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_WRAP) {
                more = record(NOTHING, net) == Status.OK;
            } else if (status == HandshakeStatus.NEED_UNWRAP) {
                more = false;
            } else {
                plain.clear();
                heldOut = unhold(heldOut, plain);
                if (plain.position() == 0) {
                    source.fill(plain);
                }
                plain.flip();
                more = plain.hasRemaining();
                while (plain.hasRemaining() && net.remaining() >= packet) {
                    if (record(plain, net) != Status.OK) {
                        throw new IOException("TLS refuses to encrypt: the connection is closing");
                    }
                }
                heldOut = hold(plain);
            }
        }
    }

    private Status record(ByteBuffer plain, ByteBuffer net) throws IOException {
        ByteBuffer sealed = buffers.netOut().clear();
        Status status = engine.wrap(plain, sealed).getStatus();
        net.put(sealed.flip());
        return status;
    }

    /** Says goodbye as far as that can be done at once. */
    void farewell(SocketChannel channel) throws IOException {
        if (!channel.isConnected()) {
            return;
        }
        engine.closeOutbound();
        ByteBuffer net = ByteBuffer.allocate(packet);
        while (!engine.isOutboundDone() && net.remaining() >= packet) {
            if (engine.wrap(NOTHING, net).getStatus() == Status.CLOSED) {
                break;
            }
        }
        net.flip();
        channel.write(net);
    }

    private static @Nullable ByteBuffer unhold(@Nullable ByteBuffer held, ByteBuffer into) {
        if (held != null) {
            into.put(held);
        }
        return null;
    }

    private static @Nullable ByteBuffer hold(ByteBuffer rest) {
        return rest.hasRemaining()
                ? ByteBuffer.allocate(rest.remaining()).put(rest).flip()
                : null;
    }
}
