/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;

/** One query on its way to one nameserver. All but {@link #reply} belongs to the DNS thread. */
final class Exchange {
    private static final int HEADER = 12;
    private static final int SERVFAIL = 2;

    final InetSocketAddress server;
    final byte[] query;
    final int questionEnd;
    final long timeoutNanos;
    final CompletableFuture<Message> reply = new CompletableFuture<>();

    /** When {@link IoLoop} has to look after this exchange next, and when it is over. */
    long wakeAt;

    long deadline;
    long sentAt;
    /** Tells apart two exchanges of the same {@link #wakeAt}. */
    long sequence;

    Stage stage = Stage.WAITING;

    @Nullable
    UdpSocket socket;

    @Nullable
    TcpConnection connection;

    /** How far it has come. */
    enum Stage {
        /** For its turn in the {@link SendWindow}. */
        WAITING,
        /** Sent a moment ago. */
        YOUNG,
        SENT,
        REPEATED,
        REPEATED_TWICE,
        /** Under way over TCP. */
        TCP,
        OVER
    }

    Exchange(InetSocketAddress server, byte[] query, long timeoutNanos) {
        this.server = server;
        this.query = query;
        this.questionEnd = questionEnd(query);
        this.timeoutNanos = timeoutNanos;
    }

    int id() {
        return (query[0] & 0xff) << 8 | query[1] & 0xff;
    }

    void id(int id) {
        query[0] = (byte) (id >> 8);
        query[1] = (byte) id;
    }

    /**
     * Whether a datagram or TCP message is the answer to this query: same id and same question (RFC 5452 section 9.1). An
     * error without any question is taken too, as some servers that could not read the query send it.
     */
    boolean answeredBy(byte[] message) {
        if (message.length < HEADER || message[0] != query[0] || message[1] != query[1] || (message[2] & 0x80) == 0) {
            return false;
        }
        int questions = (message[4] & 0xff) << 8 | message[5] & 0xff;
        if (questions == 0) {
            int code = message[3] & 0xf;
            return code != 0 && (code <= SERVFAIL || code >= 4);
        }
        if (questions != 1 || message.length < questionEnd) {
            return false;
        }
        for (int i = HEADER; i < questionEnd; i++) {
            if (lowerCase(message[i]) != lowerCase(query[i])) {
                return false;
            }
        }
        return true;
    }

    static boolean truncated(byte[] message) {
        return (message[2] & 0x02) != 0;
    }

    void complete(byte[] message) {
        try {
            reply.complete(new Message(message));
        } catch (IOException | RuntimeException e) {
            // the message classes answer hostile bytes with unchecked exceptions too
            reply.completeExceptionally(new DnsIoException("sent an answer that cannot be read: " + e.getMessage(), e));
        }
    }

    void fail(String what) {
        reply.completeExceptionally(new DnsIoException(what, null));
    }

    /** Length octets are below 64 and so never touched by this. */
    private static int lowerCase(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
    }

    private static int questionEnd(byte[] query) {
        int at = HEADER;
        while (query[at] != 0) {
            at += query[at] + 1;
        }
        return at + 5;
    }
}
