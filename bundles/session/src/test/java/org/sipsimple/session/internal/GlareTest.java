/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.Session.State;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.stream.testkit.FakeStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.session.internal.SessionFixture.failure;
import static org.sipsimple.session.internal.SessionFixture.sdp;
import static org.sipsimple.session.internal.SessionFixture.taking;

class GlareTest {
    private final SessionFixture fixture = new SessionFixture();
    private final FakeStream voice = fixture.voice();

    private void glare() {
        fixture.peer().peerRefusesReinvite(491, "Request Pending");
    }

    private void peerAgrees() {
        fixture.peer().peerAnswersReinvite(taking(fixture.peer().lastReinvite()));
    }

    @Test
    void theCallerWaits2100To4000MillisecondsAndTheOther0To2000InStepsOf10() {
        Random random = new Random(3);
        Duration leastOwner = Duration.ofHours(1);
        Duration mostOwner = Duration.ZERO;
        Duration mostOther = Duration.ZERO;
        for (int i = 0; i < 5000; i++) {
            Duration owner = GlareBackoff.draw(Direction.OUTGOING, random);
            Duration other = GlareBackoff.draw(Direction.INCOMING, random);
            assertThat(owner).isBetween(Duration.ofMillis(2100), Duration.ofMillis(4000));
            assertThat(other).isBetween(Duration.ZERO, Duration.ofMillis(2000));
            assertThat(owner.toMillis() % 10).isZero();
            assertThat(other.toMillis() % 10).isZero();
            leastOwner = owner.compareTo(leastOwner) < 0 ? owner : leastOwner;
            mostOwner = owner.compareTo(mostOwner) > 0 ? owner : mostOwner;
            mostOther = other.compareTo(mostOther) > 0 ? other : mostOther;
        }
        assertThat(leastOwner).isEqualTo(Duration.ofMillis(2100));
        assertThat(mostOwner).isEqualTo(Duration.ofMillis(4000));
        assertThat(mostOther).isEqualTo(Duration.ofMillis(2000));
    }

    @Test
    void theCallerTriesAgainAfterItsTurnOfTheOther() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> held = session.hold().toCompletableFuture();
        glare();
        assertThat(held).isNotDone();
        assertThat(session.onHold()).isFalse();
        fixture.pass(Duration.ofMillis(2099));
        assertThat(fixture.peer().reinvites()).hasSize(1);
        fixture.pass(Duration.ofMillis(1901));
        assertThat(fixture.peer().reinvites()).hasSize(2);
        peerAgrees();
        assertThat(held).isCompleted();
        assertThat(session.onHold()).isTrue();
    }

    @Test
    void theCalledTriesAgainWithin2Seconds() {
        Session session = fixture.accepted("voice");
        CompletableFuture<Void> held = session.hold().toCompletableFuture();
        glare();
        fixture.pass(Duration.ofMillis(2000));
        assertThat(fixture.peer().reinvites()).hasSize(2);
        peerAgrees();
        assertThat(held).isCompleted();
    }

    @Test
    void takesThePeersReinviteWhileItWaits() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> held = session.hold().toCompletableFuture();
        glare();
        fixture.peer().peerReinvites(sdp("voice"));
        assertThat(fixture.peer().lastResponse().code()).isEqualTo(200);
        assertThat(fixture.peer().reinvites()).as("the wait is not over").hasSize(1);
        fixture.pass(Duration.ofSeconds(4));
        peerAgrees();
        assertThat(held).isCompleted();
    }

    @Test
    void waitsForTheEndOfThePeersReinvite() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> held = session.hold().toCompletableFuture();
        glare();
        fixture.peer().peerReinvites(sdp("voice", "text"));
        fixture.pass(Duration.ofSeconds(10));
        assertThat(session.state()).isEqualTo(State.RECEIVED_PROPOSAL);
        assertThat(fixture.peer().reinvites()).hasSize(1);
        session.rejectProposal();
        assertThat(fixture.peer().reinvites()).hasSize(2);
        peerAgrees();
        assertThat(held).isCompleted();
    }

    @Test
    void givesUpAfterTheAllowedRetries() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> held = session.hold().toCompletableFuture();
        for (int i = 0; i < 9; i++) {
            assertThat(held).isNotDone();
            glare();
            fixture.pass(Duration.ofSeconds(4));
        }
        assertThat(fixture.peer().reinvites()).hasSize(9);
        assertThat(failure(held)).isInstanceOfSatisfying(SessionFailedException.class, e -> assertThat(e.code())
                .isEqualTo(491));
        assertThat(session.onHold()).isFalse();
        assertThat(fixture.notifications.of(SessionNotification.DidChangeHoldState.class))
                .isEmpty();
    }

    @Test
    void proposalsAreTriedAgainToo() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> added = session.addStream(fixture.text()).toCompletableFuture();
        glare();
        assertThat(session.state()).isEqualTo(State.SENDING_PROPOSAL);
        fixture.pass(Duration.ofSeconds(4));
        peerAgrees();
        assertThat(added).isCompleted();
        assertThat(session.streams()).hasSize(2);
    }

    @Test
    void aProposalThatWaitsGivesWayToOneOfThePeer() {
        Session session = fixture.connected(voice).session();
        FakeStream ours = fixture.text();
        CompletableFuture<Void> added = session.addStream(ours).toCompletableFuture();
        glare();
        fixture.peer().peerReinvites(sdp("voice", "text"));
        assertThat(failure(added)).isInstanceOfSatisfying(SessionFailedException.class, e -> assertThat(e.code())
                .isEqualTo(491));
        assertThat(session.state()).isEqualTo(State.RECEIVED_PROPOSAL);
        assertThat(ours.calls()).endsWith("deactivate", "end");
        assertThat(fixture.notifications.of(SessionNotification.GotRejectProposal.class))
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.originator()).isEqualTo(Originator.LOCAL));
        session.acceptProposal(session.proposedStreams());
        assertThat(session.streams()).hasSize(2);
        fixture.pass(Duration.ofMinutes(1));
        assertThat(fixture.peer().reinvites()).hasSize(1);
    }

    @Test
    void aWaitEndsWithTheSession() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> held = session.hold().toCompletableFuture();
        glare();
        session.end();
        assertThat(held).isCompletedExceptionally();
        assertThat(fixture.threads.time().waiting()).isZero();
    }
}
