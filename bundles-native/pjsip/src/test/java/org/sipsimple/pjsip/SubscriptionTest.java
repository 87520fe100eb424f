/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.pjsip.NativeEngine.Received;

import static org.assertj.core.api.Assertions.assertThat;

/** Dialogs without calls: what subscriptions and REFER are made of. */
class SubscriptionTest {
    private static final NativeEngine.Config CONFIG =
            new NativeEngine.Config(0, 0, -1, null, null, null, false, List.of("SUBSCRIBE", "REFER"));

    @ParameterizedTest
    @ValueSource(strings = {"SUBSCRIBE", "REFER"})
    void aSubscriptionToOurselvesIsNotifiedRefreshedAndEnded(String method) {
        try (NativeEngine engine = new NativeEngine(CONFIG)) {
            long subscriber = NativeEngine.newId();
            long request = NativeEngine.newId();
            String self = "<sip:127.0.0.1:" + engine.udp + ";lr>";
            engine.ask(Op.OPEN_DIALOG, subscriber, open(request, method, self, "<sip:a@127.0.0.1:" + engine.udp + ">"));
            Received incoming = engine.await(Event.DIALOG_RECEIVED);
            long notifier = incoming.id();
            FieldReader fields = incoming.fields();
            long toAnswer = fields.readLong();
            assertThat(fields.readText())
                    .startsWith(method + " ")
                    .contains("Event: presence")
                    .endsWith("body");
            FieldWriter ok = new FieldWriter().putInt(202).putText(null);
            Calls.headers(ok, Map.of("Expires", "60")).putText(null).putBytes(null);
            engine.ask(Op.RESPOND, toAnswer, ok);
            Received response = engine.await(Event.RESPONSE, request);
            assertThat(response.code()).isEqualTo(202);
            exchange(engine, notifier, subscriber, "NOTIFY");
            exchange(engine, subscriber, notifier, method);
            exchange(engine, notifier, subscriber, "NOTIFY");
            engine.ask(Op.CLOSE_DIALOG, subscriber, new FieldWriter());
            long late = NativeEngine.newId();
            FieldWriter args = new FieldWriter().putLong(notifier).putText("NOTIFY");
            engine.ask(
                    Op.CALL_REQUEST,
                    late,
                    Calls.headers(args, Map.of("Event", "presence"))
                            .putText(null)
                            .putBytes(null));
            assertThat(engine.await(Event.RESPONSE, late).code())
                    .as("the dialog was given up")
                    .isEqualTo(481);
            engine.ask(Op.CLOSE_DIALOG, notifier, new FieldWriter());
            assertThat(engine.status(Op.CLOSE_DIALOG, notifier, new FieldWriter()))
                    .isEqualTo(PjsipBorder.NOT_FOUND);
            assertThat(engine.counters()).containsEntry("objects", 0L);
        }
    }

    private static void exchange(NativeEngine engine, long from, long to, String method) {
        long request = NativeEngine.newId();
        FieldWriter args = new FieldWriter().putLong(from).putText(method);
        engine.ask(
                Op.CALL_REQUEST,
                request,
                Calls.headers(args, Map.of("Event", "presence")).putText(null).putBytes(null));
        FieldReader fields = engine.await(Event.IN_DIALOG_REQUEST, to).fields();
        long toAnswer = fields.readLong();
        assertThat(fields.readText()).startsWith(method + " ");
        engine.ask(Op.RESPOND, toAnswer, Calls.respond(200));
        assertThat(engine.await(Event.RESPONSE, request).code()).isEqualTo(200);
    }

    @Test
    void aChallengedSubscribeIsRepeatedAndANotifyMayComeFirst() throws IOException {
        try (NativeEngine engine = new NativeEngine(CONFIG);
                SipPeer peer = new SipPeer()) {
            long dialog = NativeEngine.newId();
            long request = NativeEngine.newId();
            engine.ask(
                    Op.OPEN_DIALOG,
                    dialog,
                    open(request, "SUBSCRIBE", peer.route(), "<sip:a@127.0.0.1:" + engine.udp + ">"));
            peer.answer(
                    peer.expect("SUBSCRIBE"),
                    "401 Who",
                    "x",
                    "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\r\n",
                    "");
            SipPeer.Message subscribe = peer.expect("SUBSCRIBE");
            assertThat(subscribe.header("Authorization")).contains("username=\"alice\"");
            String notify = String.join(
                    "\r\n",
                    "NOTIFY sip:a@127.0.0.1:" + engine.udp + " SIP/2.0",
                    "Via: SIP/2.0/UDP 127.0.0.1:" + peer.port() + ";rport;branch=z9hG4bK-early",
                    "Max-Forwards: 70",
                    "From: " + subscribe.header("To") + ";tag=t",
                    "To: " + subscribe.header("From"),
                    "Call-ID: " + subscribe.header("Call-ID"),
                    "CSeq: 1 NOTIFY",
                    "Contact: <sip:peer@127.0.0.1:" + peer.port() + ">",
                    "Event: presence",
                    "Subscription-State: active",
                    "Content-Length: 0",
                    "",
                    "");
            peer.send(Calls.bytes(notify), engine.udpAddress());
            FieldReader fields = engine.await(Event.IN_DIALOG_REQUEST, dialog).fields();
            engine.ask(Op.RESPOND, fields.readLong(), Calls.respond(200));
            peer.answer(subscribe, "200 OK", "t", "Expires: 60\r\n", "");
            Received response = engine.await(Event.RESPONSE, request);
            assertThat(response.code()).isEqualTo(200);
        }
        assertThat(PjsipBorder.stop()).isEqualTo(PjsipBorder.INVALID_OPERATION);
    }

    @Test
    void aRefusedSubscriptionLeavesNothingOnceItIsClosed() throws IOException {
        try (NativeEngine engine = new NativeEngine(CONFIG);
                SipPeer peer = new SipPeer()) {
            long dialog = NativeEngine.newId();
            long request = NativeEngine.newId();
            engine.ask(
                    Op.OPEN_DIALOG,
                    dialog,
                    open(request, "SUBSCRIBE", peer.route(), "<sip:a@127.0.0.1:" + engine.udp + ">"));
            peer.answer(peer.expect("SUBSCRIBE"), "489 Bad Event", "x", "", "");
            assertThat(engine.await(Event.RESPONSE, request).code()).isEqualTo(489);
            engine.ask(Op.CLOSE_DIALOG, dialog, new FieldWriter());
            assertThat(engine.counters()).containsEntry("objects", 0L);
            assertThat(engine.status(
                            Op.OPEN_DIALOG,
                            NativeEngine.newId(),
                            open(NativeEngine.newId(), "MESSAGE", peer.route(), "<sip:a@127.0.0.1>")))
                    .as("opens no dialog")
                    .isEqualTo(PjsipBorder.INVALID_ARGUMENT);
            assertThat(engine.counters()).containsEntry("objects", 0L);
        }
    }

    private static FieldWriter open(long request, String method, String route, String contact) {
        FieldWriter args = new FieldWriter()
                .putLong(request)
                .putText("<sip:alice@example.org>")
                .putText("<sip:bob@example.org>")
                .putText(null)
                .putText(contact)
                .putTexts(List.of(route))
                .putText(null);
        Calls.putCredentials(args, "alice", "secret");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Event", "presence");
        headers.put("Expires", "60");
        return Calls.headers(args.putText(method), headers)
                .putText("text/plain")
                .putBytes(Calls.bytes("body"));
    }
}
