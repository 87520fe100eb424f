/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineNotification.GotMessage;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.IncomingRequest;
import org.sipsimple.api.sip.IncomingRequestNotification.GotRequest;
import org.sipsimple.api.sip.IncomingRequestNotification.SentResponse;
import org.sipsimple.engine.DefaultEngine;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;
import org.sipsimple.threading.DefaultThreadManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class IncomingRequestTest {
    private final FakeCore core = new FakeCore();
    private final DefaultThreadManager threads = new DefaultThreadManager();
    /** Only stands for itself in notifications. */
    private final Engine engine = new DefaultEngine(core.center, threads);

    private final IncomingRequests requests = new IncomingRequests(engine, core);

    private void receive(byte[] raw) {
        core.event(
                -7,
                Event.REQUEST_RECEIVED,
                0,
                new FieldWriter()
                        .putBytes(raw)
                        .putText("udp")
                        .putText("127.0.0.1:5070")
                        .putText("127.0.0.1:5060"));
    }

    private IncomingRequest received(String method) {
        requests.add(method);
        receive(Messages.request(method, ""));
        return core.center.last(GotRequest.class).sender();
    }

    private String response() {
        assertThat(core.last().op()).isEqualTo(Op.RESPOND);
        assertThat(core.last().id()).isEqualTo(-7);
        FieldReader args = core.last().reader();
        String line = args.readInt() + " " + args.readOptionalText();
        List<String> headers = args.readList(item -> item.readText() + ": " + item.readText());
        assertThat(args.readOptionalText()).isNull();
        assertThat(args.readOptionalBytes()).isNull();
        assertThat(args.atEnd()).isTrue();
        return line + " " + headers;
    }

    @Test
    void isToldAndAnsweredOnce() {
        IncomingRequest request = received("INFO");
        GotRequest told = core.center.last(GotRequest.class);
        assertThat(told.method()).isEqualTo("INFO");
        assertThat(told.requestUri()).hasToString("sip:alice@127.0.0.1:5060");
        assertThat(told.headers().callId()).contains("call-1");
        assertThat(told.body()).isNull();
        assertThat(told.timestamp()).isEqualTo(core.clock.now());
        assertThat(request.state()).isEqualTo(IncomingRequest.State.INCOMING);
        assertThat(request.message().method()).isEqualTo("INFO");
        assertThat(request.peerAddress()).contains(new InetSocketAddress(Addresses.literal("127.0.0.1"), 5070));

        request.answer(200, null, List.of(new GenericHeader("X-Seen", "yes")));
        assertThat(response()).isEqualTo("200 OK [X-Seen: yes]");
        assertThat(request.state()).isEqualTo(IncomingRequest.State.ANSWERED);
        SentResponse sent = core.center.last(SentResponse.class);
        assertThat(sent.code()).isEqualTo(200);
        assertThat(sent.reason()).isEqualTo("OK");
        assertThat(sent.headers().first("X-Seen")).contains("yes");
        assertThat(sent.body()).isNull();
        assertThat(sent.timestamp()).isEqualTo(core.clock.now());
        assertThat(core.center.names())
                .containsExactly("SIPIncomingRequestGotRequest", "SIPIncomingRequestSentResponse");
        assertThat(core.handlers).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> request.answer(200, null, List.of()));
    }

    @Test
    void refusesAnswersThatAreNone() {
        IncomingRequest request = received("INFO");
        assertThatIllegalArgumentException().isThrownBy(() -> request.answer(180, null, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> request.answer(200, "O\r\nK", List.of()));
        request.answer(486, "Not now", List.of());
        assertThat(response()).isEqualTo("486 Not now []");
    }

    @Test
    void whatNobodyAnswersIsAnsweredBelow() {
        IncomingRequest request = received("INFO");
        core.event(-7, Event.REQUEST_EXPIRED, 500, new FieldWriter());
        assertThat(request.state()).isEqualTo(IncomingRequest.State.ANSWERED);
        assertThat(core.center.last(SentResponse.class).code()).isEqualTo(500);
        assertThat(core.handlers).isEmpty();
    }

    @Test
    void theEndOfTheEngineIsItsEnd() {
        IncomingRequest request = received("INFO");
        core.stop();
        assertThat(request.state()).isEqualTo(IncomingRequest.State.ANSWERED);
        assertThat(core.center.last(SentResponse.class).code()).isEqualTo(503);
    }

    @Test
    void methodsComeAndGo() {
        requests.add("INFO");
        requests.add("OPTIONS");
        assertThat(core.last().reader().readTexts())
                .containsExactly("INFO", "MESSAGE", "OPTIONS", "REFER", "SUBSCRIBE");
        assertThat(requests.methods()).containsExactlyInAnyOrder("INFO", "OPTIONS");
        requests.remove("INFO");
        assertThat(core.last().op()).isEqualTo(Op.SET_METHODS);
        assertThat(core.last().reader().readTexts()).containsExactly("MESSAGE", "OPTIONS", "REFER", "SUBSCRIBE");
        receive(Messages.request("INFO", ""));
        assertThat(response()).as("on its way when it was removed").isEqualTo("405 null []");
    }

    @Test
    void aMessageIsTakenAndTold() {
        receive(Messages.request("MESSAGE", "hello"));
        assertThat(response()).isEqualTo("200 null []");
        GotMessage told = core.center.last(GotMessage.class);
        assertThat(told.sender()).isSameAs(engine);
        assertThat(told.name()).isEqualTo("SIPEngineGotMessage");
        assertThat(told.requestUri()).hasToString("sip:alice@127.0.0.1:5060");
        assertThat(told.from().uri()).hasToString("sip:bob@example.com");
        assertThat(told.to().uri()).hasToString("sip:alice@example.com");
        assertThat(told.headers().userAgent()).contains("peer/1");
        assertThat(told.body().text()).isEqualTo("hello");
        assertThat(told.body().type().mediaType()).isEqualTo("application/sdp");
        assertThat(told.timestamp()).isEqualTo(core.clock.now());
    }

    @Test
    void aMessageCanBeAskedFor() {
        assertThat(received("MESSAGE").message().method()).isEqualTo("MESSAGE");
        assertThat(core.center.of(GotMessage.class)).isEmpty();
        assertThat(core.ops()).doesNotContain(Op.RESPOND);
    }

    @ParameterizedTest
    @CsvSource({"tel:+123,416", "sip:@@,400"})
    void whatCannotBeReadIsRefused(String target, int code) {
        requests.add("INFO");
        for (String method : List.of("INFO", "MESSAGE")) {
            String raw = new String(Messages.request(method, ""), java.nio.charset.StandardCharsets.UTF_8);
            receive(Messages.bytes(raw.replace("sip:alice@127.0.0.1:5060 ", target + " ")));
            assertThat(response()).startsWith(code + " ");
        }
        receive(Messages.bytes("MESSAGE sip:a@b SIP/2.0\r\nCall-ID: x\r\n\r\n"));
        assertThat(response()).startsWith("400 ");
        assertThat(core.center.posted).isEmpty();
        assertThat(core.handlers).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "subscribe", "BYE", "ACK"})
    void methodsOfDialogsAreRefused(String method) {
        assertThatIllegalArgumentException().isThrownBy(() -> requests.add(method));
    }
}
