/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

/**
 * Keeps the way open by which a server reaches us over UDP: the address translators between forget it within half a minute. A
 * datagram of two line ends goes to the server every 24 to 29 seconds, the time that RFC 5626 section 4.4.2 gives; a server need not
 * know STUN on its SIP port to pass over it. Connections are kept by the native side. Thread-safe; ends with {@link #close} or
 * the engine.
 */
final class KeepAlive {
    private static final int SHORTEST_MILLIS = 24_000;
    private static final int LONGEST_MILLIS = 29_000;

    private final EngineCore core;
    private final InetSocketAddress server;
    private Scheduled next; // guarded by this
    private boolean closed; // guarded by this

    private KeepAlive(EngineCore core, InetSocketAddress server) {
        this.core = core;
        this.server = server;
        this.next = schedule();
    }

    /** For the way that an answer came; null when that needs none of this. */
    static @Nullable KeepAlive of(EngineCore core, Answer answer) {
        InetSocketAddress server = answer.peer();
        return server == null || answer.transport() != Transport.UDP ? null : new KeepAlive(core, server);
    }

    private Scheduled schedule() {
        int millis = ThreadLocalRandom.current().nextInt(SHORTEST_MILLIS, LONGEST_MILLIS + 1);
        return core.scheduler().schedule(Duration.ofMillis(millis), this::send);
    }

    private synchronized void send() {
        if (closed || !core.isRunning()) {
            return;
        }
        core.post(
                "keep alive",
                Op.KEEP_ALIVE,
                0,
                new FieldWriter().putText(server.getAddress().getHostAddress()).putInt(server.getPort()));
        next = schedule();
    }

    synchronized void close() {
        closed = true;
        next.cancel();
    }
}
