/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.msrp;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.sipsimple.msrp.ConnectorDirect;
import org.sipsimple.msrp.IncomingMessage;
import org.sipsimple.msrp.MsrpOptions;
import org.sipsimple.msrp.MsrpServer;
import org.sipsimple.msrp.MsrpSession;
import org.sipsimple.msrp.MsrpSessionListener;
import org.sipsimple.msrp.MsrpStack;
import org.sipsimple.msrp.MsrpTransport;
import org.sipsimple.msrp.MsrpUri;
import org.sipsimple.msrp.Reports;
import org.sipsimple.testing.ManualScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/** Thousands of sessions that are silent, all of one process. */
@Timeout(240)
class IdleSessionsIT {
    private static final int SESSIONS = 5000;
    /** Two for I/O; the other is what the JVM may start for itself meanwhile. */
    private static final int FEW_THREADS = 6;
    /** Connections that are made at a time, fewer than a listener lets wait. */
    private static final int BATCH = 25;

    private static final long MOST_BYTES_EACH = 32 * 1024;

    @Test
    void fiveThousandNeedTwoThreadsAndLittleMemoryAndStillWork() throws Exception {
        int threads = threads();
        long heap = usedHeap();
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        MsrpSessionListener listener = new MsrpSessionListener() {
            @Override
            public void received(MsrpSession session, IncomingMessage message, byte[] content) {
                received.add(new String(content, StandardCharsets.UTF_8));
            }
        };
        try (MsrpStack stack = new MsrpStack(new ManualScheduler());
                MsrpServer server = new MsrpServer(stack, MsrpOptions.defaults(InetAddress.getLoopbackAddress()))) {
            List<MsrpSession> connecting = new ArrayList<>();
            // both ends are here, so a pair is two sessions
            while (2 * connecting.size() < SESSIONS) {
                connecting.addAll(pairs(stack, server, listener));
            }
            assertThat(threads() - threads).isLessThanOrEqualTo(FEW_THREADS);
            long each = (usedHeap() - heap) / SESSIONS;
            System.out.printf(
                    "%d sessions: %d more threads, %d bytes of heap each%n", SESSIONS, threads() - threads, each);
            assertThat(each).isLessThan(MOST_BYTES_EACH);
            for (int i = 0; i < connecting.size(); i += 100) {
                byte[] text = ("message " + i).getBytes(StandardCharsets.UTF_8);
                Ends.get(connecting.get(i).send(text, "text/plain", Reports.ALL).delivered());
                assertThat(Ends.take(received)).isEqualTo("message " + i);
            }
        }
    }

    private static List<MsrpSession> pairs(MsrpStack stack, MsrpServer server, MsrpSessionListener listener)
            throws Exception {
        List<CompletionStage<MsrpTransport>> accepted = new ArrayList<>();
        List<CompletionStage<MsrpTransport>> connected = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            ConnectorDirect connector =
                    new ConnectorDirect(stack, MsrpOptions.defaults(InetAddress.getLoopbackAddress()));
            List<MsrpUri> local = Ends.get(connector.prepare(null));
            MsrpUri remote = server.prepare(null);
            accepted.add(server.complete(remote, local));
            connected.add(connector.complete(List.of(remote)));
        }
        List<MsrpSession> sessions = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            new MsrpSession(Ends.get(accepted.get(i)), List.of("*"), listener);
            sessions.add(new MsrpSession(Ends.get(connected.get(i)), List.of("*"), new MsrpSessionListener() {}));
        }
        return sessions;
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
