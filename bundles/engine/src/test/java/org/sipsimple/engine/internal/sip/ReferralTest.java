/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.ReferToHeader;
import org.sipsimple.api.sip.Referral;
import org.sipsimple.api.sip.ReferralNotification.ChangedState;
import org.sipsimple.api.sip.ReferralNotification.DidEnd;
import org.sipsimple.api.sip.ReferralNotification.DidFail;
import org.sipsimple.api.sip.ReferralNotification.DidStart;
import org.sipsimple.api.sip.ReferralNotification.GotNotify;
import org.sipsimple.api.sip.ReferralNotification.WillStart;
import org.sipsimple.api.sip.ReferralOptions;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.pjsip.Op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ReferralTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String NOTIFY_HEADERS = "Event: refer\r\nSubscription-State: ";

    private final FakeCore core = new FakeCore();
    private final DialogSide peer = new DialogSide(core);
    private final NameResolver resolver = new NameResolver(core, target -> {
        throw new AssertionError("nothing to look up for " + target);
    });
    private final ReferralOptions options = ReferralOptions.of(
                    FromHeader.parse("<sip:alice@example.com>"),
                    ToHeader.parse("<sip:bob@example.com>"),
                    ReferToHeader.of(SipUri.parse("sip:carol@example.com")),
                    ContactHeader.parse("<sip:alice@127.0.0.1:5060>"),
                    new Route(Addresses.literal("127.0.0.1"), 5070, Transport.UDP))
            .withCredentials(Credentials.of("alice", "secret"));
    private final Referral referral = new DefaultReferral(core, resolver, options);

    private void accepted() {
        referral.sendRefer(List.of(), TIMEOUT);
        peer.answer(peer.opened(), 202, "Contact: <sip:bob@127.0.0.1:5070>\r\n");
    }

    private void notified(String state, String fragment) {
        peer.peerSends(peer.opened().dialog(), "NOTIFY", NOTIFY_HEADERS + state + "\r\n", fragment);
    }

    @Test
    void refersAndHearsOfIt() {
        assertThat(referral.state()).isEqualTo(Referral.State.NULL);
        referral.sendRefer(List.of(new GenericHeader("Referred-By", "<sip:alice@example.com>")), TIMEOUT);
        assertThat(referral.state()).isEqualTo(Referral.State.SENT);
        assertThat(core.center.last(WillStart.class).timestamp()).isEqualTo(core.clock.now());
        assertThat(referral.extraHeaders()).hasSize(1);
        assertThat(peer.opened().method()).isEqualTo("REFER");
        assertThat(peer.opened().headers())
                .containsExactly("Referred-By: <sip:alice@example.com>", "Refer-To: <sip:carol@example.com>");
        assertThat(referral.peerAddress()).isEmpty();
        assertThat(referral.remoteContact()).isEmpty();
        peer.answer(peer.opened(), 202, "Contact: <sip:bob@127.0.0.1:5070>\r\n");
        assertThat(core.center.last(DidStart.class).timestamp()).isEqualTo(core.clock.now());
        assertThat(referral.state()).isEqualTo(Referral.State.ACCEPTED);
        assertThat(referral.remoteContact()).contains(ContactHeader.parse("<sip:bob@127.0.0.1:5070>"));
        assertThat(referral.peerAddress()).hasValue(Addresses.parse("127.0.0.1:5070"));
        notified("active;expires=120", "SIP/2.0 180 Ringing\r\n");
        assertThat(peer.response().code()).isEqualTo(200);
        GotNotify notify = core.center.last(GotNotify.class);
        assertThat(notify.timestamp()).isEqualTo(core.clock.now());
        assertThat(notify.requestUri()).hasToString("sip:alice@127.0.0.1:5060");
        assertThat(notify.from().uri()).hasToString("sip:bob@example.com");
        assertThat(notify.to().uri()).hasToString("sip:alice@example.com");
        assertThat(notify.contentType().mediaType()).isEqualTo("text/plain");
        assertThat(notify.event().eventPackage()).isEqualTo("refer");
        assertThat(notify.headers().subscriptionState()).isPresent();
        assertThat(notify.body().text()).isEqualTo("SIP/2.0 180 Ringing\r\n");
        assertThat(notify.statusCode()).isEqualTo(180);
        assertThat(notify.statusReason()).isEqualTo("Ringing");
        ChangedState change = core.center.last(ChangedState.class);
        assertThat(change.prevState()).isEqualTo(Referral.State.ACCEPTED);
        assertThat(change.state()).isEqualTo(Referral.State.ACTIVE);
        assertThat(change.timestamp()).isEqualTo(core.clock.now());
        assertThat(referral.refreshInterval()).hasSeconds(120);
        notified("terminated;reason=noresource", "SIP/2.0 200 OK\r\n");
        assertThat(core.center.last(DidEnd.class).timestamp()).isEqualTo(core.clock.now());
        assertThat(core.last().op()).isEqualTo(Op.CLOSE_DIALOG);
        assertThat(core.clock.waiting()).isZero();
    }

    @Test
    void optionsAreThoseItWasMadeWith() {
        assertThat(referral.options().from().uri()).hasToString("sip:alice@example.com");
        assertThat(referral.options().to().uri()).hasToString("sip:bob@example.com");
        assertThat(referral.options().referTo().uri()).hasToString("sip:carol@example.com");
        assertThat(referral.localContact()).isEqualTo(options.contact());
        assertThat(referral.options().route().port()).isEqualTo(5070);
        assertThat(referral.options().credentials().username()).isEqualTo("alice");
        assertThat(referral.options()
                        .withRequestUri(SipUri.parse("sip:bob@127.0.0.1"))
                        .requestUri())
                .hasToString("sip:bob@127.0.0.1");
    }

    @Test
    void headersThatWouldBreakOutAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> referral.sendRefer(List.of(new GenericHeader("X-Bad", "a\r\nTo: b")), TIMEOUT));
    }

    @Test
    void withoutASubscriptionItEndsWithTheAnswer() {
        referral.sendRefer(false, List.of(), TIMEOUT);
        assertThat(peer.opened().headers()).contains("Refer-Sub: false", "Supported: norefersub");
        peer.answer(peer.opened(), 200, "Refer-Sub: false\r\n");
        assertThat(core.center.of(DidStart.class)).hasSize(1);
        assertThat(core.center.of(DidEnd.class)).hasSize(1);
        assertThat(referral.state()).isEqualTo(Referral.State.TERMINATED);
    }

    @Test
    void aPeerThatKnowsNothingOfItNotifiesAllTheSame() {
        referral.sendRefer(false, List.of(), TIMEOUT);
        peer.answer(peer.opened(), 202, "");
        assertThat(referral.state()).isEqualTo(Referral.State.ACCEPTED);
        notified("terminated;reason=noresource", "SIP/2.0 200 OK\r\n");
        assertThat(core.center.of(DidEnd.class)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"603", "405", "481"})
    void aRefusalIsAFailure(int code) {
        referral.sendRefer(List.of(), TIMEOUT);
        peer.answer(peer.opened(), code, "");
        DidFail failure = core.center.last(DidFail.class);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.reason()).isEqualTo("Whatever");
        assertThat(failure.timestamp()).isEqualTo(core.clock.now());
        assertThat(core.ops()).contains(Op.CLOSE_DIALOG);
    }

    @Test
    void noAnswerInTimeIsAFailure() {
        referral.sendRefer(List.of(), TIMEOUT);
        core.clock.advance(TIMEOUT);
        assertThat(core.center.last(DidFail.class).code()).isEqualTo(408);
    }

    @Test
    void noNotifyInTimeIsAFailure() {
        accepted();
        core.clock.advance(Duration.ofSeconds(32));
        assertThat(core.center.last(DidFail.class).code()).isEqualTo(408);
    }

    @Test
    void isRefreshedInTimeAndWhenAsked() {
        accepted();
        notified("active;expires=120", "");
        core.clock.advance(Duration.ofSeconds(90));
        assertThat(peer.later().method()).isEqualTo("SUBSCRIBE");
        assertThat(peer.later().headers()).contains("Event: refer", "Expires: 120");
        peer.answer(peer.later(), 200, "Expires: 60\r\n");
        assertThat(referral.refreshInterval()).hasSeconds(60);
        ContactHeader moved = ContactHeader.parse("<sip:alice@127.0.0.1:6060>");
        referral.refresh(moved, List.of(new GenericHeader("X-New", "yes")), TIMEOUT);
        assertThat(core.ops()).contains(Op.SET_CONTACT);
        assertThat(referral.localContact()).isEqualTo(moved);
        assertThat(peer.later().headers()).contains("X-New: yes");
        core.clock.advance(TIMEOUT);
        assertThat(core.center.last(DidFail.class).code()).as("of the refresh").isEqualTo(408);
    }

    @Test
    void expiresWhenNoRefreshIsAnswered() {
        accepted();
        notified("active;expires=20", "");
        core.clock.advance(Duration.ofSeconds(20));
        assertThat(core.center.last(DidFail.class).code()).isEqualTo(408);
        assertThat(referral.state()).isEqualTo(Referral.State.TERMINATED);
    }

    @Test
    void unsubscribesAndWaitsForTheLastNotify() {
        assertThatIllegalStateException().isThrownBy(() -> referral.end(TIMEOUT));
        accepted();
        notified("pending;expires=60", "");
        assertThat(referral.state()).isEqualTo(Referral.State.PENDING);
        referral.end(TIMEOUT);
        assertThat(peer.later().headers()).contains("Expires: 0");
        peer.answer(peer.later(), 200, "Expires: 0\r\n");
        assertThat(core.center.of(DidEnd.class)).isEmpty();
        notified("terminated;reason=timeout", "");
        assertThat(core.center.of(DidEnd.class)).hasSize(1);
        referral.end(TIMEOUT);
        referral.refresh(null, List.of(), TIMEOUT);
        assertThat(core.center.of(DidEnd.class)).hasSize(1);
    }

    @Test
    void canBeSentOnce() {
        assertThatIllegalStateException().isThrownBy(() -> referral.refresh(null, List.of(), TIMEOUT));
        accepted();
        assertThatIllegalStateException().isThrownBy(() -> referral.sendRefer(List.of(), TIMEOUT));
    }

    @ParameterizedTest
    @CsvSource({"'Event: presence\r\nSubscription-State: active\r\n',489", "'Event: refer\r\n',400", "'',400"})
    void otherNotificationsAreRefused(String headers, int code) {
        accepted();
        peer.peerSends(peer.opened().dialog(), "NOTIFY", headers, "");
        assertThat(peer.response().code()).isEqualTo(code);
        assertThat(core.center.of(GotNotify.class)).isEmpty();
    }

    @Test
    void theEndOfTheEngineIsAFailure() {
        accepted();
        core.stop();
        assertThat(core.center.last(DidFail.class).code()).isZero();
    }
}
