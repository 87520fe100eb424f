/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.Invitation.SdpState;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.engine.internal.core.NativeEventHandler;
import org.sipsimple.engine.internal.sip.InvitationPhase.Step;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.Op;
import org.sipsimple.pjsip.PjsipBorder;

/** Turns the native events of one invitation into steps of its state. Event thread only. */
final class InvitationEvents implements NativeEventHandler {
    private static final Logger LOG = System.getLogger(InvitationEvents.class.getName());

    /** Status of a negotiation that left no medium (PJMEDIA_SDPNEG_ENOMEDIA): agreed all the same. */
    static final int NO_MEDIA_LEFT = 220_046;

    private static final String ALLOW =
            "INVITE, ACK, CANCEL, BYE, UPDATE, PRACK, OPTIONS, MESSAGE, REFER, NOTIFY, SUBSCRIBE";

    private final EngineCore core;
    private final InvitationCommands commands;
    private final InvitationState state;
    private final Direction direction;
    private final CallReferrals referrals;
    private final TargetRefresh refresh;
    private final Consumer<ContactHeader> renewal;
    /** The description in the peer's last answer: what is agreed when no medium is left. */
    private @Nullable SdpSession lastAnswer;
    /** The text of the offer that we have read and not agreed upon yet: the agreement brings it once more. */
    private byte @Nullable [] offerText;

    /** The re-INVITE at hand has been refused because our answer to it failed. */
    private boolean refused;

    /** @param renewal told another Contact that the call has from now on */
    InvitationEvents(
            EngineCore core,
            InvitationCommands commands,
            InvitationState state,
            Direction direction,
            PublicAddresses publicAddresses,
            Consumer<ContactHeader> renewal) {
        this.core = core;
        this.commands = commands;
        this.state = state;
        this.direction = direction;
        this.refresh = new TargetRefresh(publicAddresses);
        this.renewal = renewal;
        this.referrals = new CallReferrals(core, state.owner(), commands.id());
    }

    Invitation invitation() {
        return state.owner();
    }

    CallReferrals referrals() {
        return referrals;
    }

    @Override
    public void onEvent(int type, int code, FieldReader payload) {
        switch (type) {
            case Event.INVITE_STATE -> inviteState(code, payload);
            case Event.SDP_NEGOTIATED -> negotiated(code, payload);
            case Event.REINVITE_RECEIVED -> reinviteReceived(payload);
            case Event.REINVITE_CANCELLED -> reinviteCancelled(code);
            case Event.REINVITE_RESULT -> reinviteResult(code, payload);
            case Event.UPDATE_RECEIVED -> hear(payload.readBytes());
            case Event.IN_DIALOG_REQUEST -> requestReceived(payload);
            case Event.ACK_MISSING -> state.ackMissing();
            case Event.OFFER_REQUIRED -> offerReceived(payload);
            case Event.COMMAND_FAILED -> commandFailed(code, payload);
            default -> LOG.log(Level.DEBUG, () -> "event 0x" + Integer.toHexString(type) + " means nothing to a call");
        }
    }

    @Override
    public void engineStopped() {
        state.happened(Step.GONE, Cause.local(500, "The engine has stopped"));
        referrals.callGone();
    }

    /** The invitation itself has come in. */
    void received(
            SipMessage invite, byte @Nullable [] body, @Nullable SdpSession offer, String transport, String peer) {
        offerText = body;
        state.heard(Peer.UNKNOWN.after(invite, transport, peer));
        state.happened(Step.INVITE_RECEIVED, Cause.of(0, "", invite), offered(offer));
    }

    /** No final answer came in time. */
    void inviteTimedOut() {
        if (state.happened(Step.TIMED_OUT, Cause.local(408, Wire.reason(408)))) {
            commands.end(0, null, List.of());
        }
    }

    /** The answer to our BYE or CANCEL did not come in time; the native side goes on waiting for it by itself. */
    void endTimedOut() {
        state.happened(Step.TIMED_OUT, Cause.local(408, Wire.reason(408)));
    }

    private void inviteState(int nativeState, FieldReader payload) {
        int code = payload.readInt();
        String reason = payload.readText();
        SipMessage message = message(payload.readOptionalBytes());
        state.heard(state.peer().after(message, payload.readText(), payload.readText()));
        lastAnswer = answerIn(message);
        if (direction == Direction.OUTGOING) {
            refresh.heard(message, state.peer());
        }
        Cause cause = Cause.of(code, reason, message);
        switch (nativeState) {
            case 3 -> outgoingOnly(Step.PROVISIONAL_RECEIVED, cause);
            case 4 -> outgoingOnly(Step.SUCCESS_RECEIVED, cause);
            case 5 -> confirmed(cause);
            case 6 -> gone(cause);
            default -> LOG.log(Level.TRACE, () -> "call " + commands.id() + " is in native state " + nativeState);
        }
    }

    private void confirmed(Cause cause) {
        if (direction == Direction.OUTGOING) {
            refresh.due(invitation().localContact().orElse(null), state.peer()).ifPresent(contact -> {
                renewal.accept(contact);
                commands.refreshTarget(contact, refresh.peerTakesUpdate());
            });
        }
        state.happened(Step.CONFIRMED, cause);
    }

    /** What is sent by us has been stepped through when the application asked for it. */
    private void outgoingOnly(Step step, Cause cause) {
        if (direction == Direction.OUTGOING) {
            state.happened(step, cause);
        }
    }

    private void gone(Cause cause) {
        core.unregister(commands.id());
        state.happened(Step.GONE, cause);
        referrals.callGone();
    }

    private void negotiated(int status, FieldReader payload) {
        SdpSession local = sdp(payload.readOptionalBytes());
        SdpSession remote = remote(payload.readOptionalBytes());
        if (status == NO_MEDIA_LEFT) {
            SdpState own = state.sdp();
            local = local == null ? own.proposedLocal() : local;
            remote = remote == null && own.proposedRemote() != null ? own.proposedRemote() : remote;
            remote = remote == null ? lastAnswer : remote;
        } else if (status != 0) {
            state.disagreed("offer and answer do not fit, status " + status);
            return;
        }
        if (local == null || remote == null) {
            state.disagreed("the description of one side cannot be read");
        } else {
            state.agreed(local, remote);
        }
    }

    private @Nullable SdpSession remote(byte @Nullable [] text) {
        SdpSession proposed = state.sdp().proposedRemote();
        boolean known = proposed != null && text != null && Arrays.equals(text, offerText);
        offerText = null;
        return known ? proposed : sdp(text);
    }

    private void reinviteReceived(FieldReader payload) {
        SipMessage message = hear(payload.readBytes());
        byte[] body = payload.readOptionalBytes();
        SdpSession offer = sdp(body);
        offerText = body;
        refused = false;
        if (body != null && offer == null) {
            commands.answer(488, null, null, List.of(), null);
            return;
        }
        // ours has not reached the native side in time, else that would have refused the peer's
        state.happened(Step.REINVITE_FINISHED, Cause.local(491, Wire.reason(491)), InvitationState::withoutProposals);
        Step step = offer == null ? Step.REINVITE_WITHOUT_OFFER : Step.REINVITE_RECEIVED;
        if (!state.happened(step, Cause.of(0, "", message), offered(offer))) {
            commands.answer(491, null, null, List.of(), null);
        }
    }

    private void reinviteCancelled(int code) {
        Cause cause = new Cause(Originator.REMOTE, code, Wire.reason(code), null);
        state.happened(Step.REINVITE_CANCELLED, cause, InvitationState::withoutProposals);
    }

    private void reinviteResult(int code, FieldReader payload) {
        boolean update = payload.readText().equals("UPDATE");
        String reason = payload.readText();
        SipMessage message = message(payload.readOptionalBytes());
        if (message != null) {
            state.heard(state.peer().after(message));
        }
        if (update) {
            LOG.log(Level.DEBUG, () -> "call " + commands.id() + " has told its contact: " + code + " " + reason);
            return; // a refresh that nobody asked for; what the peer has not taken, the next re-INVITE tells
        }
        UnaryOperator<SdpState> change =
                code >= 200 && code < 300 ? UnaryOperator.identity() : InvitationState::withoutProposals;
        state.happened(Step.REINVITE_FINISHED, Cause.of(code, reason, message), change);
    }

    private void requestReceived(FieldReader payload) {
        long request = payload.readLong();
        SipMessage message = hear(payload.readBytes());
        payload.readText(); // transport
        if (message == null) {
            respond(request, 400);
            return;
        }
        DialogRequest received = new DialogRequest(request, message, Addresses.find(payload.readText()));
        switch (message.method()) {
            case "OPTIONS" -> respond(request, 200);
            case "MESSAGE" -> {
                respond(request, 200);
                state.gotMessage(message);
            }
            case "REFER" -> referReceived(received);
            case "NOTIFY", "SUBSCRIBE" -> referrals.received(received);
            default -> respond(request, 405);
        }
    }

    private void referReceived(DialogRequest refer) {
        Optional<ContactHeader> contact = invitation().localContact();
        if (contact.isEmpty() || state.phase().state() != Invitation.State.CONNECTED) {
            respond(refer.id(), 480);
        } else {
            referrals.refer(refer, contact.get());
        }
    }

    private void respond(long request, int code) {
        commands.respond(request, code, Map.of("Allow", ALLOW));
    }

    private void offerReceived(FieldReader payload) {
        byte[] body = payload.readBytes();
        SdpSession offer = sdp(body);
        offerText = body;
        if (offer == null) {
            endForFailure(Cause.local(488, Wire.reason(488)));
            return;
        }
        state.happened(Step.OFFER_RECEIVED, Cause.of(0, "", null), offered(offer));
    }

    private void commandFailed(int status, FieldReader payload) {
        int op = payload.readInt();
        String text = payload.readText();
        LOG.log(Level.DEBUG, () -> "command 0x" + Integer.toHexString(op) + " of call " + commands.id() + ": " + text);
        Cause cause = Cause.local(500, text);
        switch (op) {
            case Op.INVITE -> gone(cause);
            case Op.ANSWER -> answerFailed(cause);
            case Op.REINVITE ->
                state.happened(
                        Step.REINVITE_FINISHED,
                        status == PjsipBorder.INVALID_OPERATION ? Cause.local(491, Wire.reason(491)) : cause,
                        InvitationState::withoutProposals);
            case Op.UPDATE ->
                LOG.log(Level.DEBUG, "the next re-INVITE tells the contact"); // one is under way, or it is too late
            default -> LOG.log(Level.WARNING, () -> "call " + commands.id() + ": " + text);
        }
    }

    /** Nobody waits for an answer in vain: neither the peer nor the application, which has seen its own step. */
    private void answerFailed(Cause cause) {
        if (state.phase() == InvitationPhase.CONNECTING) {
            endForFailure(cause);
        } else if (state.phase() == InvitationPhase.NORMAL && !refused) {
            refused = true; // once: this answer may fail too
            commands.answer(500, null, null, List.of(), null);
            state.disagreed(cause.reason());
        }
    }

    private void endForFailure(Cause cause) {
        commands.end(cause.code(), null, List.of());
        state.happened(Step.END, cause);
    }

    private static UnaryOperator<SdpState> offered(@Nullable SdpSession offer) {
        return sdp -> new SdpState(null, offer, sdp.activeLocal(), sdp.activeRemote());
    }

    private @Nullable SipMessage hear(byte[] raw) {
        SipMessage message = message(raw);
        if (message != null) {
            state.heard(state.peer().after(message));
        }
        return message;
    }

    private static @Nullable SipMessage message(byte @Nullable [] raw) {
        if (raw == null) {
            return null;
        }
        try {
            return SipMessage.parse(raw);
        } catch (SipSyntaxException e) {
            // PJSIP is more lenient in places; the event counts, only its text is missing
            LOG.log(Level.WARNING, "a received message cannot be read: " + e.getMessage());
            return null;
        }
    }

    private static @Nullable SdpSession answerIn(@Nullable SipMessage message) {
        if (message == null || message.isRequest()) {
            return null;
        }
        byte[] body = message.body();
        return body.length == 0 ? null : sdp(body);
    }

    static @Nullable SdpSession sdp(byte @Nullable [] text) {
        if (text == null) {
            return null;
        }
        try {
            return SdpSession.parse(text);
        } catch (SipSyntaxException e) {
            LOG.log(Level.WARNING, "a session description cannot be read: " + e.getMessage());
            return null;
        }
    }
}
