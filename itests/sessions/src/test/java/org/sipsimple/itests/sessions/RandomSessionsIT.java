/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.sessions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.session.Session;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.session.SessionTimers;
import org.sipsimple.stream.testkit.FakeStream;
import org.sipsimple.testing.peers.Sipp;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions by the hundred, with {@code --full} by the thousand, with each other, with a callee and with a caller of sipp, and several threads that do to them what
 * comes into their mind. However a session goes, it ends TERMINATED and has told so in order; nothing is left behind.
 */
class RandomSessionsIT {
    private static final int SESSIONS = Integer.getInteger("sessions.random", 400);
    private static final int FROM_SIPP = SESSIONS * 3 / 20;
    private static final int THREADS = 4;
    private static final int AT_A_TIME = 60;
    private static final SessionTimers SHORT = new SessionTimers(
            Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(1), 3);

    /** Transactions linger for 64 times T1 (RFC 3261 section 17), in a network that is near some seconds. */
    private static final Duration SETTLE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void endWell() throws SipCoreException, InterruptedException {
        try (LocalPhone phone = new LocalPhone("127.0.0.1", SHORT).inANearNetwork();
                Sipp callee = Sipp.builtIn(folder, "uas", 0, "u1", SESSIONS)) {
            Crowd crowd = new Crowd(phone);
            Map<String, Long> before = holdings(phone);
            try (Sipp caller = Sipp.builtIn(folder, "uac", phone.port(), "u1", FROM_SIPP)) {
                disturb(crowd, phone.port(), callee.port());
                assertThat(crowd.begun())
                        .as("sessions, some of them with the caller at port %d", caller.port())
                        .isGreaterThanOrEqualTo(SESSIONS);
                phone.sessions
                        .endAll()
                        .toCompletableFuture()
                        .orTimeout(SETTLE.toSeconds(), TimeUnit.SECONDS)
                        .join();
            }
            await(
                    "all sessions end",
                    () -> crowd.alive() == 0 && phone.sessions.sessions().isEmpty());
            await("all wishes are answered", () -> crowd.stages().stream().allMatch(CompletableFuture::isDone));
            crowd.told().forEach(RandomSessionsIT::assertPaired);
            crowd.made().forEach(RandomSessionsIT::assertEnded);
            await("native objects go: of " + before, () -> goneDownTo(before, holdings(phone)), () -> holdings(phone));
            long refused = crowd.stages().stream()
                    .filter(CompletableFuture::isCompletedExceptionally)
                    .count();
            System.out.printf(
                    "%d sessions, %d wishes, %d of them refused; native %s%n",
                    crowd.begun(), crowd.stages().size(), refused, holdings(phone));
        }
    }

    private static void disturb(Crowd crowd, int here, int sipp) throws InterruptedException {
        List<Thread> users = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(i);
            Thread user = new Thread(() -> use(crowd, random, here, sipp), "user-" + i);
            user.start();
            users.add(user);
        }
        for (Thread user : users) {
            user.join();
        }
    }

    private static void use(Crowd crowd, Random random, int here, int sipp) {
        while (crowd.begun() < SESSIONS) {
            if (crowd.alive() < AT_A_TIME && random.nextInt(4) == 0) {
                crowd.call(random.nextInt(4) == 0 ? sipp : here, random);
            }
            crowd.disturb(random);
            // users are slow: leaves the machine to the sessions
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static void assertPaired(Session session, Queue<String> told) {
        List<String> names = List.copyOf(told);
        String what = session + " told " + names;
        assertThat(session.state()).as(what).isEqualTo(Session.State.TERMINATED);
        assertThat(names.get(0)).as(what).isIn("SIPSessionNewOutgoing", "SIPSessionNewIncoming");
        String last = names.get(names.size() - 1);
        boolean started = names.contains("SIPSessionDidStart");
        assertThat(last).as(what).isEqualTo(started ? "SIPSessionDidEnd" : "SIPSessionDidFail");
        assertThat(names.contains("SIPSessionWillEnd")).as(what).isEqualTo(started);
        for (String once : List.of("SIPSessionWillStart", "SIPSessionDidStart", "SIPSessionWillEnd", last)) {
            assertThat(Collections.frequency(names, once)).as(what).isLessThanOrEqualTo(1);
        }
        long begunTransfers = names.stream()
                .filter(name -> name.startsWith("SIPSessionTransferNew"))
                .count();
        long endedTransfers = names.stream()
                .filter(name -> name.equals("SIPSessionTransferDidEnd") || name.equals("SIPSessionTransferDidFail"))
                .count();
        assertThat(endedTransfers).as(what).isEqualTo(begunTransfers);
    }

    private static void assertEnded(FakeStream stream) {
        List<String> calls = stream.calls();
        if (!calls.isEmpty()) {
            assertThat(calls.get(calls.size() - 1)).isEqualTo("end");
        }
    }

    private static boolean goneDownTo(Map<String, Long> before, Map<String, Long> now) {
        return before.entrySet().stream().allMatch(held -> now.get(held.getKey()) <= held.getValue());
    }

    private static Map<String, Long> holdings(LocalPhone phone) {
        try {
            Map<String, Long> counters = new TreeMap<>(phone.engine.counters());
            counters.keySet().retainAll(List.of("objects", "transactions", "dialogs"));
            return counters;
        } catch (SipCoreException gone) {
            throw new AssertionError(gone);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        await(what, condition, () -> "");
    }

    private static void await(String what, BooleanSupplier condition, Supplier<?> last) {
        long end = System.nanoTime() + SETTLE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() < end)
                    .as("%s, in the end %s", what, last.get())
                    .isTrue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }
}
