/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.Session.State;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionNotification.DidChangeHoldState;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.session.internal.SessionFixture.Call;
import org.sipsimple.stream.testkit.FakeStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.session.internal.SessionFixture.failure;
import static org.sipsimple.session.internal.SessionFixture.sdp;
import static org.sipsimple.session.internal.SessionFixture.taking;

class HoldTest {
    private final SessionFixture fixture = new SessionFixture();
    private final FakeStream voice = fixture.voice();

    private CompletableFuture<Void> hold(Session session) {
        return session.hold().toCompletableFuture();
    }

    private void peerAgrees() {
        fixture.peer().peerAnswersReinvite(taking(fixture.peer().lastReinvite()));
    }

    private List<DidChangeHoldState> changes() {
        return fixture.notifications.of(DidChangeHoldState.class);
    }

    @Test
    void isOnHoldOnceThePeerAgreedAndOffWhenItAgreesToThat() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> held = hold(session);
        assertThat(fixture.peer().lastReinvite().direction(0)).isEqualTo(MediaDirection.SENDONLY);
        assertThat(voice.calls()).endsWith("hold", "offer 0");
        assertThat(session.onHold()).isFalse();
        assertThat(changes()).isEmpty();
        peerAgrees();
        assertThat(held).isCompleted();
        assertThat(session.onHold()).isTrue();
        assertThat(changes()).singleElement().satisfies(change -> {
            assertThat(change.originator()).isEqualTo(Originator.LOCAL);
            assertThat(change.onHold()).isTrue();
            assertThat(change.partial()).isFalse();
        });

        CompletableFuture<Void> back = session.unhold().toCompletableFuture();
        assertThat(fixture.peer().lastReinvite().direction(0)).isEqualTo(MediaDirection.SENDRECV);
        peerAgrees();
        assertThat(back).isCompleted();
        assertThat(session.onHold()).isFalse();
        assertThat(changes()).hasSize(2);
        assertThat(changes().get(1).onHold()).isFalse();
    }

    @Test
    void versionsOfTheDescriptionGrowAndItsIdentifierStays() {
        Session session = fixture.connected(voice).session();
        SdpSession first = fixture.peer().invite().sdp();
        session.hold();
        SdpSession second = fixture.peer().lastReinvite();
        peerAgrees();
        session.unhold();
        SdpSession third = fixture.peer().lastReinvite();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.version()).isEqualTo(first.version() + 1);
        assertThat(third.version()).isEqualTo(second.version() + 1);
        assertThat(third.address()).isEqualTo("127.0.0.1");
        assertThat(third.connection().address()).isEqualTo("127.0.0.1");
    }

    @Test
    void isNotOnHoldWhenThePeerRefuses() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> held = hold(session);
        fixture.peer().peerRefusesReinvite(488, "Not Acceptable Here");
        assertThat(failure(held)).isInstanceOf(SessionFailedException.class).hasMessageContaining("488");
        assertThat(session.onHold()).isFalse();
        assertThat(changes()).isEmpty();
        assertThat(voice.calls()).as("media goes on").endsWith("unhold");
        assertThat(session.state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void cancelsAHoldThatIsNotAnsweredIn5Seconds() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> held = hold(session);
        fixture.pass(Duration.ofSeconds(5));
        assertThat(fixture.peer().reinviteCancels()).isEqualTo(1);
        assertThat(held).isNotDone();
        fixture.peer().peerRefusesReinvite(487, "Request Terminated");
        assertThat(failure(held)).isInstanceOfSatisfying(SessionFailedException.class, e -> assertThat(e.code())
                .isEqualTo(408));
        assertThat(session.onHold()).isFalse();
    }

    @Test
    void endsTheSessionWhenThePeerKnowsNothingOfItAnyMore() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> held = hold(session);
        fixture.peer().peerRefusesReinvite(481, "Call/Transaction Does Not Exist");
        assertThat(held).isCompletedExceptionally();
        assertThat(session.state()).isEqualTo(State.TERMINATED);
    }

    @Test
    void aHoldAskedForBeforeTheCallStartsIsDoneWhenItHas() {
        Call call = fixture.call(voice);
        CompletableFuture<Void> held = hold(call.session());
        assertThat(held).isNotDone();
        fixture.peer().peerAnswers(taking(fixture.peer().invite().sdp()));
        assertThat(call.session().state()).isEqualTo(State.CONNECTED);
        peerAgrees();
        assertThat(held).isCompleted();
        assertThat(call.session().onHold()).isTrue();
    }

    @Test
    void aHoldAskedForDuringAnotherUpdateIsDoneAfterIt() {
        Session session = fixture.connected(voice).session();
        session.addStream(fixture.text());
        CompletableFuture<Void> held = hold(session);
        assertThat(fixture.peer().reinvites()).hasSize(1);
        peerAgrees();
        assertThat(fixture.peer().reinvites()).hasSize(2);
        peerAgrees();
        assertThat(held).isCompleted();
        assertThat(session.streams()).hasSize(2);
    }

    @Test
    void holdAskedForTwiceIsOneReinvite() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> once = hold(session);
        CompletableFuture<Void> twice = hold(session);
        peerAgrees();
        assertThat(once).isCompleted();
        assertThat(twice).isCompleted();
        assertThat(fixture.peer().reinvites()).hasSize(1);
    }

    @Test
    void aHoldThatCanNoLongerBeDoneFails() {
        Call call = fixture.call(voice);
        CompletableFuture<Void> held = hold(call.session());
        call.session().end();
        assertThat(failure(held)).isInstanceOf(SessionFailedException.class);
    }

    @Test
    void isPartialWhenOneOfTheStreamsIsNotHeld() {
        FakeStream second = fixture.voice();
        Session session = fixture.connected(voice, second).session();
        SdpSession offer = sdp("voice", "voice");
        fixture.peer().peerReinvites(offer.withMedia(1, offer.media().get(1).withDirection(MediaDirection.SENDONLY)));
        assertThat(changes()).singleElement().satisfies(change -> {
            assertThat(change.originator()).isEqualTo(Originator.REMOTE);
            assertThat(change.onHold()).isTrue();
            assertThat(change.partial()).isTrue();
        });
        assertThat(session.onHold()).isTrue();
    }

    @Test
    void streamsThatCannotBeHeldGoOn() {
        FakeStream text = fixture.text().withoutHold();
        Session session = fixture.connected(voice, text).session();
        session.hold();
        peerAgrees();
        assertThat(text.calls()).doesNotContain("hold");
        assertThat(changes().get(0).partial()).isFalse();
    }

    @Test
    void nothingIsToBeDoneWithoutAStreamToHold() {
        Session session = fixture.connected(fixture.text().withoutHold()).session();
        assertThat(hold(session)).isCompleted();
        assertThat(fixture.peer().reinvites()).isEmpty();
        assertThat(session.onHold()).isFalse();
    }

    @Test
    void thePeerHoldsAndLetsGoByReinvite() {
        Session session = fixture.connected(voice).session();
        SdpSession offer = sdp("voice");
        fixture.peer().peerReinvites(offer.withMedia(0, offer.media().get(0).withDirection(MediaDirection.SENDONLY)));
        assertThat(fixture.peer().lastResponse().code()).isEqualTo(200);
        assertThat(fixture.peer().lastResponse().sdp().direction(0)).isEqualTo(MediaDirection.RECVONLY);
        assertThat(voice.onHoldByRemote()).isTrue();
        assertThat(session.state()).isEqualTo(State.CONNECTED);
        fixture.peer().peerReinvites(offer);
        assertThat(voice.onHold()).isFalse();
        assertThat(changes()).extracting(DidChangeHoldState::onHold).containsExactly(true, false);
        assertThat(fixture.told(session))
                .containsExactly(
                        "SIPSessionDidProcessTransaction",
                        "SIPSessionDidChangeHoldState",
                        "SIPSessionDidProcessTransaction",
                        "SIPSessionDidChangeHoldState");
    }

    @Test
    void thePeerHoldsByUpdate() {
        Session session = fixture.connected(voice).session();
        SdpSession offer = sdp("voice");
        fixture.peer().peerUpdates(offer.withMedia(0, offer.media().get(0).withDirection(MediaDirection.SENDONLY)));
        assertThat(session.onHold()).isTrue();
        assertThat(changes()).singleElement().satisfies(change -> assertThat(change.originator())
                .isEqualTo(Originator.REMOTE));
    }
}
