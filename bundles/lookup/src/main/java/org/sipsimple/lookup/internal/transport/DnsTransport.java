/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;

import org.xbill.DNS.Message;

/**
 * Asks nameservers over UDP, and over TCP when an answer was truncated. One thread, the DNS thread, serves any number of
 * queries; a nameserver that is silent costs a table entry until its time is up and nothing else. Thread-safe.
 */
public final class DnsTransport implements AutoCloseable {
    private final IoLoop loop;
    private final Thread thread;

    /**
     * Starts the DNS thread.
     *
     * @param threads makes and names the one thread
     * @param random source of query ids
     */
    public DnsTransport(ThreadFactory threads, SecureRandom random) {
        try {
            loop = new IoLoop(Selector.open(), new RandomIds(random));
        } catch (IOException e) {
            throw new UncheckedIOException("no selector for DNS", e);
        }
        thread = threads.newThread(loop);
        thread.start();
    }

    /**
     * Sends a query (in a burst of more than a hundred: after those before it), and again after a sixth and a half of the time, in case a datagram got lost.
     *
     * @param query a message with exactly one question; its id is replaced in place
     * @param timeout for all of it, TCP included
     * @return completes on the DNS thread with any well-formed answer to this question, error codes included, or with
     *     {@link DnsIoException}; cancelling it forgets the query
     */
    public CompletableFuture<Message> exchange(InetSocketAddress server, byte[] query, Duration timeout) {
        Exchange exchange = new Exchange(server, query, timeout.toNanos());
        exchange.reply.whenComplete((reply, error) -> {
            if (exchange.reply.isCancelled()) {
                loop.execute(() -> loop.forget(exchange));
            }
        });
        loop.execute(() -> loop.start(exchange));
        return exchange.reply;
    }

    /** How many queries wait for an answer; a moment's value, for tests and diagnosis. */
    public int pending() {
        return loop.pending();
    }

    /** Ends the DNS thread; what is still on its way fails. A second call does nothing. */
    @Override
    public void close() {
        loop.stop();
        if (Thread.currentThread() == thread) {
            return;
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
