/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sipsimple.testing.peers.Sipp;

import static org.assertj.core.api.Assertions.assertThat;

/** Many calls with sipp's own scenarios. */
class SippTest {
    private static final int CALLS = 200;

    @ParameterizedTest
    @CsvSource({"udp,u1", "tcp,t1"})
    void answersSippsCalls(String transport, String mode, @TempDir Path dir) throws InterruptedException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                Sipp sipp = Sipp.builtIn(dir, "uac", transport.equals("udp") ? engine.udp : engine.tcp, mode, CALLS)) {
            for (int i = 0; i < CALLS; i++) {
                long call = engine.await(Event.INVITE_RECEIVED).id();
                engine.ask(Op.ANSWER, call, Calls.answer(180, null));
                engine.ask(Op.ANSWER, call, Calls.answer(200, Calls.audio("sendrecv", 1)));
            }
            sipp.expectSuccess();
            assertThat(engine.counters()).containsEntry("objects", 0L).containsEntry("events-lost", 0L);
        }
    }

    @Test
    void callsSipp(@TempDir Path dir) throws InterruptedException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                Sipp sipp = Sipp.builtIn(dir, "uas", 0, "u1", CALLS)) {
            String contact = "<sip:alice@127.0.0.1:" + engine.udp + ">";
            for (int i = 0; i < CALLS; i++) {
                long call = NativeEngine.newId();
                String route = "<sip:127.0.0.1:" + sipp.port() + ";lr>";
                engine.ask(Op.INVITE, call, Calls.invite(route, contact, Calls.audio("sendrecv", 1), 0, 0));
                assertThat(Calls.awaitState(engine, call, Calls.CONFIRMED)).isEqualTo(200);
                engine.ask(Op.END, call, Calls.end(0));
                assertThat(Calls.awaitState(engine, call, Calls.DISCONNECTED)).isEqualTo(200);
            }
            sipp.expectSuccess();
        }
    }
}
