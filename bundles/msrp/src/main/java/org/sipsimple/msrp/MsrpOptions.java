/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.net.InetAddress;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How connections behave. Immutable.
 *
 * @param localAddress the address in own URIs, where also listeners bind
 * @param tls certificates and trust for {@code msrps}, or null for TCP only
 * @param sessionMatching compare paths by session id only, as peers behind border controllers need
 * @param timeout for connecting, binding, and each answer
 * @param keepAlive how often an empty message checks an established session; zero for never
 * @param chunkSize most bytes of a file in a chunk
 * @param unanswered most chunks of a file that may be on their way without an answer; it bounds what is lost when the
 *     connection breaks
 * @param maxMessage most bytes of a message that is collected in memory; a larger one is refused with 413
 * @param logger sees the traffic of all connections
 */
public record MsrpOptions(
        InetAddress localAddress,
        @Nullable MsrpTls tls,
        boolean sessionMatching,
        Duration timeout,
        Duration keepAlive,
        int chunkSize,
        int unanswered,
        int maxMessage,
        MsrpLogger logger) {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);
    private static final int CHUNK = 1024 * 1024;
    private static final int UNANSWERED = 4096;
    private static final int MESSAGE = 4 * 1024 * 1024;
    private static final int SMALLEST_CHUNK = 256;

    public MsrpOptions {
        if (timeout.isNegative() || timeout.isZero() || keepAlive.isNegative()) {
            throw new IllegalArgumentException("times must be positive");
        }
        if (chunkSize < SMALLEST_CHUNK || unanswered < 1 || maxMessage < 0) {
            throw new IllegalArgumentException("chunks of " + chunkSize + ", messages of " + maxMessage);
        }
    }

    /** What the reference does: 30 s for everything, a keep-alive each minute, no TLS. */
    public static MsrpOptions defaults(InetAddress localAddress) {
        return new MsrpOptions(
                localAddress, null, false, TIMEOUT, KEEP_ALIVE, CHUNK, UNANSWERED, MESSAGE, MsrpLogger.NONE);
    }

    public MsrpOptions withTls(MsrpTls newTls) {
        return new MsrpOptions(
                localAddress, newTls, sessionMatching, timeout, keepAlive, chunkSize, unanswered, maxMessage, logger);
    }

    public MsrpOptions withSessionMatching(boolean matching) {
        return new MsrpOptions(
                localAddress, tls, matching, timeout, keepAlive, chunkSize, unanswered, maxMessage, logger);
    }

    public MsrpOptions withTimeout(Duration newTimeout) {
        return new MsrpOptions(
                localAddress, tls, sessionMatching, newTimeout, keepAlive, chunkSize, unanswered, maxMessage, logger);
    }

    public MsrpOptions withKeepAlive(Duration interval) {
        return new MsrpOptions(
                localAddress, tls, sessionMatching, timeout, interval, chunkSize, unanswered, maxMessage, logger);
    }

    public MsrpOptions withChunkSize(int bytes) {
        return new MsrpOptions(
                localAddress, tls, sessionMatching, timeout, keepAlive, bytes, unanswered, maxMessage, logger);
    }

    public MsrpOptions withUnanswered(int chunks) {
        return new MsrpOptions(
                localAddress, tls, sessionMatching, timeout, keepAlive, chunkSize, chunks, maxMessage, logger);
    }

    public MsrpOptions withMaxMessage(int bytes) {
        return new MsrpOptions(
                localAddress, tls, sessionMatching, timeout, keepAlive, chunkSize, unanswered, bytes, logger);
    }

    public MsrpOptions withLogger(MsrpLogger newLogger) {
        return new MsrpOptions(
                localAddress, tls, sessionMatching, timeout, keepAlive, chunkSize, unanswered, maxMessage, newLogger);
    }
}
