/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.chat.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.stream.MediaStreamNotification;
import org.sipsimple.api.stream.TextExchange;
import org.sipsimple.payload.cpim.CpimHeader;
import org.sipsimple.payload.cpim.CpimIdentity;
import org.sipsimple.payload.cpim.CpimMessage;
import org.sipsimple.payload.cpim.CpimSubject;
import org.sipsimple.payload.imdn.Imdn;
import org.sipsimple.payload.imdn.ImdnHeaders;
import org.sipsimple.payload.iscomposing.IsComposing;
import org.sipsimple.stream.chat.ChatDraft;
import org.sipsimple.stream.chat.ChatMessage;
import org.sipsimple.stream.chat.ChatStream;
import org.sipsimple.stream.chat.ChatStreamException;
import org.sipsimple.stream.chat.ChatStreamNotification;
import org.sipsimple.stream.chat.SentChat;
import org.sipsimple.stream.testkit.MsrpEnds;
import org.sipsimple.stream.testkit.MsrpEnds.Agreed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class ChatStreamTest {
    private static final CpimIdentity ALICE = CpimIdentity.of("sip:alice@example.org");
    private static final CpimIdentity BOB = CpimIdentity.of("sip:bob@example.org");
    private static final CpimIdentity CAROL = CpimIdentity.of("sip:carol@example.org");

    private final MsrpEnds ends = new MsrpEnds();
    private ChatStream alice = outgoing();
    private ChatStream bob;

    @AfterEach
    void close() {
        ends.close();
    }

    private ChatStream outgoing() {
        return (ChatStream) new ChatStreamFactory(ends.alice().services())
                .create(ends.alice().account());
    }

    private ChatStream incoming(SdpSession offer) {
        ChatStreamFactory factory = new ChatStreamFactory(ends.bob().services());
        assertThat(factory.accepts(ends.bob().account(), offer, 0)).isTrue();
        return (ChatStream) factory.createIncoming(ends.bob().account(), offer, 0);
    }

    private void connect() {
        bob = ends.connect(alice, this::incoming);
    }

    /** Alice sees another answer than Bob gave. */
    private void connectSeeing(UnaryOperator<String> answerAsSeen) {
        Agreed<ChatStream> streams = ends.agree(alice, this::incoming);
        bob = streams.answerer();
        bob.start(streams.answer(), streams.offer(), 0);
        alice.start(
                streams.offer(),
                SdpSession.parse(answerAsSeen.apply(streams.answer().toString())),
                0);
        ends.alice().awaitStep(alice, MediaStreamNotification.DidStart.class);
    }

    private void connectToRoom(String features) {
        connectSeeing(answer -> answer + "a=chatroom:" + features + "\r\n");
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static ChatStreamException failure(CompletionStage<?> stage) throws Exception {
        try {
            get(stage);
            throw new AssertionError("it did not fail");
        } catch (ExecutionException e) {
            return (ChatStreamException) e.getCause();
        }
    }

    private ChatMessage gotByBob() {
        ChatStreamNotification.GotMessage got =
                ends.bob().notifications().await(ChatStreamNotification.GotMessage.class);
        assertThat(got.timestamp()).isNotNull();
        return got.message();
    }

    @Test
    void aMessageArrivesAndItsDeliveryIsTold() throws Exception {
        connect();
        assertThat(alice.cpimEnabled()).isTrue();
        SentChat sent = alice.sendMessage(ChatDraft.text("Grüße, 世界"));
        get(sent.delivered());
        ChatMessage got = gotByBob();
        assertThat(got.text()).isEqualTo("Grüße, 世界");
        assertThat(got.sender()).isEqualTo(ALICE);
        assertThat(got.recipients()).containsExactly(BOB);
        assertThat(got.isPrivate()).isFalse();
        CpimMessage wrapper = got.cpim();
        assertThat(wrapper).isNotNull();
        assertThat(wrapper.dateTime()).isEqualTo(got.timestamp());

        ChatStreamNotification.DidSendMessage going =
                ends.alice().notifications().await(ChatStreamNotification.DidSendMessage.class);
        assertThat(going.messageId()).isEqualTo(sent.messageId());
        assertThat(going.message().text()).isEqualTo(got.text());
        assertThat(going.timestamp()).isNotNull();
        ChatStreamNotification.DidDeliverMessage told =
                ends.alice().notifications().await(ChatStreamNotification.DidDeliverMessage.class);
        assertThat(told.messageId()).isEqualTo(sent.messageId());
        assertThat(told.code()).isEqualTo(200);
        assertThat(told.reason()).isEqualTo("OK");
        assertThat(told.timestamp()).isNotNull();
        assertThat(told.chunk()).isNotNull();
        assertThat(told.chunk().messageId()).contains(sent.messageId());
        assertThat(told.name()).isEqualTo("ChatStreamDidDeliverMessage");
    }

    @Test
    void anyTextFacetWillDo() throws Exception {
        connect();
        get(bob.facet(TextExchange.class).orElseThrow().sendText("plain words"));
        TextExchange.Received got = ends.alice().notifications().await(TextExchange.Received.class);
        assertThat(got.text()).isEqualTo("plain words");
        assertThat(got.sender()).isSameAs(alice);
        assertThat(got.name()).isEqualTo("ChatStreamGotMessage");
    }

    @Test
    void allHeadersOfCpimTravel() throws Exception {
        connect();
        OffsetDateTime then = OffsetDateTime.parse("2011-09-30T12:00:00.123456Z");
        get(alice.sendMessage(ChatDraft.text("x")
                        .withSubject(List.of(new CpimSubject(null, "tea"), new CpimSubject("fr", "thé")))
                        .withTimestamp(then)
                        .withRequired(List.of("My.Header"))
                        .withAdditionalHeaders(List.of(new CpimHeader("urn:example:mine", "My", "Header", "value"))))
                .delivered());
        CpimMessage wrapper = gotByBob().cpim();
        assertThat(wrapper).isNotNull();
        assertThat(wrapper.subjects()).containsExactly(new CpimSubject(null, "tea"), new CpimSubject("fr", "thé"));
        assertThat(wrapper.dateTime()).isEqualTo(then);
        assertThat(wrapper.required()).containsExactly("My.Header");
        assertThat(wrapper.header("urn:example:mine", "Header")).contains("value");
    }

    @Test
    void messagesBeforeTheStartWaitInOrder() throws Exception {
        List<SentChat> sent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sent.add(alice.sendMessage(ChatDraft.text("line " + i)));
        }
        assertThat(ends.alice().notifications().of(ChatStreamNotification.class))
                .isEmpty();
        connect();
        for (SentChat each : sent) {
            get(each.delivered());
        }
        assertThat(ends.bob().notifications().of(ChatStreamNotification.GotMessage.class))
                .extracting(got -> got.message().text())
                .containsExactlyElementsOf(java.util.stream.IntStream.range(0, 50)
                        .mapToObj(i -> "line " + i)
                        .toList());
    }

    @Test
    void whatWaitsWhenTheStreamEndsIsNotDelivered() throws Exception {
        SentChat sent = alice.sendMessage(ChatDraft.text("never"));
        ends.alice().initialize(alice, org.sipsimple.api.sip.Direction.OUTGOING);
        alice.end();
        assertThat(failure(sent.delivered()).code()).isZero();
        ChatStreamNotification.DidNotDeliverMessage told =
                ends.alice().notifications().await(ChatStreamNotification.DidNotDeliverMessage.class);
        assertThat(told.messageId()).isEqualTo(sent.messageId());
        assertThat(told.code()).isZero();
        assertThat(told.reason()).isNotEmpty();
        assertThat(told.chunk()).isNull();
        assertThat(told.timestamp()).isNotNull();
        assertThat(failure(alice.sendMessage(ChatDraft.text("later")).delivered()))
                .hasMessageContaining("ended");
    }

    @Test
    void aTypeThatThePeerRefusesIsToldWithItsCode() throws Exception {
        connectSeeing(answer -> answer.replaceAll("a=accept-wrapped-types:[^\r]*", "a=accept-wrapped-types:*"));
        SentChat sent = alice.sendMessage(ChatDraft.of(Payload.of("application/x-foo", new byte[] {1, 2, 3})));
        assertThat(failure(sent.delivered()).code()).isEqualTo(415);
        ChatStreamNotification.DidNotDeliverMessage told =
                ends.alice().notifications().await(ChatStreamNotification.DidNotDeliverMessage.class);
        assertThat(told.code()).isEqualTo(415);
        assertThat(told.chunk()).isNotNull();
        assertThat(ends.bob().notifications().of(ChatStreamNotification.GotMessage.class))
                .isEmpty();
        get(alice.sendMessage(ChatDraft.text("still here")).delivered());
    }

    @Test
    void binaryContentTravelsUnchanged() throws Exception {
        connect();
        byte[] image = new byte[300_000];
        new java.util.Random(7).nextBytes(image);
        get(alice.sendMessage(ChatDraft.of(Payload.of("image/png", image))).delivered());
        assertThat(gotByBob().content()).isEqualTo(Payload.of("image/png", image));
    }

    @Test
    void aMessageTooLargeForChatIsRefusedAndTheStreamGoesOn() throws Exception {
        connect();
        SentChat large = alice.sendMessage(ChatDraft.of(Payload.of("text/plain", new byte[5_000_000])));
        assertThat(failure(large.delivered()).code()).isEqualTo(413);
        get(alice.sendMessage(ChatDraft.text("small")).delivered());
        assertThat(gotByBob().text()).isEqualTo("small");
    }

    @Test
    void withoutCpimOnlyPlainMessagesCanBeSent() throws Exception {
        connectSeeing(answer -> answer.replaceAll("a=accept-types:[^\r]*", "a=accept-types:text/plain"));
        assertThat(alice.cpimEnabled()).isFalse();
        get(alice.sendMessage(ChatDraft.text("bare")).delivered());
        ChatMessage got = gotByBob();
        assertThat(got.text()).isEqualTo("bare");
        assertThat(got.cpim()).isNull();
        assertThat(got.sender()).isEqualTo(ALICE);
        assertThat(got.recipients()).containsExactly(BOB);
        ChatDraft draft = ChatDraft.text("x");
        for (ChatDraft wish : List.of(
                draft.withSubject(List.of(new CpimSubject(null, "s"))),
                draft.withRequired(List.of("R")),
                draft.withAdditionalHeaders(List.of(new CpimHeader("urn:x", "X", "Y", "z"))))) {
            assertThat(failure(alice.sendMessage(wish).delivered())).hasMessageContaining("CPIM");
        }
    }

    @Test
    void privateMessagesNeedARoomThatHasThem() throws Exception {
        connect();
        ChatDraft secret = ChatDraft.text("psst").withRecipients(List.of(CAROL));
        assertThat(alice.privateMessagesAllowed()).isFalse();
        assertThat(failure(alice.sendMessage(secret).delivered())).hasMessageContaining("private");
        assertThat(failure(alice.sendMessage(ChatDraft.text("x").withCourtesyRecipients(List.of(CAROL)))
                        .delivered()))
                .hasMessageContaining("private");
        assertThat(failure(alice.sendComposingIndication(IsComposing.State.ACTIVE, null, null, List.of(CAROL))))
                .hasMessageContaining("private");
    }

    @Test
    void privateMessagesGoThroughARoomThatHasThem() throws Exception {
        connectToRoom("nickname private-messages");
        assertThat(alice.privateMessagesAllowed()).isTrue();
        get(alice.sendMessage(
                        ChatDraft.text("psst").withRecipients(List.of(CAROL)).withCourtesyRecipients(List.of(BOB)))
                .delivered());
        ChatMessage got = gotByBob();
        assertThat(got.recipients()).containsExactly(CAROL);
        assertThat(got.cpim()).isNotNull();
        assertThat(got.cpim().cc()).containsExactly(BOB);
    }

    @Test
    void nicknamesNeedARoomAndItsConsent() throws Exception {
        connectToRoom("nickname");
        assertThat(alice.nicknamesAllowed()).isTrue();
        // the other end is no room, so its answer is that of one that refuses
        assertThat(failure(alice.setLocalNickname("the \"queen\"")).code()).isEqualTo(501);
        assertThat(failure(alice.setLocalNickname("a\r\nb"))).hasMessageContaining("control");
        assertThat(failure(bob.setLocalNickname("knave"))).hasMessageContaining("nicknames");
    }

    @Test
    void writingIsIndicated() throws Exception {
        connect();
        OffsetDateTime last = OffsetDateTime.parse("2026-01-01T10:00:00Z");
        get(alice.sendComposingIndication(IsComposing.State.ACTIVE, Duration.ofSeconds(90), last, List.of()));
        ChatStreamNotification.GotComposingIndication got =
                ends.bob().notifications().await(ChatStreamNotification.GotComposingIndication.class);
        assertThat(got.state()).isEqualTo(IsComposing.State.ACTIVE);
        assertThat(got.refresh()).isEqualTo(90);
        assertThat(got.lastActive()).isEqualTo(last);
        assertThat(got.contentType()).isEqualTo("text");
        assertThat(got.writer()).isEqualTo(ALICE);
        assertThat(got.recipients()).containsExactly(BOB);
        assertThat(got.timestamp()).isNotNull();
        assertThat(got.name()).isEqualTo("ChatStreamGotComposingIndication");
        assertThat(ends.alice().notifications().of(ChatStreamNotification.DidSendMessage.class))
                .as("it is not the user's message")
                .isEmpty();
    }

    @Test
    void whoDoesNotSayAgainThatHeWritesHasStopped() throws Exception {
        connect();
        get(alice.sendComposingIndication(IsComposing.State.ACTIVE, Duration.ofSeconds(1), null, List.of()));
        ends.bob()
                .notifications()
                .await(
                        ChatStreamNotification.GotComposingIndication.class,
                        got -> got.state() == IsComposing.State.IDLE);
        assertThatThrownBy(() -> get(outgoing().sendComposingIndication(IsComposing.State.IDLE, null, null, List.of())))
                .hasMessageContaining("not connected");
    }

    @Test
    void deliveryAndDisplayAreNotifiedByTheClient() throws Exception {
        connect();
        SentChat sent = alice.sendMessage(ChatDraft.text("did you see?")
                .withNotifications(Set.of(ImdnHeaders.Request.POSITIVE_DELIVERY, ImdnHeaders.Request.DISPLAY)));
        get(sent.delivered());
        Imdn delivered = ends.alice()
                .notifications()
                .await(ChatStreamNotification.GotDispositionNotification.class)
                .disposition();
        assertThat(delivered.messageId()).isEqualTo(sent.messageId());
        assertThat(delivered.status()).isEqualTo(Imdn.Status.DELIVERED);
        get(bob.sendDisplayed(gotByBob()));
        ChatStreamNotification.GotDispositionNotification displayed = ends.alice()
                .notifications()
                .await(
                        ChatStreamNotification.GotDispositionNotification.class,
                        got -> got.disposition().status() == Imdn.Status.DISPLAYED);
        assertThat(displayed.recipient()).isEqualTo(BOB);
    }

    @Test
    void nobodyIsToldOfADisplayNotAskedFor() throws Exception {
        connect();
        get(alice.sendMessage(ChatDraft.text("no matter")).delivered());
        assertThat(failure(bob.sendDisplayed(gotByBob()))).hasMessageContaining("did not ask");
    }

    @Test
    void aLostConnectionFailsWhatWasNotReported() throws Exception {
        connect();
        CompletableFuture<Void> delivered = new CompletableFuture<>();
        bob.deactivate();
        bob.end();
        ends.alice().awaitFailure(alice);
        alice.end();
        alice.sendMessage(ChatDraft.text("gone")).delivered().whenComplete((done, failure) -> {
            assertThat(failure).isInstanceOf(ChatStreamException.class);
            delivered.complete(null);
        });
        get(delivered);
    }

    @Test
    void aPeerWithoutTextIsRefused() {
        Agreed<ChatStream> streams = ends.agree(alice, this::incoming);
        SdpSession answer = SdpSession.parse(
                streams.answer().toString().replaceAll("a=accept-types:[^\r]*", "a=accept-types:image/png"));
        alice.start(streams.offer(), answer, 0);
        assertThat(ends.alice().awaitFailure(alice)).contains("no text");
        assertThat(new String(streams.offer().toBytes(), StandardCharsets.UTF_8))
                .contains("a=accept-types:message/cpim text/* image/* application/im-iscomposing+xml");
    }
}
