/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.pjsip.NativeEngine.Received;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls from the engine to itself: both ends are ours, on every transport. */
class CallTest {
    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    void aCallLivesThroughHoldUpdateAndInfo(String transport, @TempDir Path dir)
            throws IOException, InterruptedException {
        try (NativeEngine engine = new NativeEngine(config(transport, dir))) {
            String parameter = transport.equals("udp") ? "" : ";transport=" + transport;
            int port = Map.of("udp", engine.udp, "tcp", engine.tcp, "tls", engine.tls)
                    .get(transport);
            long caller = NativeEngine.newId();
            engine.ask(
                    Op.INVITE,
                    caller,
                    Calls.invite(
                            "<sip:127.0.0.1:" + port + ";lr" + parameter + ">",
                            "<sip:alice@127.0.0.1:" + port + parameter + ">",
                            Calls.audioAndChat(),
                            0,
                            0));
            long callee = accept(engine, transport, port, parameter);
            confirmed(engine, caller, callee);
            hold(engine, caller, callee);
            update(engine, caller, callee);
            info(engine, caller, callee);
            engine.ask(Op.END, caller, Calls.end(0));
            bothEnd(engine, caller, callee);
            assertThat(engine.status(Op.END, caller, Calls.end(0))).isEqualTo(PjsipBorder.NOT_FOUND);
            assertThat(engine.counters()).containsEntry("objects", 0L);
        }
    }

    private static NativeEngine.Config config(String transport, Path dir) throws IOException, InterruptedException {
        if (!transport.equals("tls")) {
            return NativeEngine.Config.plain();
        }
        TestCertificate own = TestCertificate.selfSigned(dir, "IP:127.0.0.1");
        return new NativeEngine.Config(0, 0, 0, own.certificate(), own.key(), own.certificate(), true, List.of());
    }

    private static long accept(NativeEngine engine, String transport, int port, String parameter) {
        Received invite = engine.await(Event.INVITE_RECEIVED);
        FieldReader fields = invite.fields();
        String raw = new String(fields.readBytes(), StandardCharsets.UTF_8);
        assertThat(raw)
                .startsWith("INVITE sip:bob@example.org SIP/2.0")
                .contains("X-Test: yes")
                .contains("User-Agent: test-agent");
        assertThat(fields.readText()).contains("m=audio 40000").contains("m=message 2855");
        assertThat(fields.readText()).isEqualTo(transport);
        assertThat(fields.readText()).startsWith("127.0.0.1:");
        assertThat(fields.readText()).startsWith("127.0.0.1:");
        assertThat(fields.readLong()).isZero();
        assertThat(fields.atEnd()).isTrue();
        assertThat(invite.id()).isNegative();
        engine.ask(Op.ANSWER, invite.id(), Calls.answer(180, null));
        FieldWriter ok = new FieldWriter().putInt(200).putText("Fine").putBytes(Calls.bytes(Calls.audioAndChat()));
        Calls.headers(ok, Map.of()).putText("<sip:bob@127.0.0.1:" + port + parameter + ">");
        engine.ask(Op.ANSWER, invite.id(), ok);
        return invite.id();
    }

    private static void confirmed(NativeEngine engine, long caller, long callee) {
        boolean[] done = new boolean[4];
        engine.await(
                r -> {
                    int side = r.id() == caller ? 0 : 1;
                    if (r.type() == Event.SDP_NEGOTIATED) {
                        assertThat(r.code()).isZero();
                        FieldReader f = r.fields();
                        assertThat(f.readText()).contains("m=message 2855 TCP/MSRP *");
                        assertThat(f.readText()).contains("m=message 2855 TCP/MSRP *");
                        done[side] = true;
                    }
                    done[2 + side] |= r.type() == Event.INVITE_STATE && r.code() == Calls.CONFIRMED;
                    return done[0] && done[1] && done[2] && done[3];
                },
                "both sides confirmed");
        assertThat(callee).isNegative();
    }

    private static void hold(NativeEngine engine, long caller, long callee) {
        engine.ask(Op.REINVITE, caller, Calls.offer(Calls.audioAndChat().replace("sendrecv", "sendonly")));
        Received offered = engine.await(Event.REINVITE_RECEIVED, callee);
        FieldReader fields = offered.fields();
        assertThat(fields.readText()).startsWith("INVITE ");
        assertThat(fields.readText()).contains("a=sendonly");
        engine.ask(Op.ANSWER, callee, Calls.answer(200, Calls.audioAndChat().replace("sendrecv", "recvonly")));
        Received result = engine.await(Event.REINVITE_RESULT, caller);
        assertThat(result.code()).isEqualTo(200);
        assertThat(result.fields().readText()).isEqualTo("INVITE");
    }

    private static void update(NativeEngine engine, long caller, long callee) {
        engine.ask(Op.UPDATE, caller, Calls.offer(Calls.audioAndChat()));
        Received update = engine.await(Event.UPDATE_RECEIVED, callee);
        assertThat(update.code()).isEqualTo(200);
        FieldReader fields = update.fields();
        assertThat(fields.readText()).startsWith("UPDATE ");
        assertThat(fields.readText()).contains("a=sendrecv");
        assertThat(fields.readText()).as("answer from the last description").contains("a=recvonly");
        Received result = engine.await(Event.REINVITE_RESULT, caller);
        assertThat(result.code()).isEqualTo(200);
        assertThat(result.fields().readText()).isEqualTo("UPDATE");
    }

    private static void info(NativeEngine engine, long caller, long callee) {
        long request = NativeEngine.newId();
        FieldWriter args = new FieldWriter().putLong(caller).putText("INFO");
        Calls.headers(args, Map.of("Info-Package", "x"))
                .putText("text/plain;charset=utf-8")
                .putBytes(Calls.bytes("hello"));
        engine.ask(Op.CALL_REQUEST, request, args);
        Received received = engine.await(Event.IN_DIALOG_REQUEST, callee);
        FieldReader fields = received.fields();
        long incoming = fields.readLong();
        assertThat(fields.readText())
                .startsWith("INFO ")
                .contains("text/plain;charset=utf-8")
                .endsWith("\r\n\r\nhello");
        engine.ask(Op.RESPOND, incoming, Calls.respond(202));
        Received response = engine.await(Event.RESPONSE, request);
        assertThat(response.code()).isEqualTo(202);
        assertThat(engine.status(Op.RESPOND, incoming, Calls.respond(200))).isEqualTo(PjsipBorder.NOT_FOUND);
    }

    private static void bothEnd(NativeEngine engine, long caller, long callee) {
        boolean[] ended = new boolean[2];
        engine.await(
                r -> {
                    if (r.type() == Event.INVITE_STATE && r.code() == Calls.DISCONNECTED) {
                        ended[r.id() == caller ? 0 : 1] = true;
                    }
                    return ended[0] && ended[1];
                },
                "both sides of " + caller + " and " + callee + " ended");
    }

    @Test
    void aRefusedCallEndsWithTheCodeAndTheRawAnswer() {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            long caller = call(engine, Calls.audio("sendrecv", 1));
            long callee = engine.await(Event.INVITE_RECEIVED).id();
            engine.ask(Op.END, callee, Calls.end(486));
            Received ended = engine.await(
                    r -> r.type() == Event.INVITE_STATE && r.id() == caller && r.code() == Calls.DISCONNECTED, "end");
            FieldReader fields = ended.fields();
            assertThat(fields.readInt()).isEqualTo(486);
            fields.readText();
            assertThat(fields.readText()).startsWith("SIP/2.0 486");
            assertThat(fields.readText()).isEqualTo("udp");
            assertThat(fields.readText()).isEqualTo("127.0.0.1:" + engine.udp);
        }
    }

    @Test
    void aCallThatIsCancelledEndsOnBothSides() {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            long caller = call(engine, Calls.audio("sendrecv", 1));
            long callee = engine.await(Event.INVITE_RECEIVED).id();
            engine.ask(Op.ANSWER, callee, Calls.answer(180, null));
            Calls.awaitState(engine, caller, Calls.EARLY);
            engine.ask(Op.END, caller, Calls.end(0));
            Received ended = engine.await(
                    r -> r.type() == Event.INVITE_STATE && r.id() == callee && r.code() == Calls.DISCONNECTED,
                    "callee");
            FieldReader fields = ended.fields();
            assertThat(fields.readInt()).isEqualTo(487);
            fields.readText();
            assertThat(fields.readText()).as("the CANCEL, for its Reason").startsWith("CANCEL ");
            assertThat(Calls.awaitState(engine, caller, Calls.DISCONNECTED)).isEqualTo(487);
        }
    }

    @Test
    void aCallThatNobodyAnswersEndsWith408() {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            long caller = NativeEngine.newId();
            engine.ask(Op.INVITE, caller, invite(engine, Calls.audio("sendrecv", 1), 1));
            long callee = engine.await(Event.INVITE_RECEIVED).id();
            engine.ask(Op.ANSWER, callee, Calls.answer(180, null));
            assertThat(Calls.awaitState(engine, caller, Calls.DISCONNECTED)).isEqualTo(408);
        }
    }

    @Test
    void aCallWithoutOfferIsOfferedByThePeerAndAnsweredInTheAck() {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            long caller = NativeEngine.newId();
            engine.ask(Op.INVITE, caller, invite(engine, null, 0));
            Received invite = engine.await(Event.INVITE_RECEIVED);
            FieldReader fields = invite.fields();
            fields.readBytes();
            assertThat(fields.readOptionalText()).isNull();
            assertThat(engine.status(Op.ANSWER, invite.id(), Calls.answer(200, null)))
                    .as("a 200 has to offer")
                    .isEqualTo(PjsipBorder.INVALID_OPERATION);
            engine.ask(Op.ANSWER, invite.id(), Calls.answer(200, Calls.audio("sendrecv", 7)));
            assertThat(engine.await(Event.OFFER_REQUIRED, caller).fields().readText())
                    .contains("m=audio 40000");
            engine.ask(Op.ANSWER, caller, Calls.answer(200, Calls.audio("sendrecv", 8)));
            assertThat(Calls.awaitState(engine, caller, Calls.CONFIRMED)).isEqualTo(200);
            assertThat(engine.await(Event.SDP_NEGOTIATED, invite.id()).code()).isZero();
            engine.ask(Op.END, caller, Calls.end(0));
        }
    }

    @Test
    void aReinviteThatIsRefusedLeavesTheCallUp() {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            long caller = call(engine, Calls.audio("sendrecv", 1));
            long callee = engine.await(Event.INVITE_RECEIVED).id();
            engine.ask(Op.ANSWER, callee, Calls.answer(200, Calls.audio("sendrecv", 1)));
            Calls.awaitState(engine, callee, Calls.CONFIRMED);
            for (int code : new int[] {488, 491}) {
                engine.ask(Op.REINVITE, caller, Calls.offer(Calls.audio("inactive", 2)));
                assertThat(engine.status(Op.REINVITE, caller, Calls.offer(Calls.audio("inactive", 2))))
                        .isEqualTo(PjsipBorder.INVALID_OPERATION);
                engine.await(Event.REINVITE_RECEIVED, callee);
                engine.ask(Op.ANSWER, callee, Calls.answer(code, null));
                assertThat(engine.await(Event.REINVITE_RESULT, caller).code()).isEqualTo(code);
            }
            engine.ask(Op.REINVITE, caller, Calls.offer(null));
            FieldReader offerless =
                    engine.await(Event.REINVITE_RECEIVED, callee).fields();
            offerless.readBytes();
            assertThat(offerless.readOptionalText()).isNull();
            engine.ask(Op.ANSWER, callee, Calls.answer(200, Calls.audio("sendrecv", 3)));
            engine.await(Event.OFFER_REQUIRED, caller);
            engine.ask(Op.ANSWER, caller, Calls.answer(200, Calls.audio("sendrecv", 3)));
            assertThat(engine.await(Event.SDP_NEGOTIATED, callee).code()).isZero();
            engine.ask(Op.REINVITE, caller, Calls.offer(Calls.audio("inactive", 4)));
            engine.await(Event.REINVITE_RECEIVED, callee);
            engine.ask(Op.CANCEL_REINVITE, caller, new FieldWriter());
            assertThat(engine.await(Event.REINVITE_RESULT, caller).code()).isEqualTo(487);
            engine.ask(Op.END, callee, Calls.end(0));
            assertThat(Calls.awaitState(engine, caller, Calls.DISCONNECTED)).isEqualTo(200);
        }
    }

    @Test
    void anEarlyAnswerIsMadeReliableAndTheSessionIsTimed() {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            long caller = NativeEngine.newId();
            String contact = "<sip:alice@127.0.0.1:" + engine.udp + ">";
            engine.ask(
                    Op.INVITE,
                    caller,
                    Calls.invite("<sip:127.0.0.1:" + engine.udp + ";lr>", contact, Calls.audio("sendrecv", 1), 0, 3));
            Received invite =
                    engine.await(r -> r.type() == Event.INVITE_RECEIVED || r.id() < 0, "the callee's first event");
            assertThat(invite.type())
                    .as("nothing of a call comes before the call")
                    .isEqualTo(Event.INVITE_RECEIVED);
            assertThat(invite.fields().readText()).contains("Require: 100rel").contains("Session-Expires: 1800");
            engine.ask(Op.SET_TRACE, 0, new FieldWriter().putFlag(true));
            engine.ask(Op.ANSWER, invite.id(), Calls.answer(183, Calls.audio("sendrecv", 5)));
            assertThat(engine.await(Event.SDP_NEGOTIATED, caller).code()).isZero();
            engine.await(r -> r.type() == Event.TRACE && r.toString().contains("PRACK sip:"), "PRACK");
            engine.ask(Op.ANSWER, invite.id(), Calls.answer(200, Calls.audio("sendrecv", 5)));
            Received ok = engine.await(
                    r -> r.type() == Event.TRACE
                            && r.toString().contains("CSeq")
                            && r.toString().contains("INVITE\r\n")
                            && r.toString().contains("SIP/2.0 200"),
                    "200");
            assertThat(ok.toString()).contains("Session-Expires: 1800");
            assertThat(Calls.awaitState(engine, caller, Calls.CONFIRMED)).isEqualTo(200);
            engine.ask(Op.END, caller, Calls.end(0));
            assertThat(Calls.awaitState(engine, caller, Calls.DISCONNECTED)).isEqualTo(200);
        }
    }

    @Test
    void payloadNumbersThatWouldCorruptMemoryAreRefused() {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            String large = Calls.audio("sendrecv", 1) + "a=rtpmap:99999 X/8000\r\n";
            String many = Calls.audio("sendrecv", 1) + "a=rtpmap:97 X/8000\r\n".repeat(33);
            for (String evil : List.of(large, many)) {
                assertThat(engine.status(Op.INVITE, NativeEngine.newId(), invite(engine, evil, 0)))
                        .isEqualTo(220033);
            }
            assertThat(engine.counters()).containsEntry("objects", 0L).containsEntry("dialogs", 0L);
        }
    }

    static FieldWriter invite(NativeEngine engine, String sdp, int seconds) {
        return Calls.invite(
                "<sip:127.0.0.1:" + engine.udp + ";lr>", "<sip:alice@127.0.0.1:" + engine.udp + ">", sdp, seconds, 0);
    }

    static long call(NativeEngine engine, String sdp) {
        long id = NativeEngine.newId();
        engine.ask(Op.INVITE, id, invite(engine, sdp, 0));
        return id;
    }
}
