/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.sip.Invitation.SdpState;
import org.sipsimple.api.sip.Invitation.State;
import org.sipsimple.api.sip.Invitation.SubState;
import org.sipsimple.api.sip.InvitationNotification.ChangedState;
import org.sipsimple.api.sip.InvitationNotification.GotSdpUpdate;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;
import org.sipsimple.pjsip.PjsipBorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Offers and answers of a call, those of re-INVITEs above all. */
class InvitationOfferTest {
    @Test
    void aReinviteEndsWithTheCodeOfItsAnswer() {
        for (int code : new int[] {200, 408, 488, 491}) {
            InvitationFixture f = InvitationFixture.at(InvitationPhase.SENT_PROPOSAL);
            assertThat(f.call.sdp().proposedLocal()).isNotNull();
            if (code == 200) {
                f.negotiated(0, Messages.OFFER, Messages.ANSWER);
            }
            f.reinviteResult(code, "whatever");
            assertThat(f.states()).containsExactly("CONNECTED/NORMAL " + code);
            assertThat(f.call.sdp()).isEqualTo(new SdpState(null, null, Messages.offer(), Messages.answer()));
        }
    }

    @Test
    void aReinviteThatCrossesThePeersEndsWith491AndThePeersIsTaken() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.SENT_PROPOSAL);
        f.reinvite(Messages.OFFER);
        f.failed(Op.REINVITE, PjsipBorder.INVALID_OPERATION, "invalid operation");
        assertThat(f.states()).containsExactly("CONNECTED/NORMAL 491", "CONNECTED/RECEIVED_PROPOSAL 0");
        assertThat(f.call.sdp().proposedRemote()).isEqualTo(Messages.offer());
        assertThat(f.call.sdp().proposedLocal()).isNull();
    }

    @Test
    void aReinviteThatCannotBeSentEndsToo() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.SENT_PROPOSAL);
        f.failed(Op.REINVITE, PjsipBorder.INVALID_ARGUMENT, "invalid argument");
        ChangedState change = f.core.center.last(ChangedState.class);
        assertThat(change.subState()).isEqualTo(SubState.NORMAL);
        assertThat(change.code()).isEqualTo(500);
        assertThat(change.reason()).isEqualTo("invalid argument");
        assertThat(change.originator()).isEqualTo(Originator.LOCAL);
    }

    @Test
    void answersThePeersReinvite() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.RECEIVED_PROPOSAL);
        f.call.sendResponse(200, Messages.answer());
        f.negotiated(0, Messages.ANSWER, Messages.OFFER);
        assertThat(f.states()).containsExactly("CONNECTED/NORMAL 200");
        assertThat(f.core.center.last(GotSdpUpdate.class).succeeded()).isTrue();
        assertThat(f.call.sdp().activeLocal()).isEqualTo(Messages.answer());
    }

    @Test
    void refusingThePeersReinviteKeepsWhatWasAgreed() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.RECEIVED_PROPOSAL);
        SdpState before = f.call.sdp();
        f.call.sendResponse(488);
        assertThat(f.states()).containsExactly("CONNECTED/NORMAL 488");
        assertThat(f.call.sdp()).isEqualTo(new SdpState(null, null, before.activeLocal(), before.activeRemote()));
    }

    @Test
    void thePeerMayCancelItsReinvite() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.RECEIVED_PROPOSAL);
        f.core.event(f.id, Event.REINVITE_CANCELLED, 487, new FieldWriter());
        assertThat(f.states()).containsExactly("CONNECTED/NORMAL 487");
        assertThat(f.core.center.last(ChangedState.class).originator()).isEqualTo(Originator.REMOTE);
        assertThat(f.call.sdp().proposedRemote()).isNull();
        assertThatIllegalStateException().isThrownBy(() -> f.call.sendResponse(488));
    }

    @Test
    void anAnswerThatFailsBelowIsAnsweredAndTold() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.RECEIVED_PROPOSAL);
        f.call.sendResponse(200, Messages.answer());
        f.failed(Op.ANSWER, 1, "no such codec");
        assertThat(f.core.last().reader().readInt()).isEqualTo(500);
        assertThat(f.core.center.last(GotSdpUpdate.class).error()).isEqualTo("no such codec");
        int posted = f.core.posted.size();
        f.failed(Op.ANSWER, 1, "nor this");
        assertThat(f.core.posted).hasSize(posted);
    }

    @Test
    void aCallWithoutOfferAsksForTheAnswerToThePeers() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.OFFERED);
        assertThat(f.call.state()).isEqualTo(State.CONNECTING);
        assertThat(f.call.sdp().proposedRemote()).isEqualTo(Messages.offer());
        f.call.sendResponse(200, Messages.answer());
        f.negotiated(0, Messages.ANSWER, Messages.OFFER);
        f.nativeState(5, 200, "OK", null);
        assertThat(f.states()).containsExactly("CONNECTING/NORMAL 200", "CONNECTED/NORMAL 200");
    }

    @Test
    void sdpOfAProvisionalAnswerIsToldAgainWithTheFinalOne() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.EARLY_OUT);
        f.negotiated(0, Messages.OFFER, Messages.ANSWER);
        f.nativeState(4, 200, "OK", null);
        f.nativeState(5, 200, "OK", null);
        assertThat(f.core.center.names())
                .containsExactly(
                        "SIPInvitationGotSDPUpdate",
                        "SIPInvitationChangedState",
                        "SIPInvitationGotSDPUpdate",
                        "SIPInvitationChangedState");
        GotSdpUpdate update = f.core.center.last(GotSdpUpdate.class);
        assertThat(update.localSdp()).isEqualTo(Messages.offer());
        assertThat(update.remoteSdp()).isEqualTo(Messages.answer());
    }

    @Test
    void descriptionsThatDoNotFitAreReported() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.SENT_PROPOSAL);
        f.negotiated(220_047, null, null);
        GotSdpUpdate update = f.core.center.last(GotSdpUpdate.class);
        assertThat(update.succeeded()).isFalse();
        assertThat(update.error()).contains("220047");
        assertThat(update.localSdp()).isNull();
        assertThat(update.remoteSdp()).isNull();
        assertThat(f.call.sdp().activeLocal()).isEqualTo(Messages.offer());
    }
}
