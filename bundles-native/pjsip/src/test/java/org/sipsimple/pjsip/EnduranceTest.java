/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EnduranceTest {
    private static final FieldWriter FAST =
            new FieldWriter().putInt(10).putInt(40).putInt(50);

    @Test
    void aThousandCallsLeaveNothingBehind() {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            engine.ask(Op.SET_SIP_TIMERS, 0, FAST);
            calls(engine, 10);
            Map<String, Long> before = settled(engine);
            calls(engine, 1000);
            assertThat(settled(engine)).isEqualTo(before);
        }
    }

    private static void calls(NativeEngine engine, int count) {
        for (int i = 0; i < count; i++) {
            long caller = CallTest.call(engine, Calls.audio("sendrecv", 1));
            long callee = engine.await(Event.INVITE_RECEIVED).id();
            engine.ask(Op.ANSWER, callee, Calls.answer(200, Calls.audio("sendrecv", 1)));
            Calls.awaitState(engine, callee, Calls.CONFIRMED);
            engine.ask(Op.END, i % 2 == 0 ? caller : callee, Calls.end(0));
            engine.await(r -> r.type() == Event.INVITE_STATE && r.code() == Calls.DISCONNECTED, "first end");
            engine.await(r -> r.type() == Event.INVITE_STATE && r.code() == Calls.DISCONNECTED, "second end");
        }
    }

    /** Asks until transactions have run out their timers. */
    private static Map<String, Long> settled(NativeEngine engine) {
        long end = System.nanoTime() + NativeEngine.WAIT_SECONDS * 1_000_000_000L;
        Map<String, Long> counters = engine.counters();
        while (counters.get("transactions") + counters.get("dialogs") > 0 && System.nanoTime() < end) {
            engine.ask(Op.TRIM, 0, new FieldWriter()); // a round trip through the worker, and some time
            counters = engine.counters();
        }
        assertThat(counters)
                .containsEntry("transactions", 0L)
                .containsEntry("dialogs", 0L)
                .containsEntry("objects", 0L);
        return counters;
    }

    @Test
    void manyThreadsMayUseLiveDyingAndStaleCalls() throws InterruptedException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            engine.ask(Op.SET_SIP_TIMERS, 0, FAST);
            ConcurrentLinkedDeque<Long> known = new ConcurrentLinkedDeque<>();
            List<Thread> threads = new ArrayList<>();
            for (int seed = 0; seed < 4; seed++) {
                Random random = new Random(seed);
                Thread thread = new Thread(() -> hammer(engine, known, random), "hammer-" + seed);
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(engine.counters()).containsEntry("events-lost", 0L);
        }
        assertThat(PjsipBorder.stop()).isEqualTo(PjsipBorder.INVALID_OPERATION);
    }

    private static void hammer(NativeEngine engine, ConcurrentLinkedDeque<Long> known, Random random) {
        for (int i = 0; i < 1500; i++) {
            NativeEngine.Received event = engine.events.poll();
            if (event != null && event.type() == Event.INVITE_RECEIVED) {
                known.add(event.id());
            }
            long id = pick(known, random);
            switch (random.nextInt(8)) {
                case 0, 1 -> {
                    long call = NativeEngine.newId();
                    PjsipBorder.post(
                            Op.INVITE,
                            call,
                            CallTest.invite(engine, random.nextInt(5) == 0 ? null : Calls.audio("sendrecv", 1), 0)
                                    .toBytes());
                    known.add(call);
                }
                case 2 ->
                    PjsipBorder.post(Op.END, id, Calls.end(random.nextInt(700)).toBytes());
                case 3 ->
                    PjsipBorder.post(
                            Op.REINVITE,
                            id,
                            Calls.offer(random.nextBoolean() ? null : Calls.audio("sendonly", i))
                                    .toBytes());
                case 4 ->
                    PjsipBorder.post(
                            Op.UPDATE,
                            id,
                            Calls.offer(Calls.audio("sendrecv", i)).toBytes());
                case 5 -> PjsipBorder.post(Op.CANCEL_REINVITE, id, NativeEngine.none());
                default ->
                    PjsipBorder.post(
                            Op.ANSWER,
                            id,
                            Calls.answer(random.nextInt(4) == 0 ? 183 : 200, Calls.audio("sendrecv", 1))
                                    .toBytes());
            }
        }
    }

    private static long pick(ConcurrentLinkedDeque<Long> known, Random random) {
        Long first = known.pollFirst();
        if (first == null) {
            return random.nextLong();
        }
        if (random.nextInt(10) > 0) {
            known.addLast(first);
        }
        return first;
    }
}
