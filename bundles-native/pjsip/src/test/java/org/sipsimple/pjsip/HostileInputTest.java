/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever Java or the network hands down, the worker answers afterwards and nothing is left behind. */
class HostileInputTest {
    @Test
    void randomArgumentsAreAStatusForEveryCommand() throws IllegalAccessException {
        Random random = new Random(4475);
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            List<Integer> ops = ops();
            assertThat(ops).hasSizeGreaterThan(20);
            for (int op : ops) {
                for (int i = 0; i < 300; i++) {
                    byte[] args = new byte[random.nextInt(64)];
                    random.nextBytes(args);
                    if (i % 3 == 0) {
                        java.util.Arrays.fill(args, 0, args.length / 2, (byte) 0); // small lengths get further
                    }
                    int status = new FieldReader(PjsipBorder.call(op, random.nextInt(8) - 4, args)).readInt();
                    assertThat(PjsipBorder.describe(status)).isNotEmpty();
                }
            }
            assertThat(engine.ask(Op.LIST_TRANSPORTS, 0, new FieldWriter()).readInt())
                    .isNotNegative();
        }
    }

    @Test
    void wellFormedNonsenseIsAStatusToo() {
        Random random = new Random(3261);
        String[] texts = {
            "",
            "x",
            "<sip:",
            "sip:a@b",
            "<sip:a@127.0.0.1>",
            "\"",
            "<sip:a@[::1",
            "sip:" + "y".repeat(3000),
            "é\t;=,",
            ";;;",
            "<tel:+1>"
        };
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            for (int i = 0; i < 3000; i++) {
                String[] t = new String[7];
                for (int k = 0; k < t.length; k++) {
                    t[k] = texts[random.nextInt(texts.length)];
                }
                FieldWriter args = new FieldWriter();
                if (random.nextBoolean()) {
                    args.putText(t[0])
                            .putText(t[1])
                            .putText(t[2])
                            .putText(t[3])
                            .putTexts(List.of(t[4]))
                            .putText(t[5]);
                    args.putBytes(Calls.bytes(random.nextBoolean() ? t[6] : Calls.audio(t[6], 1)));
                    Calls.headers(args, Map.of("X", t[1]))
                            .putInt(0)
                            .putInt(0)
                            .putInt(random.nextInt(4))
                            .putInt(90);
                    engine.status(Op.INVITE, NativeEngine.newId(), args);
                } else {
                    args.putText("OPTIONS")
                            .putText(t[0])
                            .putText(t[1])
                            .putText(t[2])
                            .putText(t[3])
                            .putTexts(List.of(t[4]))
                            .putText(t[5]);
                    args.putInt(-1);
                    Calls.headers(args, Map.of("X", t[6]))
                            .putText(t[0])
                            .putBytes(Calls.bytes(t[1]))
                            .putInt(0)
                            .putInt(1);
                    engine.status(Op.REQUEST, NativeEngine.newId(), args);
                }
            }
            answersOptions(engine);
        }
    }

    @Test
    void lineBreaksInTextAreRefusedBeforeTheyReachAMessage() {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            for (String evil : List.of("a\r\nb", "a\nb", "a\u0000b")) {
                FieldWriter end = Calls.headers(new FieldWriter().putInt(0).putText(null), Map.of("Reason", evil));
                assertThat(PjsipBorder.post(Op.END, 1, end.toBytes())).isEqualTo(PjsipBorder.INVALID_ARGUMENT);
            }
            for (String reserved : List.of("Via", "call-id", "Content-Length", "l", "No Token", "")) {
                FieldWriter args = CallTest.invite(engine, Calls.audio("sendrecv", 1), 0);
                FieldWriter request = new FieldWriter()
                        .putText("OPTIONS")
                        .putText("sip:a@127.0.0.1")
                        .putText("<sip:a@b>")
                        .putText("<sip:a@b>")
                        .putText(null)
                        .putInt(0)
                        .putText(null)
                        .putInt(-1);
                Calls.headers(request, Map.of(reserved, "x"))
                        .putText(null)
                        .putBytes(null)
                        .putInt(0)
                        .putInt(0);
                assertThat(engine.status(Op.REQUEST, NativeEngine.newId(), request))
                        .as(reserved)
                        .isEqualTo(PjsipBorder.INVALID_ARGUMENT);
                assertThat(args.toBytes()).isNotEmpty();
            }
        }
    }

    @Test
    void commandsForUnknownOrOtherObjectsAreRefused() {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            long call = CallTest.call(engine, Calls.audio("sendrecv", 1));
            assertThat(engine.status(Op.ABORT_REQUEST, call, new FieldWriter()))
                    .as("another kind")
                    .isEqualTo(PjsipBorder.NOT_FOUND);
            assertThat(engine.status(Op.INVITE, call, CallTest.invite(engine, null, 0)))
                    .as("in use")
                    .isEqualTo(PjsipBorder.EXISTS);
            assertThat(engine.status(Op.INVITE, -5, CallTest.invite(engine, null, 0)))
                    .isEqualTo(PjsipBorder.INVALID_ARGUMENT);
            assertThat(PjsipBorder.post(Op.END, Long.MAX_VALUE, Calls.end(0).toBytes()))
                    .isZero();
            NativeEngine.Received failed = engine.await(Event.COMMAND_FAILED, Long.MAX_VALUE);
            assertThat(failed.code()).isEqualTo(PjsipBorder.NOT_FOUND);
            assertThat(failed.fields().readInt()).isEqualTo(Op.END);
        }
    }

    @Test
    void everyTortureMessageIsSurvived() throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(getClass().getResource("/rfc4475")).toURI());
        List<Path> messages;
        try (Stream<Path> files = Files.list(folder)) {
            messages = files.sorted().toList();
        }
        assertThat(messages).hasSizeGreaterThan(40);
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                SipPeer peer = new SipPeer()) {
            for (Path message : messages) {
                peer.send(Files.readAllBytes(message), engine.udpAddress());
            }
            answersOptions(engine);
        }
    }

    @Test
    void mutatedMessagesAreSurvived() throws IOException {
        Random random = new Random(42);
        byte[] noise = "\r\n;<\",:%00\0=zzzzzzzzzz9999999999".getBytes(StandardCharsets.ISO_8859_1);
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                SipPeer peer = new SipPeer()) {
            String[] methods = {
                "INVITE", "MESSAGE", "OPTIONS", "ACK", "BYE", "CANCEL", "UPDATE", "PRACK", "SUBSCRIBE", "FOO"
            };
            for (int i = 0; i < 5_000; i++) {
                byte[] message = PeerTest.rawRequest(
                        methods[random.nextInt(methods.length)],
                        peer,
                        engine,
                        "m" + i % 200,
                        "",
                        random.nextBoolean() ? Calls.audioAndChat() : "");
                for (int k = random.nextInt(6); k > 0; k--) {
                    message[random.nextInt(message.length)] = noise[random.nextInt(noise.length)];
                }
                peer.send(message, engine.udpAddress());
                if (i % 250 == 0) {
                    answersOptions(engine); // paces the sender to the worker
                }
            }
            answersOptions(engine);
        }
    }

    /** The worker still serves the network: a request of ours to ourselves comes back. */
    private static void answersOptions(NativeEngine engine) {
        long id = NativeEngine.newId();
        engine.ask(Op.REQUEST, id, Calls.request("OPTIONS", "<sip:127.0.0.1:" + engine.udp + ";lr>", null, 0));
        assertThat(engine.await(Event.RESPONSE, id).code()).isEqualTo(200);
    }

    private static List<Integer> ops() throws IllegalAccessException {
        List<Integer> ops = new ArrayList<>();
        for (Field field : Op.class.getFields()) {
            ops.add(field.getInt(null));
        }
        ops.add(0);
        ops.add(-1);
        ops.add(0x0FFF);
        return ops;
    }
}
