/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sipsimple.pjsip.NativeEngine.Received;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls and requests to a peer that follows a script: races, forks, challenges and silence. */
class PeerTest {
    private static final String SDP = Calls.audio("sendrecv", 9);

    @Test
    void a200ThatCrossesOurCancelIsEndedByBye() throws IOException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                SipPeer peer = new SipPeer()) {
            long id = call(engine, peer);
            SipPeer.Message invite = peer.expect("INVITE");
            peer.answer(invite, "180 Ringing", "t", "", "");
            Calls.awaitState(engine, id, Calls.EARLY);
            engine.ask(Op.END, id, Calls.end(0));
            SipPeer.Message cancel = peer.expect("CANCEL");
            peer.answer(cancel, "200 OK", "t", "", "");
            peer.answer(invite, "200 OK", "t", "", SDP);
            peer.expect("ACK");
            peer.answer(peer.expect("BYE"), "200 OK", "t", "", "");
            assertThat(Calls.awaitState(engine, id, Calls.DISCONNECTED)).isEqualTo(487);
        }
    }

    @Test
    void aCancelThatCannotGoOutIsGivenUp() throws IOException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                SipPeer peer = new SipPeer()) {
            long id = call(engine, peer);
            peer.expect("INVITE");
            engine.ask(Op.END, id, Calls.end(0));
            assertThat(Calls.awaitState(engine, id, Calls.DISCONNECTED)).isEqualTo(487);
            assertThat(engine.counters()).containsEntry("objects", 0L);
        }
    }

    @Test
    void aCancelWaitsForTheFirstProvisionalAnswer() throws IOException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                SipPeer peer = new SipPeer()) {
            long id = call(engine, peer);
            SipPeer.Message invite = peer.expect("INVITE");
            engine.ask(Op.END, id, Calls.end(0));
            peer.answer(invite, "100 Trying", "", "", "");
            peer.answer(peer.expect("CANCEL"), "200 OK", "t", "", "");
            peer.answer(invite, "487 Request Terminated", "t", "", "");
            peer.expect("ACK");
            assertThat(Calls.awaitState(engine, id, Calls.DISCONNECTED)).isEqualTo(487);
        }
    }

    @Test
    void theSecondPhoneThatIsPickedUpIsHungUp() throws IOException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                SipPeer peer = new SipPeer()) {
            long id = call(engine, peer);
            SipPeer.Message invite = peer.expect("INVITE");
            peer.answer(invite, "180 Ringing", "a", "", "");
            peer.answer(invite, "180 Ringing", "b", "", "");
            peer.answer(invite, "200 OK", "b", "", SDP);
            assertThat(peer.expect("ACK").header("To")).endsWith("tag=b");
            Calls.awaitState(engine, id, Calls.CONFIRMED);
            peer.answer(invite, "200 OK", "a", "", SDP);
            assertThat(peer.expect("ACK").header("To")).endsWith("tag=a");
            SipPeer.Message bye = peer.expect("BYE");
            assertThat(bye.header("To")).endsWith("tag=a");
            peer.answer(bye, "200 OK", "a", "", "");
            engine.ask(Op.END, id, Calls.end(0));
            bye = peer.expect("BYE");
            assertThat(bye.header("To")).endsWith("tag=b");
            peer.answer(bye, "200 OK", "b", "", "");
            assertThat(Calls.awaitState(engine, id, Calls.DISCONNECTED)).isEqualTo(200);
        }
    }

    @Test
    void aRedirectionEndsTheCallAndIsHandedUp() throws IOException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                SipPeer peer = new SipPeer()) {
            long id = call(engine, peer);
            peer.answer(peer.expect("INVITE"), "302 Moved Temporarily", "t", "", "");
            Received end = engine.await(
                    r -> r.type() == Event.INVITE_STATE && r.id() == id && r.code() == Calls.DISCONNECTED, "end");
            FieldReader fields = end.fields();
            assertThat(fields.readInt()).isEqualTo(302);
            fields.readText();
            assertThat(fields.readText())
                    .startsWith("SIP/2.0 302")
                    .contains("Contact: <sip:peer@127.0.0.1:" + peer.port());
        }
    }

    @Test
    void anAnswerOfNoUseEndsTheCall() throws IOException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                SipPeer peer = new SipPeer()) {
            long id = call(engine, peer);
            peer.answer(peer.expect("INVITE"), "200 OK", "t", "", SDP.replace("RTP/AVP", "TCP/OTHER"));
            peer.expect("ACK");
            peer.answer(peer.expect("BYE"), "200 OK", "t", "", "");
            assertThat(engine.await(Event.SDP_NEGOTIATED, id).code()).isNotZero();
            assertThat(Calls.awaitState(engine, id, Calls.DISCONNECTED)).isEqualTo(488);
        }
    }

    @Test
    void aMissingAckIsToldBeforeTheCallEnds() throws IOException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                SipPeer peer = new SipPeer()) {
            engine.ask(
                    Op.SET_SIP_TIMERS,
                    0,
                    new FieldWriter().putInt(10).putInt(40).putInt(50));
            peer.send(rawRequest("INVITE", peer, engine, "no-ack", "", SDP), engine.udpAddress());
            long id = engine.await(Event.INVITE_RECEIVED).id();
            engine.ask(Op.ANSWER, id, Calls.answer(200, SDP));
            assertThat(engine.await(Event.ACK_MISSING, id).code()).isEqualTo(408);
            peer.expect("BYE");
            assertThat(Calls.awaitState(engine, id, Calls.DISCONNECTED)).isEqualTo(408);
        }
    }

    @Test
    void aRefusalNamesItsReason() throws IOException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                SipPeer peer = new SipPeer()) {
            engine.ask(Op.SET_LOG_LEVEL, 0, new FieldWriter().putInt(4));
            String invite =
                    new String(rawRequest("INVITE", peer, engine, "no-way-back", "", SDP), StandardCharsets.ISO_8859_1);
            String unreachable = invite.replaceFirst("Contact: <[^>]*>", "Contact: <tel:+123>");
            peer.send(unreachable.getBytes(StandardCharsets.ISO_8859_1), engine.udpAddress());
            SipPeer.Message refusal = peer.receive();
            assertThat(refusal.startLine()).isEqualTo("SIP/2.0 400 Bad Request");
            assertThat(refusal.header("Warning")).startsWith("399 ").contains("Bad Request");
            Received log = engine.await(
                    r -> r.type() == Event.LOG && r.fields().readText().contains("refused with 400"), "the reason");
            assertThat(log.fields().readText()).contains("INVITE from 127.0.0.1:" + peer.port(), "no-way-back");
        }
    }

    @ParameterizedTest
    @CsvSource({"MD5,401", "MD5,407", "SHA-256,401"})
    void challengesAreAnswered(String algorithm, int code) throws IOException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                SipPeer peer = new SipPeer()) {
            long id = NativeEngine.newId();
            engine.ask(Op.REQUEST, id, Calls.request("MESSAGE", peer.route(), "hello", 0, "alice", "secret"));
            String name = code == 401 ? "Authorization" : "Proxy-Authorization";
            String challenge = code == 401 ? "WWW-Authenticate" : "Proxy-Authenticate";
            int first = 0;
            for (String nonce : List.of("first", "second")) {
                String stale = nonce.equals("second") ? ", stale=true" : "";
                SipPeer.Message challenged = peer.expect("MESSAGE");
                first = first == 0 ? Integer.parseInt(challenged.header("CSeq").split(" ")[0]) : first;
                peer.answer(
                        challenged,
                        code + " Who are you",
                        "t",
                        challenge + ": Digest realm=\"r\", nonce=\"" + nonce + "\", algorithm=" + algorithm
                                + ", qop=\"auth\"" + stale + "\r\n",
                        "");
            }
            SipPeer.Message message = peer.expect("MESSAGE");
            assertThat(message.body()).isEqualTo("hello");
            assertThat(Integer.parseInt(message.header("CSeq").split(" ")[0]))
                    .as("a repeat is a new request")
                    .isEqualTo(first + 2);
            String credentials = message.header(name);
            assertThat(credentials).contains("nonce=\"second\"");
            assertThat(parameter(credentials, "response"))
                    .isEqualTo(digest(algorithm, credentials, "MESSAGE", "secret"));
            peer.answer(message, "202 Accepted", "t", "", "");
            assertThat(engine.await(r -> r.type() == Event.RESPONSE && r.id() == id && r.code() >= 200, "response")
                            .code())
                    .isEqualTo(202);
        }
    }

    @Test
    void wrongCredentialsEndWithTheChallengeItself() throws IOException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                SipPeer peer = new SipPeer()) {
            long id = NativeEngine.newId();
            engine.ask(Op.REQUEST, id, Calls.request("REGISTER", peer.route(), null, 0, "alice", "wrong"));
            for (int i = 0; i < 2; i++) {
                peer.answer(
                        peer.expect("REGISTER"),
                        "401 No",
                        "t",
                        "WWW-Authenticate: Digest realm=\"r\", nonce=\"same\"\r\n",
                        "");
            }
            Received response = engine.await(Event.RESPONSE, id);
            assertThat(response.code()).isEqualTo(401);
            FieldReader fields = response.fields();
            assertThat(fields.readFlag()).isTrue();
            fields.readText();
            assertThat(fields.readText()).startsWith("SIP/2.0 401").doesNotContain("wrong");
        }
    }

    @Test
    void aRequestThatNobodyAnswersTimesOut() throws IOException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                SipPeer peer = new SipPeer()) {
            long id = NativeEngine.newId();
            engine.ask(Op.REQUEST, id, Calls.request("OPTIONS", peer.route(), null, 50));
            Received response = engine.await(Event.RESPONSE, id);
            assertThat(response.code()).isEqualTo(408);
            FieldReader fields = response.fields();
            assertThat(fields.readFlag()).isTrue();
            fields.readText();
            assertThat(fields.readOptionalText()).isNull();
            long aborted = NativeEngine.newId();
            engine.ask(Op.REQUEST, aborted, Calls.request("OPTIONS", peer.route(), null, 0));
            engine.ask(Op.ABORT_REQUEST, aborted, new FieldWriter());
            assertThat(engine.await(Event.RESPONSE, aborted).code()).isEqualTo(487);
            assertThat(engine.counters()).containsEntry("objects", 0L);
        }
    }

    @Test
    void aChallengedRequestInADialogIsSentAgain() throws IOException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                SipPeer peer = new SipPeer()) {
            long id = NativeEngine.newId();
            String contact = "<sip:alice@127.0.0.1:" + engine.udp + ">";
            engine.ask(Op.INVITE, id, Calls.invite(peer.route(), contact, SDP, 0, 0, "alice", "secret"));
            peer.answer(peer.expect("INVITE"), "200 OK", "t", "", SDP);
            Calls.awaitState(engine, id, Calls.CONFIRMED);
            long info = NativeEngine.newId();
            FieldWriter args = new FieldWriter().putLong(id).putText("INFO");
            Calls.headers(args, java.util.Map.of()).putText(null).putBytes(null);
            engine.ask(Op.CALL_REQUEST, info, args);
            peer.answer(
                    peer.expect("INFO"), "407 No", "t", "Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\"\r\n", "");
            SipPeer.Message again = peer.expect("INFO");
            assertThat(again.header("Proxy-Authorization")).contains("username=\"alice\"");
            peer.answer(again, "200 OK", "t", "", "");
            assertThat(engine.await(Event.RESPONSE, info).code()).isEqualTo(200);
            engine.ask(Op.END, id, Calls.end(0));
            peer.answer(peer.expect("BYE"), "200 OK", "t", "", "");
            Calls.awaitState(engine, id, Calls.DISCONNECTED);
            assertThat(engine.counters()).containsEntry("objects", 0L);
        }
    }

    @Test
    void requestsGetTheAnswerThatTheirMethodDeserves() throws IOException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                SipPeer peer = new SipPeer()) {
            peer.send(rawRequest("OPTIONS", peer, engine, "o", "", ""), engine.udpAddress());
            assertThat(peer.receive().startLine()).isEqualTo("SIP/2.0 200 OK");
            peer.send(rawRequest("PUBLISH", peer, engine, "p", "", ""), engine.udpAddress());
            SipPeer.Message refused = peer.receive();
            assertThat(refused.startLine()).startsWith("SIP/2.0 405");
            assertThat(refused.header("Allow")).contains("INVITE").contains("MESSAGE");
            peer.send(rawRequest("MESSAGE", peer, engine, "m", "", ""), engine.udpAddress());
            Received message = engine.await(Event.REQUEST_RECEIVED);
            assertThat(message.fields().readText()).startsWith("MESSAGE sip:us@");
            FieldWriter answer = new FieldWriter().putInt(299).putText("As you like");
            Calls.headers(answer, java.util.Map.of("X-Answer", "42"))
                    .putText("text/plain")
                    .putBytes(Calls.bytes("body"));
            engine.ask(Op.RESPOND, message.id(), answer);
            SipPeer.Message answered = peer.receive();
            assertThat(answered.startLine()).isEqualTo("SIP/2.0 299 As you like");
            assertThat(answered.header("X-Answer")).isEqualTo("42");
            assertThat(answered.body()).isEqualTo("body");
        }
    }

    @Test
    void anAnswerThatCouldNotBeMadeLeavesNothingInTheNextOne() throws IOException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                SipPeer peer = new SipPeer()) {
            peer.send(rawRequest("MESSAGE", peer, engine, "m", "", ""), engine.udpAddress());
            Received message = engine.await(Event.REQUEST_RECEIVED);
            FieldWriter bodyWithoutType = new FieldWriter().putInt(603).putText("No");
            Calls.headers(bodyWithoutType, java.util.Map.of("X-First", "1"))
                    .putText(null)
                    .putBytes(Calls.bytes("body"));
            assertThat(engine.status(Op.RESPOND, message.id(), bodyWithoutType)).isNotZero();
            FieldWriter answer = new FieldWriter().putInt(202).putText(null);
            Calls.headers(answer, java.util.Map.of("X-Second", "2"))
                    .putText(null)
                    .putBytes(null);
            engine.ask(Op.RESPOND, message.id(), answer);
            SipPeer.Message answered = peer.receive();
            assertThat(answered.startLine()).isEqualTo("SIP/2.0 202 Accepted");
            assertThat(answered.header("X-First")).isEmpty();
            assertThat(answered.header("X-Second")).isEqualTo("2");
            assertThat(answered.body()).isEmpty();
        }
    }

    static long call(NativeEngine engine, SipPeer peer) {
        long id = NativeEngine.newId();
        engine.ask(Op.INVITE, id, Calls.invite(peer.route(), "<sip:alice@127.0.0.1:" + engine.udp + ">", SDP, 0, 0));
        return id;
    }

    static byte[] rawRequest(
            String method, SipPeer peer, NativeEngine engine, String callId, String extra, String sdp) {
        // ACK and CANCEL belong to the INVITE's transaction, any other method to one of its own
        String transaction = (method.equals("ACK") || method.equals("CANCEL") ? "INVITE" : method) + "-" + callId;
        return String.join(
                        "\r\n",
                        method + " sip:us@127.0.0.1:" + engine.udp + " SIP/2.0",
                        "Via: SIP/2.0/UDP 127.0.0.1:" + peer.port() + ";rport;branch=z9hG4bK-" + transaction,
                        "Max-Forwards: 70",
                        "From: <sip:peer@example.org>;tag=f",
                        "To: <sip:us@example.org>",
                        "Call-ID: " + callId,
                        "CSeq: 1 " + method,
                        "Contact: <sip:peer@127.0.0.1:" + peer.port() + ">",
                        (sdp.isEmpty() ? "" : "Content-Type: application/sdp\r\n") + extra + "Content-Length: "
                                + sdp.length(),
                        "",
                        sdp)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String parameter(String header, String name) {
        Matcher m = Pattern.compile("\\b" + name + "=\"?([^\",]*)\"?").matcher(header);
        assertThat(m.find()).as("%s in %s", name, header).isTrue();
        return m.group(1);
    }

    private static String digest(String algorithm, String header, String method, String password) {
        String a1 = hash(algorithm, parameter(header, "username") + ":" + parameter(header, "realm") + ":" + password);
        String a2 = hash(algorithm, method + ":" + parameter(header, "uri"));
        return hash(
                algorithm,
                String.join(
                        ":",
                        a1,
                        parameter(header, "nonce"),
                        parameter(header, "nc"),
                        parameter(header, "cnonce"),
                        parameter(header, "qop"),
                        a2));
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
