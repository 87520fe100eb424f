/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.EventSink;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.PjsipBorder;
import org.sipsimple.pjsip.PjsipLoadException;
import org.sipsimple.testing.ManualScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(90)
class NativeCoreTest {

    /** A worker that does what the test says. */
    private static class FakeBorder implements NativeBorder {
        byte[] startAnswer = new FieldWriter()
                .putInt(0)
                .putText("")
                .putText("")
                .putInt(5060)
                .putInt(-1)
                .putInt(5061)
                .toBytes();
        int postStatus;
        byte[] callAnswer = new FieldWriter().putInt(0).putText("fine").toBytes();
        byte[] config;
        EventSink sink;

        @Override
        public byte[] start(byte[] startConfig, EventSink events) {
            config = startConfig;
            sink = events;
            return startAnswer;
        }

        @Override
        public int stop() {
            sink.onEvent(7, 2, 0, new byte[0]); // a last one, before it is down
            return 0;
        }

        @Override
        public int post(int op, long id, byte[] args) {
            return postStatus;
        }

        @Override
        public byte[] call(int op, long id, byte[] args) {
            return callAnswer;
        }

        @Override
        public String describe(int status) {
            return "status " + status;
        }
    }

    private final FakeBorder border = new FakeBorder();
    private final ManualScheduler clock = new ManualScheduler();
    private final LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final NativeCore core =
            new NativeCore(border, new DefaultNotificationCenter(Runnable::run, clock), clock, failures::add);

    private ListeningPorts start(EngineOptions options) throws SipCoreException {
        ListeningPorts ports = core.start(options, Set.of("MESSAGE", "REFER"));
        core.deliver();
        return ports;
    }

    @AfterEach
    void stop() {
        core.stop();
    }

    @Test
    void handsEventsToTheHandlerOfTheirIdOnTheEventThreadInOrder() throws Exception {
        start(EngineOptions.defaults());
        List<Integer> seen = new ArrayList<>();
        CompletableFuture<String> thread = new CompletableFuture<>();
        core.register(7, (type, code, payload) -> {
            seen.add(code);
            if (code == 99) {
                assertThat(core.onEventThread()).isTrue();
                thread.complete(Thread.currentThread().getName());
            }
        });
        border.sink.onEvent(8, 1, 500, new byte[0]);
        for (int i = 0; i < 100; i++) {
            border.sink.onEvent(7, 1, i, new byte[0]);
        }
        assertThat(thread.get(30, TimeUnit.SECONDS)).isEqualTo("sipsimple-engine-events");
        assertThat(seen).hasSize(100).isSorted();
        assertThat(core.onEventThread()).isFalse();
    }

    @Test
    void whatComesInDuringTheStartWaitsUntilItsCallerIsReady() throws Exception {
        CompletableFuture<Integer> seen = new CompletableFuture<>();
        core.register(7, (type, code, payload) -> seen.complete(code));
        core.start(EngineOptions.defaults(), Set.of());
        border.sink.onEvent(7, 1, 42, new byte[0]);
        CompletableFuture<Boolean> executed = new CompletableFuture<>();
        core.execute(() -> executed.complete(seen.isDone()));
        assertThat(executed).isNotDone();
        core.deliver();
        assertThat(executed.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).isCompletedWithValue(42);
    }

    @Test
    void stoppingDeliversWhatWasLeftAndThenTellsAll() throws Exception {
        start(EngineOptions.defaults());
        List<String> told = new ArrayList<>();
        core.onStop(() -> told.add("hook"));
        core.register(7, new NativeEventHandler() {
            @Override
            public void onEvent(int type, int code, FieldReader payload) {
                told.add("event");
            }

            @Override
            public void engineStopped() {
                told.add("stopped");
            }
        });
        core.stop();
        assertThat(told).containsExactly("event", "stopped", "hook");
        assertThat(core.isRunning()).isFalse();
        assertThat(core.execute(() -> {})).isFalse();
        assertThatExceptionOfType(SipCoreException.class)
                .isThrownBy(() -> core.call("look", 1, 1, new FieldWriter()))
                .withMessage("look: the engine is not running");
    }

    @Test
    void startsAgainAndNeverRepeatsAnId() throws Exception {
        start(EngineOptions.defaults());
        long before = core.nextId();
        core.stop();
        assertThat(start(EngineOptions.defaults()).of(Transport.TLS)).contains(5061);
        assertThat(core.nextId()).isGreaterThan(before);
        CompletableFuture<Boolean> ran = new CompletableFuture<>();
        assertThat(core.execute(() -> ran.complete(core.onEventThread()))).isTrue();
        assertThat(ran.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aFailedStartNamesTransportAndPortAndLeavesNothing() {
        border.startAnswer = new FieldWriter()
                .putInt(120_098)
                .putText("udp 127.0.0.1:5060")
                .putText("Address already in use")
                .toBytes();
        assertThatExceptionOfType(SipCoreException.class)
                .isThrownBy(() -> start(EngineOptions.defaults()))
                .withMessage("start SIP udp 127.0.0.1:5060: Address already in use")
                .satisfies(e -> assertThat(e.status()).isEqualTo(120_098));
        assertThat(core.isRunning()).isFalse();
        assertThat(core.execute(() -> {})).isFalse();
    }

    @Test
    void aLibraryThatCannotBeLoadedIsAFailureLikeOthers() {
        NativeBorder broken = new FakeBorder() {
            @Override
            public byte[] start(byte[] config, EventSink events) {
                throw new PjsipLoadException("no library for here", new UnsatisfiedLinkError("x"));
            }
        };
        NativeCore unusable = new NativeCore(broken, core.notifications(), clock, failures::add);
        assertThatExceptionOfType(SipCoreException.class)
                .isThrownBy(() -> unusable.start(EngineOptions.defaults(), Set.of()))
                .withMessage("load the SIP core: no library for here")
                .withCauseInstanceOf(PjsipLoadException.class);
    }

    @Test
    void encodesTheOptionsInTheFieldsOfTheBorder() throws Exception {
        start(EngineOptions.defaults()
                .withBindAddress("127.0.0.1")
                .withUserAgent("ua/1")
                .withLogLevel(4)
                .withTraceSip(true)
                .withPorts(Map.of(Transport.TCP, 5070)));
        FieldReader config = new FieldReader(border.config);
        assertThat(config.readTexts()).containsExactly("127.0.0.1");
        assertThat(List.of(config.readInt(), config.readInt(), config.readInt()))
                .containsExactly(-1, 5070, -1);
        for (int i = 0; i < 4; i++) {
            assertThat(config.readOptionalText()).isNull();
        }
        assertThat(config.readFlag()).isTrue();
        assertThat(config.readFlag()).isFalse();
        assertThat(config.readInt()).isZero();
        assertThat(config.readInt()).isEqualTo(5000);
        assertThat(config.readInt()).isEqualTo(4);
        assertThat(config.readFlag()).isTrue();
        assertThat(config.readText()).isEqualTo("ua/1");
        assertThat(config.readTexts()).containsExactlyInAnyOrder("MESSAGE", "REFER");
        assertThat(config.atEnd()).isTrue();
    }

    @Test
    void whatCannotBePostedComesBackAsAFailedCommand() throws Exception {
        start(EngineOptions.defaults());
        border.postStatus = PjsipBorder.INVALID_ARGUMENT;
        CompletableFuture<String> failed = new CompletableFuture<>();
        core.register(
                3,
                (type, code, payload) ->
                        failed.complete(type + " " + code + " " + payload.readInt() + " " + payload.readText()));
        core.post("do it", 0x0201, 3, new FieldWriter());
        assertThat(failed.get(30, TimeUnit.SECONDS))
                .isEqualTo(Event.COMMAND_FAILED + " 70004 " + 0x0201 + " status 70004");
    }

    @Test
    void callsAnswerOrThrowWithTheOperationsWords() throws Exception {
        start(EngineOptions.defaults());
        assertThat(core.call("ask", 1, 1, new FieldWriter()).readText()).isEqualTo("fine");
        border.callAnswer = new FieldWriter().putInt(70_006).toBytes();
        assertThatExceptionOfType(SipCoreException.class)
                .isThrownBy(() -> core.call("ask", 1, 1, new FieldWriter()))
                .withMessage("ask: status 70006");
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        core.execute(() -> {
            try {
                core.call("ask", 1, 1, new FieldWriter());
                refused.complete(null);
            } catch (SipCoreException | RuntimeException e) {
                refused.complete(e);
            }
        });
        assertThat(refused.get(30, TimeUnit.SECONDS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("event thread");
    }

    @Test
    void aHandlerThatThrowsIsToldAndTheNextEventComes() throws Exception {
        start(EngineOptions.defaults());
        CompletableFuture<Integer> second = new CompletableFuture<>();
        core.register(7, (type, code, payload) -> {
            if (code == 1) {
                throw new IllegalArgumentException("on purpose");
            }
            second.complete(code);
        });
        border.sink.onEvent(7, 1, 1, new byte[0]);
        border.sink.onEvent(7, 1, 2, new byte[0]);
        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(failures.poll(30, TimeUnit.SECONDS)).hasMessage("on purpose");
    }

    @Test
    void logLinesAreDroppedBeforeMemoryIsFullAndNothingElse() throws Exception {
        start(EngineOptions.defaults());
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        core.execute(() -> {
            blocked.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        blocked.await();
        int[] lines = new int[1];
        int[] events = new int[1];
        core.handleType(Event.LOG, (id, code, payload) -> lines[0]++);
        core.register(7, (type, code, payload) -> events[0]++);
        for (int i = 0; i < EventQueue.DISPENSABLE_LIMIT + 500; i++) {
            border.sink.onEvent(0, Event.LOG, 3, new byte[0]);
        }
        for (int i = 0; i < 500; i++) {
            border.sink.onEvent(7, 1, i, new byte[0]);
        }
        go.countDown();
        CompletableFuture<Void> done = new CompletableFuture<>();
        core.execute(() -> done.complete(null));
        done.get(30, TimeUnit.SECONDS);
        assertThat(lines[0]).isEqualTo(EventQueue.DISPENSABLE_LIMIT);
        assertThat(events[0]).isEqualTo(500);
    }

    @Test
    void refusesASecondHandlerForOneIdOrType() {
        core.register(70, (type, code, payload) -> {});
        assertThatIllegalStateException().isThrownBy(() -> core.register(70, (type, code, payload) -> {}));
        core.unregister(70);
        core.register(70, (type, code, payload) -> {});
        core.handleType(5, (id, code, payload) -> {});
        assertThatIllegalStateException().isThrownBy(() -> core.handleType(5, (id, code, payload) -> {}));
    }
}
