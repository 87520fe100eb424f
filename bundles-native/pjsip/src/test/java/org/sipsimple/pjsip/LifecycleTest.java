/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LifecycleTest {
    @Test
    void linksAPjsipWithoutTheKnownHolesOfOlderOnes() {
        String[] words = PjsipBorder.version().split(" ");
        String[] number = words[0].split("\\.");
        assertThat(Integer.parseInt(number[0]) * 1000 + Integer.parseInt(number[1]))
                .isGreaterThanOrEqualTo(2017);
        assertThat(words).contains("tls=1", "ipv6=1", "transactions=16383", "dialogs=16383");
    }

    @Test
    void startsThirtyTimesInOneProcess() {
        for (int i = 0; i < 30; i++) {
            try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
                assertThat(engine.udp).isPositive();
                assertThat(engine.tcp).isPositive();
                assertThat(engine.counters()).containsEntry("objects", 0L).containsEntry("events-lost", 0L);
            }
        }
    }

    @Test
    void namesTheTransportAndPortThatAreTaken() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            NativeEngine.Config config =
                    new NativeEngine.Config(taken.getLocalPort(), -1, -1, null, null, null, false, List.of());
            FieldReader answer = new FieldReader(PjsipBorder.start(config.toBytes(), (id, type, code, payload) -> {}));
            assertThat(answer.readInt()).isNotZero();
            assertThat(answer.readText()).isEqualTo("udp 127.0.0.1:" + taken.getLocalPort());
            assertThat(answer.readText()).contains("in use");
        }
        assertThat(PjsipBorder.stop()).as("nothing runs after a failed start").isEqualTo(PjsipBorder.INVALID_OPERATION);
    }

    @Test
    void namesAllAddressesWhenThePortIsTakenAtOneOfThem() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getByName("::1"))) {
            int port = taken.getLocalPort();
            NativeEngine.Config config =
                    new NativeEngine.Config(port, -1, -1, null, null, null, false, List.of()).at("127.0.0.1", "::1");
            FieldReader answer = new FieldReader(PjsipBorder.start(config.toBytes(), (id, type, code, payload) -> {}));
            assertThat(answer.readInt()).isNotZero();
            assertThat(answer.readText()).isEqualTo("udp 127.0.0.1:" + port + " [::1]:" + port);
        }
    }

    @Test
    void listensAtOneAddressOfEachFamily() {
        assertThat(startAt()).isNotZero();
        assertThat(startAt("127.0.0.1", "127.0.0.2")).isNotZero();
        assertThat(startAt("::1", "localhost")).isNotZero();
    }

    private static int startAt(String... addresses) {
        byte[] config = NativeEngine.Config.plain().at(addresses).toBytes();
        return new FieldReader(PjsipBorder.start(config, (id, type, code, payload) -> {})).readInt();
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, ::", "127.0.0.1, ::1", "::1, 127.0.0.1"})
    void listensAtTheSamePortInBothFamilies(String first, String second) {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain().at(first, second))) {
            assertThat(listeners(engine))
                    .containsExactlyInAnyOrder(
                            "udp " + first + " " + engine.udp,
                            "udp " + second + " " + engine.udp,
                            "tcp " + first + " " + engine.tcp,
                            "tcp " + second + " " + engine.tcp);
            for (String host : List.of("127.0.0.1", "[::1]")) {
                for (String way : List.of(":" + engine.udp, ":" + engine.tcp + ";transport=tcp")) {
                    long id = NativeEngine.newId();
                    engine.ask(Op.REQUEST, id, Calls.request("OPTIONS", "<sip:" + host + way + ";lr>", null, 0));
                    assertThat(engine.await(Event.RESPONSE, id).code()).isEqualTo(200);
                }
            }
            FieldWriter again = new FieldWriter()
                    .putText("udp")
                    .putTexts(List.of(first, second))
                    .putInt(engine.udp);
            assertThat(engine.ask(Op.START_TRANSPORT, 0, again).readInt()).isEqualTo(engine.udp);
            engine.ask(Op.STOP_TRANSPORT, 0, new FieldWriter().putText("tcp"));
            assertThat(listeners(engine))
                    .containsExactlyInAnyOrder("udp " + first + " " + engine.udp, "udp " + second + " " + engine.udp);
        }
    }

    private static List<String> listeners(NativeEngine engine) {
        return engine.ask(Op.LIST_TRANSPORTS, 0, new FieldWriter())
                .readList(entry -> entry.readText() + " " + entry.readText() + " " + entry.readInt());
    }

    @Test
    void refusesASecondStartAndLeavesTheFirstAlone() {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            byte[] second = PjsipBorder.start(NativeEngine.Config.plain().toBytes(), (id, type, code, payload) -> {});
            assertThat(new FieldReader(second).readInt()).isEqualTo(PjsipBorder.EXISTS);
            assertThat(engine.counters()).isNotEmpty();
        }
    }

    @Test
    void refusesCommandsWhenItDoesNotRun() {
        assertThat(PjsipBorder.post(Op.TRIM, 0, NativeEngine.none())).isEqualTo(PjsipBorder.INVALID_OPERATION);
        assertThat(new FieldReader(PjsipBorder.call(Op.TRIM, 0, NativeEngine.none())).readInt())
                .isEqualTo(PjsipBorder.INVALID_OPERATION);
        assertThat(PjsipBorder.stop()).isEqualTo(PjsipBorder.INVALID_OPERATION);
    }

    @Test
    void describesStatusesOfEachLibrary() {
        assertThat(PjsipBorder.describe(PjsipBorder.NOT_FOUND)).containsIgnoringCase("not found");
        assertThat(PjsipBorder.describe(171039)).containsIgnoringCase("URI");
        assertThat(PjsipBorder.describe(220033)).containsIgnoringCase("payload");
        assertThat(PjsipBorder.describe(-1)).isNotEmpty();
    }

    @Test
    void restartsAListenerOnItsOwnPort() {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            for (String transport : List.of("udp", "tcp")) {
                int port = transport.equals("udp") ? engine.udp : engine.tcp;
                FieldWriter args = new FieldWriter()
                        .putText(transport)
                        .putTexts(List.of("127.0.0.1"))
                        .putInt(port);
                assertThat(engine.ask(Op.START_TRANSPORT, 0, args).readInt()).isEqualTo(port);
                engine.ask(Op.STOP_TRANSPORT, 0, new FieldWriter().putText(transport));
                assertThat(engine.status(Op.STOP_TRANSPORT, 0, new FieldWriter().putText(transport)))
                        .isEqualTo(PjsipBorder.NOT_FOUND);
            }
            assertThat(engine.ask(Op.LIST_TRANSPORTS, 0, new FieldWriter()).readInt())
                    .isZero();
        }
    }
}
