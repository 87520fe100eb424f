/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import org.jspecify.annotations.Nullable;

/** The repetition of a query over TCP after a truncated answer (RFC 7766); one query, then closed. DNS thread only. */
final class TcpConnection {
    final Exchange exchange;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer out;
    private final ByteBuffer length = ByteBuffer.allocate(2);
    private @Nullable ByteBuffer body;

    TcpConnection(Exchange exchange, Selector selector) throws IOException {
        this.exchange = exchange;
        out = ByteBuffer.allocate(2 + exchange.query.length)
                .putShort((short) exchange.query.length)
                .put(exchange.query)
                .flip();
        channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.connect(exchange.server);
            key = channel.register(selector, SelectionKey.OP_CONNECT, this);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    void ready(UdpSocket.AnswerSink sink) {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_WRITE);
            }
            if (key.isWritable()) {
                write();
            }
            if (key.isReadable()) {
                read(sink);
            }
        } catch (IOException e) {
            sink.failed(exchange, "cannot be reached over TCP: " + e.getMessage());
        }
    }

    private void write() throws IOException {
        channel.write(out);
        if (!out.hasRemaining()) {
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    private void read(UdpSocket.AnswerSink sink) throws IOException {
        if (body == null && fill(length, sink)) {
            body = ByteBuffer.allocate(length.getShort(0) & 0xffff);
        }
        if (body != null && fill(body, sink)) {
            if (exchange.answeredBy(body.array())) {
                sink.answered(exchange, body.array());
            } else {
                sink.failed(exchange, "answered another question over TCP");
            }
        }
    }

    private boolean fill(ByteBuffer buffer, UdpSocket.AnswerSink sink) throws IOException {
        if (buffer.hasRemaining() && channel.read(buffer) < 0) {
            sink.failed(exchange, "closed the TCP connection without an answer");
            return false;
        }
        return !buffer.hasRemaining();
    }

    void close() throws IOException {
        channel.close();
    }
}
