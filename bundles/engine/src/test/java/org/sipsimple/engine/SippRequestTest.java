/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.IncomingRequestNotification;
import org.sipsimple.api.sip.Message;
import org.sipsimple.api.sip.MessageNotification;
import org.sipsimple.api.sip.MessageOptions;
import org.sipsimple.api.sip.Request;
import org.sipsimple.api.sip.RequestNotification;
import org.sipsimple.api.sip.RequestOptions;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.testing.peers.Sipp;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests outside dialogs by the real engine. */
@Timeout(90)
class SippRequestTest {
    private static final FromHeader ALICE = FromHeader.parse("<sip:alice@test.example>");
    private static final ToHeader BOB = ToHeader.parse("<sip:bob@test.example>");
    private static EngineHarness harness;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        harness = EngineHarness.started();
    }

    @AfterAll
    static void stop() {
        harness.close();
    }

    private final LinkedBlockingQueue<MessageNotification> messages = harness.queueOf(MessageNotification.class);
    private final LinkedBlockingQueue<RequestNotification> reports = harness.queueOf(RequestNotification.class);

    private Message send(Sipp peer, String password) {
        Message message = harness.engine.createMessage(new MessageOptions(
                ALICE,
                BOB,
                harness.route(Transport.UDP, peer.port()),
                SipBody.of("text/plain", "hello"),
                Credentials.of("alice", password),
                List.of()));
        message.send(CallEnd.TIMEOUT);
        return message;
    }

    @Test
    void aMessageAgainstAChallengeIsTaken() throws Exception {
        try (Sipp peer = Sipp.callee(directory, "uas_message")) {
            Message message = send(peer, "secret");
            assertThat(EngineHarness.take(messages, "the fate of the message"))
                    .isInstanceOf(MessageNotification.DidSucceed.class);
            assertThat(message.code()).isEqualTo(202);
            assertThat(message.peerAddress().map(InetSocketAddress::getPort)).contains(peer.port());
            peer.expectSuccess();
        }
    }

    @Test
    void aMessageWithTheWrongPasswordIsRefused() {
        try (Sipp peer = Sipp.callee(directory, "uas_message")) {
            Message message = send(peer, "wrong");
            assertThat(EngineHarness.take(messages, "the fate of the message"))
                    .isInstanceOf(MessageNotification.DidFail.class);
            assertThat(message.code()).isEqualTo(403);
        }
    }

    @Test
    void optionsTellWhatAnEngineTakes() {
        Route self = harness.route(Transport.UDP, harness.port(Transport.UDP));
        Request request = harness.engine.createRequest(RequestOptions.of("OPTIONS", ALICE, BOB, self));
        request.send(CallEnd.TIMEOUT);
        RequestNotification answer = EngineHarness.take(reports, "the answer to OPTIONS");
        assertThat(answer).isInstanceOf(RequestNotification.DidSucceed.class);
        assertThat(((RequestNotification.DidSucceed) answer).headers().all("Allow"))
                .contains("INVITE");
        assertThat(EngineHarness.take(reports, "the end")).isInstanceOf(RequestNotification.DidEnd.class);
        assertThat(request.state()).isEqualTo(Request.State.TERMINATED);
    }

    @Test
    void aMessageToOurselvesIsTakenAndTold() {
        LinkedBlockingQueue<EngineNotification.GotMessage> received =
                harness.queueOf(EngineNotification.GotMessage.class);
        Route self = harness.route(Transport.UDP, harness.port(Transport.UDP));
        Message message = harness.engine.createMessage(
                new MessageOptions(ALICE, BOB, self, SipBody.of("text/plain", "hello"), null, List.of()));
        message.send(CallEnd.TIMEOUT);
        EngineNotification.GotMessage got = EngineHarness.take(received, "the message");
        assertThat(got.requestUri()).hasToString("sip:bob@test.example");
        assertThat(got.body()).isEqualTo(SipBody.of("text/plain", "hello"));
        assertThat(EngineHarness.take(messages, "the fate of the message"))
                .isInstanceOf(MessageNotification.DidSucceed.class);
    }

    @Test
    void aRequestThatIsAskedForIsAnsweredByTheApplication() {
        LinkedBlockingQueue<IncomingRequestNotification.GotRequest> received =
                harness.queueOf(IncomingRequestNotification.GotRequest.class);
        Route self = harness.route(Transport.UDP, harness.port(Transport.UDP));
        harness.engine.addIncomingRequest("INFO");
        assertThat(harness.engine.incomingRequests()).containsExactly("INFO");
        Request request = harness.engine.createRequest(RequestOptions.of("INFO", ALICE, BOB, self));
        request.send(CallEnd.TIMEOUT);
        EngineHarness.take(received, "the request").sender().answer(299, "Seen", List.of());
        RequestNotification answer = EngineHarness.take(reports, "the answer to INFO");
        assertThat(((RequestNotification.DidSucceed) answer).code()).isEqualTo(299);
        assertThat(((RequestNotification.DidSucceed) answer).reason()).isEqualTo("Seen");
        assertThat(EngineHarness.take(reports, "the end")).isInstanceOf(RequestNotification.DidEnd.class);

        harness.engine.removeIncomingRequest("INFO");
        harness.engine
                .createRequest(RequestOptions.of("INFO", ALICE, BOB, self))
                .send(CallEnd.TIMEOUT);
        RequestNotification refusal = EngineHarness.take(reports, "the refusal of INFO");
        assertThat(((RequestNotification.DidFail) refusal).code()).isEqualTo(405);
    }

    @Test
    void aSilentPeerIsGivenUpInTime() {
        Request request =
                harness.engine.createRequest(RequestOptions.of("OPTIONS", ALICE, BOB, harness.route(Transport.UDP, 9)));
        request.send(Duration.ofMillis(300));
        RequestNotification answer = EngineHarness.take(reports, "the timeout");
        assertThat(((RequestNotification.DidFail) answer).code()).isEqualTo(408);
    }
}
