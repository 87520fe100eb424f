/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.sip.EngineNotification.DetectedNatType;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.NatType;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.engine.DefaultEngine;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.testing.peers.CoturnExtension;
import org.sipsimple.testing.peers.NatBench;
import org.sipsimple.threading.DefaultThreadManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** STUN and TURN by coturn: candidates that carry sound between hosts without a direct path, and the kind of NAT. */
class CoturnIT {
    @RegisterExtension
    static final CoturnExtension COTURN = new CoturnExtension();

    private static final long SECONDS = 60;

    /** PJNATH 2.17 compares the port that it sent from with that of another socket, and so takes no NAT for an open one. */
    private static final List<NatType> WITHOUT_NAT = List.of(NatType.OPEN, NatType.FULL_CONE);

    @TempDir
    Path folder;

    /** An {@link IceEnd} on a host of the bench. */
    private RemoteEnd end(NatBench bench, String host, String... args) throws IOException {
        return RemoteEnd.start(bench.in(host), folder.resolve(host + ".log"), IceEnd.class, args);
    }

    private static String[] args(String role, String host, String kind, int sent, int expected, Path folder) {
        return new String[] {
            role,
            NatBench.address(host),
            NatBench.server().getHostString(),
            String.valueOf(NatBench.server().getPort()),
            kind,
            String.valueOf(sent),
            String.valueOf(expected),
            folder.toString()
        };
    }

    /** What both ends say of the chosen pair: type of ours, type and address of the peer's. */
    private record Chosen(String a, String b) {}

    private Chosen talk(NatBench bench, String kind) throws IOException {
        try (RemoteEnd a = end(bench, "a", args("offer", "a", kind, 700, 1100, folder));
                RemoteEnd b = end(bench, "b", args("answer", "b", kind, 1100, 700, folder))) {
            b.tell(a.await("SDP"));
            a.tell(b.await("SDP"));
            Chosen chosen = new Chosen(a.await("ICE"), b.await("ICE"));
            for (RemoteEnd end : List.of(a, b)) {
                String[] heard = end.await("HEARD").split(" ");
                assertThat(Double.parseDouble(heard[0]))
                        .as("purity of the tone")
                        .isGreaterThan(0.9);
                assertThat(heard[1]).as("encrypted").isEqualTo("true");
            }
            a.tell("");
            b.tell("");
            return chosen;
        }
    }

    @Test
    void holesArePunchedWithWhatStunTells() throws IOException {
        try (NatBench bench = new NatBench(true)) {
            Chosen chosen = talk(bench, "stun");
            assertThat(chosen.a()).endsWith(NatBench.publicAddress("b"));
            assertThat(chosen.b()).endsWith(NatBench.publicAddress("a"));
            assertThat(chosen.a() + " " + chosen.b()).contains("REFLEXIVE").doesNotContain("RELAYED");
            assertThat(bench.allocations()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"turn", "turn-tcp"})
    void relaysCarrySoundWhereNothingElseGetsThrough(String kind) throws IOException {
        try (NatBench bench = new NatBench(false)) {
            Chosen chosen = talk(bench, kind);
            assertThat(chosen.a()).contains("RELAYED");
            assertThat(chosen.b()).contains("RELAYED");
            assertThat(bench.allocations()).isEqualTo(4);
        }
    }

    @Test
    void knowsTheKindOfNat() throws IOException {
        try (NatBench bench = new NatBench(true);
                RemoteEnd a = end(
                        bench,
                        "a",
                        "nat",
                        NatBench.address("a"),
                        NatBench.server().getHostString(),
                        String.valueOf(NatBench.server().getPort()))) {
            assertThat(a.await("NAT")).isEqualTo(NatType.PORT_RESTRICTED.toString());
        }
    }

    @Test
    void tellsThatThereIsNoNatAndWhenNobodyAnswers() throws Exception {
        DefaultThreadManager threads = new DefaultThreadManager();
        DefaultNotificationCenter notifications =
                new DefaultNotificationCenter(threads.pool("notification"), threads.scheduler());
        DefaultEngine engine = new DefaultEngine(notifications, threads);
        BlockingQueue<DetectedNatType> told = new LinkedBlockingQueue<>();
        notifications.observe(DetectedNatType.class, engine, told::add);
        engine.start(EngineOptions.defaults().withBindAddress("127.0.0.1"))
                .toCompletableFuture()
                .join();
        Object mark = new Object();
        assertThat(engine.detectNatType(COTURN.server(), mark)
                        .toCompletableFuture()
                        .get(SECONDS, TimeUnit.SECONDS))
                .isIn(WITHOUT_NAT);
        assertThatThrownBy(
                        () -> engine.detectNatType(InetSocketAddress.createUnresolved("stun.test.example", 3478), null)
                                .toCompletableFuture()
                                .join())
                .isInstanceOf(IllegalArgumentException.class);
        // one that answers could be quicker than what comes next
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            CompletableFuture<NatType> late = engine.detectNatType(
                            (InetSocketAddress) silent.getLocalSocketAddress(), null)
                    .toCompletableFuture();
            engine.close();
            assertThatThrownBy(() -> late.get(SECONDS, TimeUnit.SECONDS)).hasCauseInstanceOf(SipCoreException.class);
        }
        DetectedNatType first = told.poll(SECONDS, TimeUnit.SECONDS);
        assertThat(first).isNotNull();
        assertThat(first.succeeded()).isTrue();
        assertThat(first.userData()).isSameAs(mark);
        assertThat(first.natType()).isIn(WITHOUT_NAT);
        assertThat(first.error()).isNull();
        assertThat(first.timestamp()).isNotNull();
        DetectedNatType second = told.poll(SECONDS, TimeUnit.SECONDS);
        assertThat(second).isNotNull();
        assertThat(second.succeeded()).isFalse();
        assertThat(second.error()).contains("STUN");
        notifications.close();
        threads.close();
    }
}
