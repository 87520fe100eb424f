/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.IncomingSubscription;
import org.sipsimple.api.sip.IncomingSubscription.State;
import org.sipsimple.api.sip.IncomingSubscriptionNotification.AnsweredSubscribe;
import org.sipsimple.api.sip.IncomingSubscriptionNotification.ChangedState;
import org.sipsimple.api.sip.IncomingSubscriptionNotification.DidEnd;
import org.sipsimple.api.sip.IncomingSubscriptionNotification.GotRefreshingSubscribe;
import org.sipsimple.api.sip.IncomingSubscriptionNotification.GotSubscribe;
import org.sipsimple.api.sip.IncomingSubscriptionNotification.GotUnsubscribe;
import org.sipsimple.api.sip.IncomingSubscriptionNotification.NotifyDidFail;
import org.sipsimple.api.sip.IncomingSubscriptionNotification.NotifyDidSucceed;
import org.sipsimple.api.sip.IncomingSubscriptionNotification.SentNotify;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class IncomingSubscriptionTest {
    private static final SipBody HERE = SipBody.of("text/plain", "here");
    private static final SipBody AWAY = SipBody.of("text/plain", "away");

    private final FakeCore core = new FakeCore();
    private final DialogSide peer = new DialogSide(core);
    private final IncomingDialogs dialogs = new IncomingDialogs(
            core, (transport, address) -> new InetSocketAddress(Addresses.literal("127.0.0.1"), 5060));

    @BeforeEach
    void servePresence() {
        dialogs.add("presence");
    }

    private IncomingSubscription received(String headers) {
        peer.peerOpens("SUBSCRIBE", "Event: presence\r\n" + headers, "filter");
        return core.center.last(GotSubscribe.class).sender();
    }

    private void refresh(String expires) {
        peer.peerSends(DialogSide.DIALOG, "SUBSCRIBE", "Event: presence\r\nExpires: " + expires + "\r\n", "filter");
    }

    @Test
    void isAcceptedAndNotified() {
        IncomingSubscription subscription = received("Expires: 600\r\n");
        GotSubscribe got = core.center.last(GotSubscribe.class);
        assertThat(got.timestamp()).isEqualTo(core.clock.now());
        assertThat(got.method()).isEqualTo("SUBSCRIBE");
        assertThat(got.requestUri()).hasToString("sip:alice@127.0.0.1:5060");
        assertThat(got.headers().event()).isPresent();
        assertThat(got.body().text()).isEqualTo("filter");
        assertThat(subscription.state()).isEqualTo(State.INCOMING);
        assertThat(subscription.event().eventPackage()).isEqualTo("presence");
        assertThat(subscription.message().method()).isEqualTo("SUBSCRIBE");
        assertThat(subscription.from().uri()).hasToString("sip:bob@example.com");
        assertThat(subscription.to().uri()).hasToString("sip:alice@example.com");
        assertThat(subscription.localContact().uri()).hasToString("sip:alice@127.0.0.1:5060");
        assertThat(subscription.remoteContact()).contains(ContactHeader.parse("<sip:bob@127.0.0.1:5070>"));
        assertThat(subscription.peerAddress()).hasValue(Addresses.parse("127.0.0.1:5070"));
        assertThat(subscription.content()).isEmpty();
        assertThat(subscription.expiresIn()).isZero();
        subscription.accept(HERE);
        assertThat(subscription.state()).isEqualTo(State.ACTIVE);
        assertThat(subscription.content()).contains(HERE);
        assertThat(subscription.content().orElseThrow().type().mediaType()).isEqualTo("text/plain");
        assertThat(subscription.expiresIn()).hasSeconds(600);
        assertThat(peer.response().code()).isEqualTo(200);
        assertThat(peer.response().headers()).containsExactly("Expires: 600");
        AnsweredSubscribe answered = core.center.last(AnsweredSubscribe.class);
        assertThat(answered.timestamp()).isEqualTo(core.clock.now());
        assertThat(answered.code()).isEqualTo(200);
        assertThat(answered.reason()).isEqualTo("OK");
        assertThat(answered.headers().expires()).hasValue(600);
        assertThat(answered.body()).isNull();
        assertThat(peer.later().method()).isEqualTo("NOTIFY");
        assertThat(peer.later().headers()).containsExactly("Event: presence", "Subscription-State: active;expires=600");
        assertThat(peer.later().body()).isEqualTo("text/plain here");
        SentNotify sent = core.center.last(SentNotify.class);
        assertThat(sent.timestamp()).isEqualTo(core.clock.now());
        assertThat(sent.method()).isEqualTo("NOTIFY");
        assertThat(sent.requestUri()).hasToString("sip:bob@127.0.0.1:5070");
        assertThat(sent.headers().subscriptionState()).isPresent();
        assertThat(sent.body()).isEqualTo(HERE);
        ChangedState change = core.center.last(ChangedState.class);
        assertThat(change.timestamp()).isEqualTo(core.clock.now());
        assertThat(change.prevState()).isEqualTo(State.INCOMING);
        assertThat(change.state()).isEqualTo(State.ACTIVE);
        peer.answer(peer.later(), 200, "");
        NotifyDidSucceed taken = core.center.last(NotifyDidSucceed.class);
        assertThat(taken.timestamp()).isEqualTo(core.clock.now());
        assertThat(taken.code()).isEqualTo(200);
        assertThat(taken.reason()).isEqualTo("Whatever");
        assertThat(taken.headers().callId()).contains("x");
        assertThat(taken.body()).isNull();
    }

    @Test
    void waitsForADecision() {
        IncomingSubscription subscription = received("Expires: 600\r\n");
        assertThatIllegalStateException().isThrownBy(() -> subscription.pushContent(HERE));
        assertThatIllegalStateException().isThrownBy(subscription::end);
        subscription.acceptPending();
        assertThat(subscription.state()).isEqualTo(State.PENDING);
        assertThat(peer.response().code()).isEqualTo(202);
        assertThat(peer.later().headers()).contains("Subscription-State: pending;expires=600");
        assertThat(peer.later().body()).isEmpty();
        peer.answer(peer.later(), 200, "");
        assertThatIllegalStateException().isThrownBy(() -> subscription.pushContent(HERE));
        core.clock.advance(Duration.ofSeconds(100));
        subscription.accept(HERE);
        assertThat(peer.responses()).as("answered once").hasSize(1);
        assertThat(peer.later().headers()).contains("Subscription-State: active;expires=500");
        assertThat(peer.later().body()).isEqualTo("text/plain here");
        assertThatIllegalStateException().isThrownBy(() -> subscription.accept(HERE));
    }

    @Test
    void tellsWhatIsNewInOrderAndAgainAtARefresh() {
        IncomingSubscription subscription = received("Expires: 600\r\n");
        subscription.accept(HERE);
        subscription.pushContent(AWAY);
        assertThat(peer.requests()).as("one after the other").hasSize(1);
        peer.answer(peer.later(), 200, "");
        assertThat(peer.later().body()).isEqualTo("text/plain away");
        peer.answer(peer.later(), 200, "");
        refresh("1200");
        GotRefreshingSubscribe got = core.center.last(GotRefreshingSubscribe.class);
        assertThat(got.timestamp()).isEqualTo(core.clock.now());
        assertThat(got.method()).isEqualTo("SUBSCRIBE");
        assertThat(got.requestUri()).hasToString("sip:alice@127.0.0.1:5060");
        assertThat(got.headers().expires()).hasValue(1200);
        assertThat(got.body().text()).isEqualTo("filter");
        assertThat(peer.response().headers()).containsExactly("Expires: 1200");
        assertThat(subscription.expiresIn()).hasSeconds(1200);
        assertThat(peer.requests()).hasSize(3);
        assertThat(peer.later().body()).isEqualTo("text/plain away");
    }

    @Test
    void thePeerUnsubscribes() {
        IncomingSubscription subscription = received("Expires: 600\r\n");
        subscription.accept(HERE);
        peer.answer(peer.later(), 200, "");
        refresh("0");
        GotUnsubscribe got = core.center.last(GotUnsubscribe.class);
        assertThat(got.timestamp()).isEqualTo(core.clock.now());
        assertThat(got.method()).isEqualTo("SUBSCRIBE");
        assertThat(got.requestUri()).hasToString("sip:alice@127.0.0.1:5060");
        assertThat(got.headers().expires()).hasValue(0);
        assertThat(got.body().text()).isEqualTo("filter");
        assertThat(peer.later().headers()).contains("Subscription-State: terminated;reason=timeout");
        assertThat(core.center.last(DidEnd.class).timestamp()).isEqualTo(core.clock.now());
        assertThat(subscription.state()).isEqualTo(State.TERMINATED);
        peer.answer(peer.later(), 200, "");
        assertThat(core.last().op()).isEqualTo(Op.CLOSE_DIALOG);
        assertThat(core.clock.waiting()).isZero();
        assertThat(core.handlers).isEmpty();
        subscription.pushContent(AWAY);
        subscription.accept(null);
        subscription.end();
        assertThat(core.center.of(DidEnd.class)).hasSize(1);
    }

    @Test
    void isEndedWithWhatThePeerShouldDo() {
        IncomingSubscription subscription = received("Expires: 600\r\n");
        subscription.accept(HERE);
        peer.answer(peer.later(), 200, "");
        assertThatIllegalArgumentException().isThrownBy(() -> subscription.end("a\r\nb", null));
        subscription.end("probation", Duration.ofSeconds(30));
        assertThat(peer.later().headers()).contains("Subscription-State: terminated;reason=probation;retry-after=30");
    }

    @Test
    void isRejected() {
        IncomingSubscription subscription = received("");
        subscription.reject(403);
        assertThat(peer.response().code()).isEqualTo(403);
        assertThat(subscription.state()).isEqualTo(State.TERMINATED);
        assertThat(core.ops()).endsWith(Op.RESPOND, Op.CLOSE_DIALOG);
        assertThat(core.handlers).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> subscription.reject(403));
    }

    @ParameterizedTest
    @CsvSource({"'',3600", "'Expires: 9999\r\n',3600", "'Expires: 60\r\n',60"})
    void grantsAnHourAtMost(String headers, int seconds) {
        IncomingSubscription subscription = received(headers);
        subscription.accept(null);
        assertThat(subscription.expiresIn()).hasSeconds(seconds);
    }

    @Test
    void aFetchIsToldOnce() {
        IncomingSubscription subscription = received("Expires: 0\r\n");
        subscription.accept(HERE);
        assertThat(peer.later().headers()).contains("Subscription-State: terminated;reason=timeout");
        assertThat(peer.later().body()).isEqualTo("text/plain here");
        assertThat(subscription.state()).isEqualTo(State.TERMINATED);
    }

    @Test
    void expiresUnlessItIsRefreshed() {
        received("Expires: 60\r\n").accept(HERE);
        peer.answer(peer.later(), 200, "");
        core.clock.advance(Duration.ofSeconds(60));
        assertThat(peer.later().headers()).contains("Subscription-State: terminated;reason=timeout");
        assertThat(core.center.of(DidEnd.class)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"481,true", "408,true", "503,false"})
    void aFailedNotifyEndsItWhenThePeerKnowsNothingOfIt(int code, boolean ends) {
        IncomingSubscription subscription = received("");
        subscription.accept(HERE);
        peer.answer(peer.later(), code, "");
        NotifyDidFail failure = core.center.last(NotifyDidFail.class);
        assertThat(failure.timestamp()).isEqualTo(core.clock.now());
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.reason()).isEqualTo("Whatever");
        assertThat(failure.headers().isEmpty()).isFalse();
        assertThat(failure.body()).isNull();
        assertThat(subscription.state() == State.TERMINATED).isEqualTo(ends);
        assertThat(core.center.of(DidEnd.class)).hasSize(ends ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"'Event: dialog\r\n',489", "'',400", "'Event: presence\r\nExpires: soon\r\n',400"})
    void othersAreRefused(String headers, int code) {
        peer.peerOpens("SUBSCRIBE", headers, "");
        assertThat(peer.response().code()).isEqualTo(code);
        assertThat(core.last().op()).isEqualTo(Op.CLOSE_DIALOG);
        assertThat(core.center.posted).isEmpty();
    }

    @Test
    void aBadEventSaysWhichAreGood() {
        dialogs.add("dialog");
        dialogs.remove("presence");
        peer.peerOpens("SUBSCRIBE", "Event: presence\r\n", "");
        assertThat(peer.response().headers()).containsExactly("Allow-Events: dialog");
    }

    @ParameterizedTest
    @CsvSource({"SUBSCRIBE,'Event: dialog\r\n',489", "SUBSCRIBE,'',489", "INFO,'',405", "OPTIONS,'',200"})
    void otherRequestsInTheDialogAreRefused(String method, String headers, int code) {
        received("").accept(HERE);
        peer.peerSends(DialogSide.DIALOG, method, headers, "");
        assertThat(peer.response().code()).isEqualTo(code);
    }

    @Test
    void whatNobodyAnswersIsAnsweredBelow() {
        IncomingSubscription subscription = received("");
        core.event(DialogSide.REQUEST, Event.REQUEST_EXPIRED, 500, new FieldWriter());
        assertThat(core.center.last(AnsweredSubscribe.class).code()).isEqualTo(500);
        assertThat(subscription.state()).isEqualTo(State.TERMINATED);
        assertThat(core.handlers).isEmpty();
    }

    @Test
    void theEndOfTheEngineIsItsEnd() {
        IncomingSubscription subscription = received("");
        subscription.accept(HERE);
        core.stop();
        assertThat(subscription.state()).isEqualTo(State.TERMINATED);
        assertThat(core.center.of(DidEnd.class)).hasSize(1);
    }
}
