/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls with another implementation, sipp, and its own scenarios. */
class SippTest {
    private static final int CALLS = 200;

    @ParameterizedTest
    @CsvSource({"udp,u1", "tcp,t1"})
    void answersSippsCalls(String transport, String mode, @TempDir Path dir) throws IOException, InterruptedException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            int port = transport.equals("udp") ? engine.udp : engine.tcp;
            Process sipp = sipp(dir, "-sn", "uac", "-t", mode, "-m", "" + CALLS, "-r", "100", "127.0.0.1:" + port);
            for (int i = 0; i < CALLS; i++) {
                long call = engine.await(Event.INVITE_RECEIVED).id();
                engine.ask(Op.ANSWER, call, Calls.answer(180, null));
                engine.ask(Op.ANSWER, call, Calls.answer(200, Calls.audio("sendrecv", 1)));
            }
            succeeded(sipp);
            assertThat(engine.counters()).containsEntry("objects", 0L).containsEntry("events-lost", 0L);
        }
    }

    @Test
    void callsSipp(@TempDir Path dir) throws IOException, InterruptedException {
        int port;
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            Process sipp = sipp(dir, "-sn", "uas", "-p", "" + port, "-m", "" + CALLS);
            String contact = "<sip:alice@127.0.0.1:" + engine.udp + ">";
            for (int i = 0; i < CALLS; i++) {
                long call = NativeEngine.newId();
                String route = "<sip:127.0.0.1:" + port + ";lr>";
                engine.ask(Op.INVITE, call, Calls.invite(route, contact, Calls.audio("sendrecv", 1), 0, 0));
                assertThat(Calls.awaitState(engine, call, Calls.CONFIRMED)).isEqualTo(200);
                engine.ask(Op.END, call, Calls.end(0));
                assertThat(Calls.awaitState(engine, call, Calls.DISCONNECTED)).isEqualTo(200);
            }
            succeeded(sipp);
        }
    }

    private static Process sipp(Path dir, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of("sipp", "-i", "127.0.0.1", "-nostdin", "-timeout", "60"));
        command.addAll(List.of(args));
        try {
            return new ProcessBuilder(command)
                    .directory(dir.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("sipp.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError("sipp is needed for this test: apt-get install sip-tester", e);
        }
    }

    private static void succeeded(Process sipp) throws InterruptedException {
        boolean ended = sipp.waitFor(NativeEngine.WAIT_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            sipp.destroyForcibly();
        }
        assertThat(ended).as("sipp ended").isTrue();
        assertThat(sipp.exitValue())
                .as("sipp's count of failed calls is no zero")
                .isZero();
    }
}
