/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.IncomingReferral;
import org.sipsimple.api.sip.IncomingReferralNotification;
import org.sipsimple.api.sip.IncomingSubscription;
import org.sipsimple.api.sip.IncomingSubscriptionNotification;
import org.sipsimple.api.sip.Invitation.State;
import org.sipsimple.api.sip.InvitationNotification;
import org.sipsimple.api.sip.MessageNotification;
import org.sipsimple.api.sip.ReferToHeader;
import org.sipsimple.api.sip.Referral;
import org.sipsimple.api.sip.ReferralNotification;
import org.sipsimple.api.sip.ReferralOptions;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.testing.peers.Sipp;

import static org.assertj.core.api.Assertions.assertThat;

/** REFER, SUBSCRIBE, NOTIFY, MESSAGE and OPTIONS with a peer that is not ours. */
@Timeout(90)
class SippEventTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final SipUri CAROL = SipUri.parse("sip:carol@127.0.0.1");

    private static EngineHarness harness;

    private LinkedBlockingQueue<IncomingReferralNotification> referred;
    private LinkedBlockingQueue<ReferralNotification> referrals;
    private LinkedBlockingQueue<IncomingSubscriptionNotification> served;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        harness = EngineHarness.started();
        harness.engine.addEvent("presence", List.of("text/plain"));
        harness.engine.addIncomingEvent("presence");
    }

    @AfterAll
    static void stop() {
        harness.close();
    }

    @BeforeEach
    void listen() {
        referred = harness.queueOf(IncomingReferralNotification.class);
        referrals = harness.queueOf(ReferralNotification.class);
        served = harness.queueOf(IncomingSubscriptionNotification.class);
    }

    private static int port() {
        return harness.port(Transport.UDP);
    }

    private static ContactHeader contact() {
        return ContactHeader.of(SipUri.of("alice", "127.0.0.1").withPort(port()));
    }

    private static <T extends Notification> T next(LinkedBlockingQueue<? extends Notification> queue, Class<T> type) {
        while (true) {
            Notification next = EngineHarness.take(queue, type.getSimpleName());
            if (type.isInstance(next)) {
                return type.cast(next);
            }
        }
    }

    private static CallEnd call(Sipp callee) {
        CallEnd caller = harness.newCall();
        caller.invite(
                SipUri.of("sipp", "127.0.0.1").withPort(callee.port()),
                harness.route(Transport.UDP, callee.port()),
                contact(),
                CallEnd.sdp(40_000, "sendrecv"));
        caller.await(State.CONNECTED);
        return caller;
    }

    private static void end(CallEnd call) {
        call.call.end(List.of(), TIMEOUT);
        call.await(State.DISCONNECTED);
    }

    @Test
    void transfersThePeerWhichTellsHowItGoes() throws Exception {
        try (Sipp sipp = Sipp.callee(directory, "uas_refer_accept")) {
            CallEnd call = call(sipp);
            Referral referral = call.call.createReferral(ReferToHeader.of(CAROL));
            referral.sendRefer(List.of(), TIMEOUT);
            assertThat(next(referrals, ReferralNotification.GotNotify.class).statusCode())
                    .isEqualTo(100);
            assertThat(next(referrals, ReferralNotification.GotNotify.class).statusCode())
                    .isEqualTo(200);
            next(referrals, ReferralNotification.DidEnd.class);
            end(call);
            sipp.expectSuccess();
        }
    }

    @Test
    void aRefusedTransferLeavesTheCall() throws Exception {
        try (Sipp sipp = Sipp.callee(directory, "uas_refer_reject")) {
            CallEnd call = call(sipp);
            call.call.createReferral(ReferToHeader.of(CAROL)).sendRefer(List.of(), TIMEOUT);
            assertThat(next(referrals, ReferralNotification.DidFail.class).code())
                    .isEqualTo(603);
            assertThat(call.call.state()).isEqualTo(State.CONNECTED);
            end(call);
            sipp.expectSuccess();
        }
    }

    @Test
    void isTransferredAndTellsHowItGoes() throws Exception {
        try (Sipp sipp = Sipp.callee(directory, "uas_refer")) {
            CallEnd call = call(sipp);
            IncomingReferral referral =
                    next(referred, IncomingReferralNotification.GotRefer.class).sender();
            assertThat(referral.invitation()).contains(call.call);
            assertThat(referral.referTo().uri()).isEqualTo(CAROL);
            referral.accept();
            referral.sendNotify(180);
            referral.sendNotify(200);
            call.await(State.DISCONNECTED);
            sipp.expectSuccess();
        }
    }

    @Test
    void isTransferredByItsCaller() throws Exception {
        try (Sipp sipp = Sipp.caller(directory, "uac_refer", port())) {
            CallEnd call = harness.nextIncoming();
            call.call.sendResponse(200, CallEnd.sdp(50_000, "sendrecv"));
            IncomingReferral referral =
                    next(referred, IncomingReferralNotification.GotRefer.class).sender();
            referral.accept();
            referral.sendNotify(182);
            referral.sendNotify(486);
            call.await(State.DISCONNECTED);
            sipp.expectSuccess();
        }
    }

    @Test
    void transfersItsCaller() throws Exception {
        try (Sipp sipp = Sipp.caller(directory, "uac_refer_accept", port())) {
            CallEnd call = harness.nextIncoming();
            call.call.sendResponse(200, CallEnd.sdp(50_000, "sendrecv"));
            call.await(State.CONNECTED);
            call.call.createReferral(ReferToHeader.of(CAROL)).sendRefer(List.of(), TIMEOUT);
            next(referrals, ReferralNotification.DidEnd.class);
            end(call);
            sipp.expectSuccess();
        }
    }

    @Test
    void refersOutsideCalls() throws Exception {
        try (Sipp sipp = Sipp.callee(directory, "uas_refer_outside")) {
            Referral referral = harness.engine.createReferral(ReferralOptions.of(
                    FromHeader.parse("<sip:alice@127.0.0.1>"),
                    ToHeader.of(SipUri.of("sipp", "127.0.0.1").withPort(sipp.port())),
                    ReferToHeader.of(CAROL),
                    contact(),
                    harness.route(Transport.UDP, sipp.port())));
            referral.sendRefer(List.of(), TIMEOUT);
            next(referrals, ReferralNotification.DidStart.class);
            next(referrals, ReferralNotification.DidEnd.class);
            sipp.expectSuccess();
        }
    }

    @Test
    void isReferredOutsideCalls() throws Exception {
        try (Sipp sipp = Sipp.caller(directory, "uac_refer_outside", port())) {
            IncomingReferral referral =
                    next(referred, IncomingReferralNotification.GotRefer.class).sender();
            referral.accept();
            referral.sendNotify(180);
            referral.sendNotify(200);
            sipp.expectSuccess();
        }
    }

    @Test
    void servesASubscriberThatWaitsRefreshesAndLeaves() throws Exception {
        try (Sipp sipp = Sipp.caller(directory, "uac_subscribe", port())) {
            IncomingSubscription subscription = next(served, IncomingSubscriptionNotification.GotSubscribe.class)
                    .sender();
            subscription.acceptPending();
            next(served, IncomingSubscriptionNotification.NotifyDidSucceed.class);
            subscription.accept(SipBody.of("text/plain", "here"));
            subscription.pushContent(SipBody.of("text/plain", "away"));
            next(served, IncomingSubscriptionNotification.GotRefreshingSubscribe.class);
            next(served, IncomingSubscriptionNotification.GotUnsubscribe.class);
            next(served, IncomingSubscriptionNotification.DidEnd.class);
            sipp.expectSuccess();
        }
    }

    @Test
    void aSubscriberToSomethingElseGets489() throws Exception {
        try (Sipp sipp = Sipp.caller(directory, "uac_subscribe_bad", port())) {
            sipp.expectSuccess();
        }
    }

    @Test
    void messagesGoBothWaysWithinACall() throws Exception {
        LinkedBlockingQueue<MessageNotification> outcomes = harness.queueOf(MessageNotification.class);
        try (Sipp sipp = Sipp.callee(directory, "uas_messages")) {
            CallEnd call = call(sipp);
            call.call
                    .createMessage(SipBody.of("text/plain", "hello"), List.of())
                    .send(TIMEOUT);
            next(outcomes, MessageNotification.DidSucceed.class);
            assertThat(call.await(InvitationNotification.GotMessage.class)
                            .body()
                            .text())
                    .contains("hello from sipp");
            end(call);
            sipp.expectSuccess();
        }
    }

    @Test
    void aMessageOutsideCallsIsTakenAndTold() throws Exception {
        LinkedBlockingQueue<EngineNotification.GotMessage> told = harness.queueOf(EngineNotification.GotMessage.class);
        try (Sipp sipp = Sipp.caller(directory, "uac_message", port())) {
            assertThat(next(told, EngineNotification.GotMessage.class).body().text())
                    .contains("Hello from sipp");
            sipp.expectSuccess();
        }
    }

    @Test
    void optionsAreAnswered() throws Exception {
        try (Sipp sipp = Sipp.caller(directory, "uac_options", port())) {
            sipp.expectSuccess();
        }
    }
}
