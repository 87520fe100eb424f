/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.sipsimple.testing.ManualScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Chunks by hand, without a session. */
@Timeout(60)
class MsrpTransportTest {
    @Test
    void readsAndWritesChunks() throws Exception {
        try (MsrpStack stack = new MsrpStack(new ManualScheduler());
                MsrpServer server = new MsrpServer(stack, Pair.options())) {
            ConnectorDirect connector = new ConnectorDirect(stack, Pair.options());
            List<MsrpUri> path = Pair.get(connector.prepare(null));
            MsrpUri local = server.prepare(null);
            CompletionStage<MsrpTransport> accepted = server.complete(local, path);
            CompletionStage<MsrpTransport> connected = connector.complete(List.of(local));
            MsrpTransport bob = Pair.get(accepted);
            MsrpChunk binding = Pair.get(bob.readChunk(1000));
            assertThat(bob.checkIncomingSend(binding)).isEmpty();
            Pair.get(bob.writeResponse(binding, 200, "OK"));
            MsrpTransport alice = Pair.get(connected);

            byte[] text = "x".repeat(500_000).getBytes(StandardCharsets.UTF_8);
            MsrpChunk sent = alice.makeChunk(text, "text/plain");
            Pair.get(alice.writeChunk(sent));
            long read = 0;
            MsrpChunk segment;
            do {
                segment = Pair.get(bob.readChunk(1000));
                assertThat(segment.byteRange().orElseThrow().start()).isEqualTo(read + 1);
                assertThat(segment.transactionId()).isEqualTo(sent.transactionId());
                read += segment.size();
            } while (segment.flag() == '+');
            assertThat(read).isEqualTo(text.length);

            MsrpChunk stranger = MsrpChunk.request("abcd", "SEND")
                    .header("To-Path", local.toString())
                    .header("From-Path", "msrp://nobody:1/x;tcp")
                    .build();
            assertThat(bob.checkIncomingSend(stranger).orElseThrow().code()).isEqualTo(481);
            alice.close();
            assertThatThrownBy(() -> Pair.get(bob.readChunk(1000))).isInstanceOf(MsrpException.class);
        }
    }

    @Test
    void serversForgetSessionsThatWereCleanedUp() throws Exception {
        try (MsrpStack stack = new MsrpStack(new ManualScheduler());
                MsrpServer server = new MsrpServer(stack, Pair.options())) {
            MsrpUri local = server.prepare(null);
            CompletionStage<MsrpTransport> waiting = server.complete(local, List.of(local));
            server.cleanup(local);
            assertThatThrownBy(() -> Pair.get(waiting)).hasMessageContaining("given up");
            assertThatThrownBy(() -> server.complete(local, List.of(local))).isInstanceOf(IllegalStateException.class);
            ConnectorDirect connector = new ConnectorDirect(stack, Pair.options());
            Pair.get(connector.prepare(null));
            connector.cleanup();
            assertThatThrownBy(() -> Pair.get(connector.complete(List.of(local))))
                    .isInstanceOf(MsrpException.class);
            AcceptorDirect acceptor = new AcceptorDirect(stack, Pair.options());
            List<MsrpUri> path = Pair.get(acceptor.prepare(null));
            assertThat(path.get(0).port()).isPositive();
            acceptor.cleanup();
        }
    }

    @Test
    void sessionMatchingLooksAtSessionIdsOnly() throws Exception {
        try (MsrpStack stack = new MsrpStack(new ManualScheduler());
                MsrpServer server = new MsrpServer(stack, Pair.options().withSessionMatching(true))) {
            MsrpUri local = server.prepare(null);
            MsrpUri peer = MsrpUri.of("10.0.0.1", false, 9, "peer");
            CompletionStage<MsrpTransport> waiting = server.complete(local, List.of(peer));
            try (RawPeer raw = new RawPeer(local.port())) {
                raw.send("MSRP abcd SEND\r\nTo-Path: " + local.withHost("192.0.2.1") + "\r\nFrom-Path: "
                        + peer.withHost("192.0.2.2") + "\r\n-------abcd$\r\n");
                assertThat(Pair.get(waiting).remotePath()).containsExactly(peer);
            }
        }
    }
}
