/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.EventHeader;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.IncomingReferral;
import org.sipsimple.api.sip.IncomingReferralNotification;
import org.sipsimple.api.sip.IncomingSubscription;
import org.sipsimple.api.sip.IncomingSubscriptionNotification;
import org.sipsimple.api.sip.Invitation.Invite;
import org.sipsimple.api.sip.Invitation.State;
import org.sipsimple.api.sip.InvitationNotification;
import org.sipsimple.api.sip.Message;
import org.sipsimple.api.sip.MessageNotification;
import org.sipsimple.api.sip.ReferToHeader;
import org.sipsimple.api.sip.Referral;
import org.sipsimple.api.sip.ReferralNotification;
import org.sipsimple.api.sip.ReferralOptions;
import org.sipsimple.api.sip.ReferredByHeader;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Subscription;
import org.sipsimple.api.sip.SubscriptionNotification;
import org.sipsimple.api.sip.SubscriptionOptions;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;

import static org.assertj.core.api.Assertions.assertThat;

/** Referrals, subscriptions and messages within calls between two sides of one engine, over the real native library. */
@Timeout(60)
class LoopbackEventTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final SipUri CAROL = SipUri.parse("sip:carol@127.0.0.1");

    private static EngineHarness harness;

    private LinkedBlockingQueue<IncomingReferralNotification> referred;
    private LinkedBlockingQueue<ReferralNotification> referral;
    private LinkedBlockingQueue<IncomingSubscriptionNotification> served;
    private LinkedBlockingQueue<SubscriptionNotification> subscribed;

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
        referral = harness.queueOf(ReferralNotification.class);
        served = harness.queueOf(IncomingSubscriptionNotification.class);
        subscribed = harness.queueOf(SubscriptionNotification.class);
    }

    private static Route route() {
        return harness.route(Transport.UDP, harness.port(Transport.UDP));
    }

    private static SipUri bob() {
        return SipUri.of("bob", "127.0.0.1").withPort(harness.port(Transport.UDP));
    }

    private static ContactHeader contact() {
        InetSocketAddress local = harness.engine.contactAddress(route());
        return ContactHeader.of(
                SipUri.of("alice", local.getAddress().getHostAddress()).withPort(local.getPort()));
    }

    /** The next of that type; others are passed over. */
    private static <T extends Notification> T next(LinkedBlockingQueue<? extends Notification> queue, Class<T> type) {
        while (true) {
            Notification next = EngineHarness.take(queue, type.getSimpleName());
            if (type.isInstance(next)) {
                return type.cast(next);
            }
        }
    }

    private record Ends(CallEnd caller, CallEnd callee) {
        static Ends connected() {
            CallEnd caller = harness.newCall();
            caller.invite(bob(), route(), contact(), CallEnd.sdp(40_000, "sendrecv"));
            return answered(caller);
        }

        static Ends answered(CallEnd caller) {
            CallEnd callee = harness.nextIncoming();
            callee.call.sendResponse(200, CallEnd.sdp(50_000, "sendrecv"));
            caller.await(State.CONNECTED);
            callee.await(State.CONNECTED);
            return new Ends(caller, callee);
        }

        void end() {
            caller.call.end(List.of(), TIMEOUT);
            caller.await(State.DISCONNECTED);
            callee.await(State.DISCONNECTED);
        }
    }

    @Test
    void transfersWithinACallAndHearsOfItsProgress() {
        Ends ends = Ends.connected();
        Referral asked = ends.caller().call.createReferral(ReferToHeader.of(CAROL));
        asked.sendRefer(List.of(ReferredByHeader.parse("<sip:alice@127.0.0.1>")), TIMEOUT);
        IncomingReferralNotification.GotRefer refer = next(referred, IncomingReferralNotification.GotRefer.class);
        IncomingReferral incoming = refer.sender();
        assertThat(refer.method()).isEqualTo("REFER");
        assertThat(refer.referTo().uri()).isEqualTo(CAROL);
        assertThat(incoming.referredBy().orElseThrow().uri()).hasToString("sip:alice@127.0.0.1");
        assertThat(incoming.invitation()).contains(ends.callee().call);
        incoming.accept();
        assertThat(next(referral, ReferralNotification.GotNotify.class).statusCode())
                .isEqualTo(100);
        incoming.sendNotify(180);
        ReferralNotification.GotNotify ringing = next(referral, ReferralNotification.GotNotify.class);
        assertThat(ringing.statusCode()).isEqualTo(180);
        assertThat(ringing.statusReason()).isEqualTo("Ringing");
        assertThat(asked.state()).isEqualTo(Referral.State.ACTIVE);
        incoming.sendNotify(200);
        assertThat(next(referral, ReferralNotification.GotNotify.class).statusCode())
                .isEqualTo(200);
        next(referral, ReferralNotification.DidEnd.class);
        assertThat(asked.state()).isEqualTo(Referral.State.TERMINATED);
        next(referred, IncomingReferralNotification.DidEnd.class);
        assertThat(incoming.state()).isEqualTo(IncomingReferral.State.TERMINATED);
        ends.end();
    }

    @Test
    void twoReferralsWithinACallAreToldApart() {
        Ends ends = Ends.connected();
        Referral first = ends.caller().call.createReferral(ReferToHeader.of(CAROL));
        first.sendRefer(List.of(), TIMEOUT);
        IncomingReferral firstIncoming =
                next(referred, IncomingReferralNotification.GotRefer.class).sender();
        firstIncoming.accept();
        assertThat(next(referral, ReferralNotification.GotNotify.class).sender())
                .isSameAs(first);
        Referral second = ends.caller().call.createReferral(ReferToHeader.of(SipUri.parse("sip:dave@127.0.0.1")));
        second.sendRefer(List.of(), TIMEOUT);
        IncomingReferral secondIncoming =
                next(referred, IncomingReferralNotification.GotRefer.class).sender();
        secondIncoming.accept();
        ReferralNotification.GotNotify told = next(referral, ReferralNotification.GotNotify.class);
        assertThat(told.sender()).isSameAs(second);
        assertThat(told.event().id()).isPresent();
        secondIncoming.sendNotify(486);
        ReferralNotification.GotNotify busy = next(referral, ReferralNotification.GotNotify.class);
        assertThat(busy.sender()).isSameAs(second);
        assertThat(busy.statusReason()).isEqualTo("Busy Here");
        ends.end();
        assertThat(next(referral, ReferralNotification.DidEnd.class).sender()).isSameAs(second);
        assertThat(next(referral, ReferralNotification.DidEnd.class).sender())
                .as("it ends with the call")
                .isSameAs(first);
    }

    @Test
    void anAttendedTransferReplacesTheOtherCall() {
        Ends first = Ends.connected();
        CallEnd replacing = harness.newCall();
        replacing.call.sendInvite(new Invite(
                bob(),
                FromHeader.parse("<sip:alice@127.0.0.1>"),
                ToHeader.of(SipUri.parse("sip:bob@127.0.0.1")),
                contact(),
                route(),
                CallEnd.sdp(40_002, "sendrecv"),
                null,
                List.of(first.caller().call.dialog().orElseThrow().replaces()),
                TIMEOUT));
        Ends second = Ends.answered(replacing);
        assertThat(second.callee().call.replacedInvitation()).contains(first.callee().call);
        assertThat(first.callee().call.replacedInvitation()).isEmpty();
        second.end();
        first.end();
    }

    @Test
    void refersOutsideCallsAndRefreshes() {
        Referral asked = harness.engine.createReferral(ReferralOptions.of(
                FromHeader.parse("<sip:alice@127.0.0.1>"),
                ToHeader.of(bob()),
                ReferToHeader.of(CAROL),
                contact(),
                route()));
        asked.sendRefer(List.of(), TIMEOUT);
        IncomingReferral incoming =
                next(referred, IncomingReferralNotification.GotRefer.class).sender();
        assertThat(incoming.invitation()).isEmpty();
        incoming.accept(202, Duration.ofSeconds(90));
        next(referral, ReferralNotification.GotNotify.class);
        ContactHeader moved = ContactHeader.of(contact().uri().withUser("moved"));
        asked.refresh(moved, List.of(), TIMEOUT);
        next(referred, IncomingReferralNotification.GotRefreshingSubscribe.class);
        assertThat(next(referral, ReferralNotification.GotNotify.class).statusCode())
                .isEqualTo(100);
        assertThat(incoming.remoteContact().orElseThrow().uri().user()).isEqualTo("moved");
        assertThat(asked.remoteContact()).contains(incoming.localContact());
        asked.end(TIMEOUT);
        next(referred, IncomingReferralNotification.GotUnsubscribe.class);
        next(referral, ReferralNotification.DidEnd.class);
        next(referred, IncomingReferralNotification.DidEnd.class);
        next(referred, IncomingReferralNotification.NotifyDidSucceed.class);
    }

    @Test
    void aReferralNobodyWantsToHearOfEndsWithItsAnswer() {
        Referral asked = harness.engine.createReferral(ReferralOptions.of(
                FromHeader.parse("<sip:alice@127.0.0.1>"),
                ToHeader.of(bob()),
                ReferToHeader.of(CAROL),
                contact(),
                route()));
        asked.sendRefer(false, List.of(), TIMEOUT);
        IncomingReferral incoming =
                next(referred, IncomingReferralNotification.GotRefer.class).sender();
        assertThat(incoming.createsSubscription()).isFalse();
        incoming.accept();
        next(referral, ReferralNotification.DidStart.class);
        next(referral, ReferralNotification.DidEnd.class);
        assertThat(incoming.state()).isEqualTo(IncomingReferral.State.TERMINATED);
    }

    @Test
    void messagesGoBothWaysWithinACall() {
        Ends ends = Ends.connected();
        LinkedBlockingQueue<MessageNotification> outcomes = harness.queueOf(MessageNotification.class);
        Message there = ends.caller().call.createMessage(SipBody.of("text/plain", "hello"), List.of());
        there.send(TIMEOUT);
        assertThat(ends.callee().await(InvitationNotification.GotMessage.class).body())
                .isEqualTo(SipBody.of("text/plain", "hello"));
        assertThat(next(outcomes, MessageNotification.DidSucceed.class).sender())
                .isSameAs(there);
        Message back = ends.callee().call.createMessage(SipBody.of("text/plain", "hello yourself"), List.of());
        back.send(TIMEOUT);
        assertThat(ends.caller()
                        .await(InvitationNotification.GotMessage.class)
                        .body()
                        .text())
                .isEqualTo("hello yourself");
        assertThat(next(outcomes, MessageNotification.DidSucceed.class).sender())
                .isSameAs(back);
        assertThat(back.code()).isEqualTo(200);
        ends.end();
    }

    @Test
    void servesASubscriptionFromPendingToTheEnd() {
        Subscription subscription = harness.engine.createSubscription(options("presence"));
        subscription.subscribe(List.of(), null, TIMEOUT);
        IncomingSubscription incoming = next(served, IncomingSubscriptionNotification.GotSubscribe.class)
                .sender();
        assertThat(incoming.event().eventPackage()).isEqualTo("presence");
        incoming.acceptPending();
        next(subscribed, SubscriptionNotification.GotNotify.class);
        assertThat(subscription.state()).isEqualTo(Subscription.State.PENDING);
        incoming.accept(SipBody.of("text/plain", "here"));
        assertThat(next(subscribed, SubscriptionNotification.GotNotify.class)
                        .body()
                        .text())
                .isEqualTo("here");
        incoming.pushContent(SipBody.of("text/plain", "away"));
        assertThat(next(subscribed, SubscriptionNotification.GotNotify.class)
                        .body()
                        .text())
                .isEqualTo("away");
        subscription.subscribe(List.of(), null, TIMEOUT);
        next(served, IncomingSubscriptionNotification.GotRefreshingSubscribe.class);
        assertThat(next(subscribed, SubscriptionNotification.GotNotify.class)
                        .body()
                        .text())
                .as("a refresh tells the state again")
                .isEqualTo("away");
        subscription.end(TIMEOUT);
        next(served, IncomingSubscriptionNotification.GotUnsubscribe.class);
        assertThat(next(subscribed, SubscriptionNotification.DidEnd.class).reason())
                .isEqualTo("timeout");
        next(served, IncomingSubscriptionNotification.DidEnd.class);
    }

    @Test
    void subscriptionsToOtherPackagesAreBadEvents() {
        Subscription subscription = harness.engine.createSubscription(options("dialog"));
        subscription.subscribe(List.of(), null, TIMEOUT);
        assertThat(next(subscribed, SubscriptionNotification.DidFail.class).code())
                .isEqualTo(489);
    }

    private static SubscriptionOptions options(String event) {
        return new SubscriptionOptions(
                FromHeader.parse("<sip:alice@127.0.0.1>"),
                ToHeader.of(bob()),
                contact(),
                EventHeader.of(event),
                route(),
                null,
                Duration.ofSeconds(600));
    }
}
