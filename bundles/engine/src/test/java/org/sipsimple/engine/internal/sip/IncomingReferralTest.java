/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.IncomingReferral;
import org.sipsimple.api.sip.IncomingReferralNotification.AnsweredRefer;
import org.sipsimple.api.sip.IncomingReferralNotification.ChangedState;
import org.sipsimple.api.sip.IncomingReferralNotification.DidEnd;
import org.sipsimple.api.sip.IncomingReferralNotification.GotRefer;
import org.sipsimple.api.sip.IncomingReferralNotification.GotRefreshingSubscribe;
import org.sipsimple.api.sip.IncomingReferralNotification.GotUnsubscribe;
import org.sipsimple.api.sip.IncomingReferralNotification.NotifyDidFail;
import org.sipsimple.api.sip.IncomingReferralNotification.NotifyDidSucceed;
import org.sipsimple.api.sip.IncomingReferralNotification.SentNotify;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class IncomingReferralTest {
    private static final String REFER_TO = "Refer-To: <sip:carol@example.com>\r\n";

    private final FakeCore core = new FakeCore();
    private final DialogSide peer = new DialogSide(core);
    private final IncomingDialogs dialogs = new IncomingDialogs(
            core, (transport, address) -> new InetSocketAddress(Addresses.literal("127.0.0.1"), 5060));

    private IncomingReferral received(String headers) {
        peer.peerOpens("REFER", headers, "");
        return core.center.last(GotRefer.class).sender();
    }

    @Test
    void isTakenOnAndTellsToTheEnd() {
        IncomingReferral referral = received(REFER_TO + "Referred-By: <sip:bob@example.com>\r\n");
        GotRefer got = core.center.last(GotRefer.class);
        assertThat(got.timestamp()).isEqualTo(core.clock.now());
        assertThat(got.method()).isEqualTo("REFER");
        assertThat(got.requestUri()).hasToString("sip:alice@127.0.0.1:5060");
        assertThat(got.referTo().uri()).hasToString("sip:carol@example.com");
        assertThat(got.headers().contains("Refer-To")).isTrue();
        assertThat(got.body()).isNull();
        assertThat(referral.state()).isEqualTo(IncomingReferral.State.INCOMING);
        assertThat(referral.referredBy().orElseThrow().uri()).hasToString("sip:bob@example.com");
        assertThat(referral.from().uri()).hasToString("sip:bob@example.com");
        assertThat(referral.to().uri()).hasToString("sip:alice@example.com");
        assertThat(referral.message().method()).isEqualTo("REFER");
        assertThat(referral.localContact().uri()).hasToString("sip:alice@127.0.0.1:5060");
        assertThat(referral.remoteContact()).contains(ContactHeader.parse("<sip:bob@127.0.0.1:5070>"));
        assertThat(referral.peerAddress()).hasValue(Addresses.parse("127.0.0.1:5070"));
        assertThat(referral.createsSubscription()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> referral.sendNotify(180));
        referral.accept();
        assertThat(peer.response().code()).isEqualTo(202);
        AnsweredRefer answered = core.center.last(AnsweredRefer.class);
        assertThat(answered.timestamp()).isEqualTo(core.clock.now());
        assertThat(answered.code()).isEqualTo(202);
        assertThat(answered.reason()).isEqualTo("Accepted");
        assertThat(answered.headers().isEmpty()).isTrue();
        assertThat(answered.body()).isNull();
        ChangedState change = core.center.last(ChangedState.class);
        assertThat(change.prevState()).isEqualTo(IncomingReferral.State.INCOMING);
        assertThat(change.state()).isEqualTo(IncomingReferral.State.ACTIVE);
        assertThat(change.timestamp()).isEqualTo(core.clock.now());
        assertThat(peer.later().headers()).containsExactly("Event: refer", "Subscription-State: active;expires=180");
        assertThat(peer.later().body()).isEqualTo("message/sipfrag;version=2.0 SIP/2.0 100 Trying\r\n");
        SentNotify sent = core.center.last(SentNotify.class);
        assertThat(sent.timestamp()).isEqualTo(core.clock.now());
        assertThat(sent.method()).isEqualTo("NOTIFY");
        assertThat(sent.requestUri()).hasToString("sip:bob@127.0.0.1:5070");
        assertThat(sent.headers().event()).isPresent();
        assertThat(sent.body().text()).isEqualTo("SIP/2.0 100 Trying\r\n");
        referral.sendNotify(180);
        assertThat(peer.requests()).as("one after the other").hasSize(1);
        peer.answer(peer.later(), 200, "");
        NotifyDidSucceed taken = core.center.last(NotifyDidSucceed.class);
        assertThat(taken.timestamp()).isEqualTo(core.clock.now());
        assertThat(taken.code()).isEqualTo(200);
        assertThat(taken.reason()).isEqualTo("Whatever");
        assertThat(taken.headers().callId()).contains("x");
        assertThat(taken.body()).isNull();
        assertThat(peer.later().body()).endsWith("SIP/2.0 180 Ringing\r\n");
        peer.answer(peer.later(), 200, "");
        referral.sendNotify(486, "Gone Fishing");
        assertThat(peer.later().body()).endsWith("SIP/2.0 486 Gone Fishing\r\n");
        assertThat(peer.later().headers()).contains("Subscription-State: terminated;reason=noresource");
        assertThat(core.center.last(DidEnd.class).timestamp()).isEqualTo(core.clock.now());
        assertThat(core.ops()).doesNotContain(Op.CLOSE_DIALOG);
        peer.answer(peer.later(), 200, "");
        assertThat(core.last().op()).isEqualTo(Op.CLOSE_DIALOG);
        assertThat(core.clock.waiting()).isZero();
        assertThat(core.handlers).isEmpty();
        referral.sendNotify(200);
        referral.end();
        assertThat(peer.requests()).hasSize(3);
    }

    @Test
    void isRejected() {
        IncomingReferral referral = received(REFER_TO);
        assertThatIllegalArgumentException().isThrownBy(() -> referral.reject(202));
        referral.reject(603, "Not Now", List.of(new GenericHeader("Retry-After", "7")));
        assertThat(peer.response().code()).isEqualTo(603);
        assertThat(peer.response().reason()).isEqualTo("Not Now");
        assertThat(peer.response().headers()).containsExactly("Retry-After: 7");
        assertThat(referral.state()).isEqualTo(IncomingReferral.State.TERMINATED);
        assertThat(core.ops()).endsWith(Op.RESPOND, Op.CLOSE_DIALOG);
        assertThatIllegalStateException().isThrownBy(referral::accept);
    }

    @Test
    void oneNobodyWantsToHearOfSendsNoNotify() {
        IncomingReferral referral = received(REFER_TO + "Refer-Sub: false\r\n");
        assertThat(referral.createsSubscription()).isFalse();
        referral.accept(200, Duration.ofSeconds(60));
        assertThat(peer.response().code()).isEqualTo(200);
        assertThat(peer.response().headers()).containsExactly("Refer-Sub: false");
        assertThat(peer.requests()).isEmpty();
        assertThat(referral.state()).isEqualTo(IncomingReferral.State.TERMINATED);
    }

    @Test
    void thePeerRefreshesAndUnsubscribes() {
        IncomingReferral referral = received(REFER_TO);
        referral.accept();
        peer.answer(peer.later(), 200, "");
        peer.peerSends(DialogSide.DIALOG, "SUBSCRIBE", "Event: refer\r\nExpires: 60\r\n", "");
        assertThat(peer.response().headers()).containsExactly("Expires: 60");
        assertThat(core.center.of(GotRefreshingSubscribe.class)).hasSize(1);
        assertThat(peer.later().headers()).contains("Subscription-State: active;expires=60");
        peer.answer(peer.later(), 200, "");
        peer.peerSends(DialogSide.DIALOG, "SUBSCRIBE", "Event: refer\r\nExpires: 0\r\n", "");
        assertThat(core.center.of(GotUnsubscribe.class)).hasSize(1);
        assertThat(peer.later().headers()).contains("Subscription-State: terminated;reason=timeout");
        assertThat(core.center.of(DidEnd.class)).hasSize(1);
        assertThat(referral.state()).isEqualTo(IncomingReferral.State.TERMINATED);
    }

    @Test
    void expiresUnlessItIsRefreshed() {
        received(REFER_TO).accept(202, Duration.ofSeconds(30));
        peer.answer(peer.later(), 200, "");
        core.clock.advance(Duration.ofSeconds(30));
        assertThat(peer.later().headers()).contains("Subscription-State: terminated;reason=timeout");
        assertThat(core.center.of(DidEnd.class)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"481,true", "408,true", "503,false"})
    void aFailedNotifyEndsItWhenThePeerKnowsNothingOfIt(int code, boolean ends) {
        IncomingReferral referral = received(REFER_TO);
        referral.accept();
        peer.answer(peer.later(), code, "");
        NotifyDidFail failure = core.center.last(NotifyDidFail.class);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.reason()).isEqualTo("Whatever");
        assertThat(failure.timestamp()).isEqualTo(core.clock.now());
        assertThat(failure.headers().isEmpty()).isFalse();
        assertThat(failure.body()).isNull();
        assertThat(referral.state() == IncomingReferral.State.TERMINATED).isEqualTo(ends);
    }

    @ParameterizedTest
    @CsvSource({"'',400", "'Refer-To: nonsense\r\n',400", "'Refer-To: <http://a.example>\r\n',416"})
    void oneThatNamesNobodyIsRefused(String headers, int code) {
        peer.peerOpens("REFER", headers, "");
        assertThat(peer.response().code()).isEqualTo(code);
        assertThat(core.last().op()).isEqualTo(Op.CLOSE_DIALOG);
        assertThat(core.center.of(GotRefer.class)).isEmpty();
        assertThat(dialogs.events()).isEmpty();
    }

    @Test
    void oneThatNamesTwoIsRefused() {
        peer.peerOpens("REFER", REFER_TO + REFER_TO, "");
        assertThat(peer.response().code()).isEqualTo(400);
    }

    @Test
    void whatNobodyAnswersIsAnsweredBelow() {
        IncomingReferral referral = received(REFER_TO);
        core.event(DialogSide.REQUEST, Event.REQUEST_EXPIRED, 500, new FieldWriter());
        assertThat(core.center.last(AnsweredRefer.class).code()).isEqualTo(500);
        assertThat(referral.state()).isEqualTo(IncomingReferral.State.TERMINATED);
        assertThat(core.handlers).isEmpty();
    }

    @Test
    void theEndOfTheEngineIsItsEnd() {
        IncomingReferral referral = received(REFER_TO);
        referral.accept();
        core.stop();
        assertThat(referral.state()).isEqualTo(IncomingReferral.State.TERMINATED);
        assertThat(core.center.of(DidEnd.class)).hasSize(1);
    }
}
