/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.DialogId;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.InvitationNotification;
import org.sipsimple.api.sip.Message;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.ReferToHeader;
import org.sipsimple.api.sip.Referral;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipHeaders;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.threading.Scheduler;

/**
 * An invitation whose peer is the test: the methods of {@link Invitation} are what the session does, those named like
 * {@link #peerRings} what the peer does. Keeps to the states and to the order of notifications of the real one. For one
 * thread only.
 */
public final class FakeInvitation implements Invitation {

    /** A response that the session sent. */
    public record Response(int code, @Nullable String reason, @Nullable SdpSession sdp, List<SipHeader> headers) {}

    /** Where all invitations of these tests come from and go to. */
    public static final InetSocketAddress PEER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5070);

    private final NotificationCenter notifications;
    private final Scheduler scheduler;
    private final Direction direction;
    private final FakeDialog made;
    private final List<Response> responses = new ArrayList<>();
    private final List<SdpSession> reinvites = new ArrayList<>();
    private State state = State.IDLE;
    private SubState subState = SubState.NORMAL;
    private SdpState sdp = new SdpState(null, null, null, null);
    private @Nullable Invite invite;
    private @Nullable FromHeader from;
    private @Nullable ToHeader to;
    private @Nullable SipMessage request;
    private @Nullable List<SipHeader> endHeaders;
    private @Nullable FakeInvitation replaced;
    private int reinviteCancels;
    private @Nullable ContactHeader renewedContact;
    private @Nullable ContactHeader remoteContact;
    private boolean peerAnswersEnd = true;
    private boolean dialogIsSlow;

    /** An outgoing one. */
    public FakeInvitation(NotificationCenter notifications, Scheduler scheduler) {
        this(notifications, scheduler, Direction.OUTGOING);
    }

    private FakeInvitation(NotificationCenter notifications, Scheduler scheduler, Direction direction) {
        this.notifications = notifications;
        this.scheduler = scheduler;
        this.direction = direction;
        this.made = new FakeDialog(this, notifications, scheduler);
    }

    /** One that a peer sent, without SDP when {@code offer} is null. */
    public static FakeInvitation incoming(
            NotificationCenter notifications,
            Scheduler scheduler,
            SipUri caller,
            SipUri target,
            @Nullable SdpSession offer) {
        FakeInvitation invitation = new FakeInvitation(notifications, scheduler, Direction.INCOMING);
        invitation.from = FromHeader.of(caller).withTag("peer");
        invitation.to = ToHeader.of(target);
        invitation.request = SipMessage.parse(("INVITE " + target + " SIP/2.0\r\nSubject: a test\r\n\r\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        invitation.sdp = new SdpState(null, offer, null, null);
        invitation.state = State.INCOMING;
        return invitation;
    }

    FakeInvitation replacing(FakeInvitation other) {
        replaced = other;
        return this;
    }

    // --- what the test looks at

    /** The INVITE that was sent. */
    public Invite invite() {
        return require(invite, "no INVITE was sent");
    }

    public List<Response> responses() {
        return List.copyOf(responses);
    }

    public Response lastResponse() {
        return responses.get(responses.size() - 1);
    }

    /** The offers of the re-INVITEs that were sent. */
    public List<SdpSession> reinvites() {
        return List.copyOf(reinvites);
    }

    public SdpSession lastReinvite() {
        return reinvites.get(reinvites.size() - 1);
    }

    public int reinviteCancels() {
        return reinviteCancels;
    }

    /** The referrals made in this dialog so far. */
    public List<FakeReferral> referrals() {
        return made.referrals();
    }

    public FakeReferral lastReferral() {
        return made.referrals().get(made.referrals().size() - 1);
    }

    /** The messages made in this dialog so far. */
    public List<FakeMessage> messages() {
        return made.messages();
    }

    /** The Contact of the last re-INVITE that had a new one. */
    public Optional<ContactHeader> renewedContact() {
        return Optional.ofNullable(renewedContact);
    }

    /** The headers of the BYE or CANCEL; empty when none was sent. */
    public Optional<List<SipHeader>> endHeaders() {
        return Optional.ofNullable(endHeaders);
    }

    // --- what the peer does

    /** 180. */
    public void peerRings() {
        peerSays(180, "Ringing");
    }

    /** A provisional response to the INVITE or re-INVITE. */
    public void peerSays(int code, String reason) {
        if (subState == SubState.SENT_PROPOSAL) {
            move(state, subState, Originator.REMOTE, code, reason);
        } else {
            move(State.EARLY, SubState.NORMAL, Originator.REMOTE, code, reason);
        }
    }

    /** 200 with an answer, and our ACK. */
    public void peerAnswers(SdpSession answer) {
        move(State.CONNECTING, SubState.NORMAL, Originator.REMOTE, 200, "OK");
        agree(require(invite().sdp(), "the INVITE had no SDP"), answer);
        move(State.CONNECTED, SubState.NORMAL, Originator.LOCAL, 0, "");
    }

    /** 200, and our ACK, after offer and answer were negotiated by earlier messages. */
    public void peerAnswersWithoutSdp() {
        move(State.CONNECTING, SubState.NORMAL, Originator.REMOTE, 200, "OK");
        move(State.CONNECTED, SubState.NORMAL, Originator.LOCAL, 0, "");
    }

    /** A final refusal of the INVITE. */
    public void peerRefuses(int code, String reason) {
        move(State.DISCONNECTED, SubState.NORMAL, Originator.REMOTE, code, reason);
    }

    /** The INVITE could not be sent, or nobody said anything to it. */
    public void fails(int code, String reason) {
        move(State.DISCONNECTED, SubState.NORMAL, Originator.LOCAL, code, reason);
    }

    /** The ACK to our 200. */
    public void peerAcknowledges() {
        move(State.CONNECTED, SubState.NORMAL, Originator.REMOTE, 0, "");
    }

    /** The ACK to our 200 that held the offer. */
    public void peerAcknowledges(SdpSession answer) {
        agree(require(lastResponse().sdp(), "the response had no SDP"), answer);
        peerAcknowledges();
    }

    /** The ACK never came. */
    public void peerForgetsAck() {
        notifications.post(new InvitationNotification.MissingAck(this, scheduler.now()));
        fails(408, "Request Timeout");
    }

    /** CANCEL of the peer's own INVITE, or BYE. */
    public void peerEnds() {
        move(State.DISCONNECTED, SubState.NORMAL, Originator.REMOTE, 0, "");
    }

    /** A re-INVITE, without SDP when {@code offer} is null. */
    public void peerReinvites(@Nullable SdpSession offer) {
        sdp = new SdpState(null, offer, sdp.activeLocal(), sdp.activeRemote());
        move(
                State.CONNECTED,
                offer == null ? SubState.RECEIVED_PROPOSAL_REQUEST : SubState.RECEIVED_PROPOSAL,
                Originator.REMOTE,
                0,
                "");
    }

    /** The ACK to our 200 to a re-INVITE without SDP. */
    public void peerAnswersOurOffer(SdpSession answer) {
        agree(require(lastResponse().sdp(), "the response had no SDP"), answer);
    }

    /** CANCEL of the peer's re-INVITE. */
    public void peerCancelsReinvite() {
        move(State.CONNECTED, SubState.NORMAL, Originator.REMOTE, 487, "Request Terminated");
    }

    /** 200 to our re-INVITE. */
    public void peerAnswersReinvite(SdpSession answer) {
        move(State.CONNECTED, SubState.NORMAL, Originator.REMOTE, 200, "OK");
        agree(lastReinvite(), answer);
    }

    /** A refusal of our re-INVITE. */
    public void peerRefusesReinvite(int code, String reason) {
        move(State.CONNECTED, SubState.NORMAL, Originator.REMOTE, code, reason);
    }

    /** An UPDATE, which the dialog answers by itself. */
    public void peerUpdates(SdpSession offer) {
        agree(require(sdp.activeLocal(), "nothing is agreed yet"), offer);
    }

    /** From now on this is the peer's Contact, for example one that says {@code isfocus}. */
    public void peerIsAt(ContactHeader contact) {
        remoteContact = contact;
    }

    /** A REFER in the dialog. */
    public FakeIncomingReferral peerRefers(ReferToHeader referTo, List<SipHeader> extraHeaders) {
        return made.referralOfPeer(referTo, extraHeaders);
    }

    /** A MESSAGE in the dialog, which it answers by itself. */
    public void peerSends(SipBody body) {
        notifications.post(new InvitationNotification.GotMessage(this, scheduler.now(), SipHeaders.empty(), body));
    }

    /** From now on the dialog does not say what became of responses to re-INVITEs. */
    public void dialogIsSlow() {
        dialogIsSlow = true;
    }

    /** From now on the peer says nothing to a BYE or CANCEL. */
    public void peerFallsSilent() {
        peerAnswersEnd = false;
    }

    // --- Invitation

    @Override
    public void sendInvite(Invite sent) {
        demand(state == State.IDLE, "sendInvite");
        invite = sent;
        from = sent.from();
        to = sent.to();
        sdp = new SdpState(sent.sdp(), null, null, null);
        move(State.OUTGOING, SubState.NORMAL, Originator.LOCAL, 0, "");
    }

    @Override
    public void sendResponse(
            int code, @Nullable String reason, @Nullable SdpSession answer, List<SipHeader> extraHeaders) {
        boolean initial = direction == Direction.INCOMING && (state == State.INCOMING || state == State.EARLY);
        boolean reinvite = subState == SubState.RECEIVED_PROPOSAL || subState == SubState.RECEIVED_PROPOSAL_REQUEST;
        demand(initial || reinvite, "sendResponse");
        responses.add(new Response(code, reason, answer, List.copyOf(extraHeaders)));
        String phrase = reason == null ? "phrase of " + code : reason;
        SdpSession offer = sdp.proposedRemote();
        if (code < 200) {
            move(initial ? State.EARLY : state, subState, Originator.LOCAL, code, phrase);
        } else if (code < 300) {
            move(initial ? State.CONNECTING : state, SubState.NORMAL, Originator.LOCAL, code, phrase);
            if (offer != null) {
                agree(require(answer, "a 2xx has SDP"), offer);
            }
        } else if (initial) {
            move(State.DISCONNECTING, SubState.NORMAL, Originator.LOCAL, code, phrase);
            move(State.DISCONNECTED, SubState.NORMAL, Originator.LOCAL, code, phrase);
        } else if (!dialogIsSlow) {
            move(state, SubState.NORMAL, Originator.LOCAL, code, phrase);
        }
    }

    @Override
    public void sendReinvite(SdpSession offer, @Nullable ContactHeader newContact, List<SipHeader> extraHeaders) {
        demand(state == State.CONNECTED && subState == SubState.NORMAL, "sendReinvite");
        renewedContact = newContact == null ? renewedContact : newContact;
        reinvites.add(offer);
        sdp = new SdpState(offer, null, sdp.activeLocal(), sdp.activeRemote());
        move(state, SubState.SENT_PROPOSAL, Originator.LOCAL, 0, "");
    }

    @Override
    public void cancelReinvite() {
        demand(subState == SubState.SENT_PROPOSAL, "cancelReinvite");
        reinviteCancels++;
    }

    @Override
    public Referral createReferral(ReferToHeader referTo) {
        demand(state == State.CONNECTED, "createReferral");
        return made.referral(referTo);
    }

    @Override
    public Message createMessage(SipBody body, List<SipHeader> extraHeaders) {
        demand(state == State.CONNECTED, "createMessage");
        return made.message(body, extraHeaders);
    }

    @Override
    public void end(List<SipHeader> extraHeaders, Duration timeout) {
        demand(state != State.IDLE, "end");
        if (state == State.DISCONNECTING || state == State.DISCONNECTED) {
            return;
        }
        endHeaders = List.copyOf(extraHeaders);
        boolean bye = state == State.CONNECTED || state == State.CONNECTING;
        move(State.DISCONNECTING, SubState.NORMAL, Originator.LOCAL, 0, "");
        if (peerAnswersEnd && bye) {
            move(State.DISCONNECTED, SubState.NORMAL, Originator.REMOTE, 200, "OK");
        } else if (peerAnswersEnd) {
            move(State.DISCONNECTED, SubState.NORMAL, Originator.REMOTE, 487, "Request Terminated");
        }
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public SubState subState() {
        return subState;
    }

    @Override
    public Direction direction() {
        return direction;
    }

    @Override
    public Optional<FromHeader> from() {
        return Optional.ofNullable(from);
    }

    @Override
    public Optional<ToHeader> to() {
        return Optional.ofNullable(to);
    }

    @Override
    public Optional<NameAddress> localIdentity() {
        return direction == Direction.OUTGOING ? from().map(FromHeader::address) : to().map(ToHeader::address);
    }

    @Override
    public Optional<NameAddress> remoteIdentity() {
        return direction == Direction.OUTGOING ? to().map(ToHeader::address) : from().map(FromHeader::address);
    }

    @Override
    public Optional<SipUri> requestUri() {
        return direction == Direction.INCOMING
                ? to().map(ToHeader::uri)
                : Optional.ofNullable(invite).map(Invite::requestUri);
    }

    @Override
    public Optional<String> callId() {
        return state == State.IDLE ? Optional.empty() : Optional.of("fake-call");
    }

    @Override
    public Optional<Transport> transport() {
        return Optional.of(Transport.UDP);
    }

    @Override
    public Optional<InetSocketAddress> peerAddress() {
        return Optional.of(PEER);
    }

    @Override
    public Optional<ContactHeader> localContact() {
        return Optional.ofNullable(invite).map(Invite::contact);
    }

    @Override
    public Optional<ContactHeader> remoteContact() {
        return Optional.ofNullable(remoteContact);
    }

    @Override
    public Optional<SipMessage> receivedRequest() {
        return Optional.ofNullable(request);
    }

    @Override
    public Optional<DialogId> dialog() {
        return state == State.IDLE || state == State.OUTGOING || state == State.INCOMING
                ? Optional.empty()
                : Optional.of(new DialogId("fake-call", "ours", "peer"));
    }

    @Override
    public Optional<Invitation> replacedInvitation() {
        return Optional.ofNullable(replaced);
    }

    @Override
    public Optional<String> remoteUserAgent() {
        return state == State.IDLE || state == State.OUTGOING ? Optional.empty() : Optional.of("fake peer");
    }

    @Override
    public SdpState sdp() {
        return sdp;
    }

    private void agree(SdpSession local, SdpSession remote) {
        sdp = new SdpState(null, null, local, remote);
        notifications.post(new InvitationNotification.GotSdpUpdate(this, scheduler.now(), null, local, remote));
    }

    /** Offer and answer do not fit. */
    public void disagree(String error) {
        sdp = new SdpState(null, null, sdp.activeLocal(), sdp.activeRemote());
        notifications.post(new InvitationNotification.GotSdpUpdate(this, scheduler.now(), error, null, null));
    }

    private void move(State newState, SubState newSubState, Originator originator, int code, String reason) {
        State previous = state;
        SubState previousSub = subState;
        state = newState;
        subState = newSubState;
        notifications.post(new InvitationNotification.ChangedState(
                this, scheduler.now(), previous, previousSub, newState, newSubState, originator, code, reason, null));
    }

    private void demand(boolean allowed, String what) {
        if (!allowed) {
            throw new IllegalStateException(what + " is not possible in " + state + " " + subState);
        }
    }

    private static <T> T require(@Nullable T value, String otherwise) {
        if (value == null) {
            throw new AssertionError(otherwise);
        }
        return value;
    }
}
