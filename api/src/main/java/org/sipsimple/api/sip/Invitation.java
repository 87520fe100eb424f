/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sdp.SdpSession;

/**
 * One INVITE dialog, outgoing or incoming, agnostic of the media it negotiates. Methods may be called from any thread;
 * they check the state at once ({@link IllegalStateException}) and act asynchronously, every outcome being reported by
 * {@link InvitationNotification} with this object as sender, in order.
 *
 * <p>Spec: SIP Core API, {@code Invitation}; RFC 3261, 3264, 3311, 3262.
 */
@ProviderType
public interface Invitation {

    /**
     * The life of the dialog. {@code IDLE} is the seeds' state {@code None}; the usual ways are IDLE, OUTGOING, EARLY,
     * CONNECTING, CONNECTED, DISCONNECTING, DISCONNECTED and INCOMING, EARLY, CONNECTING, CONNECTED, ...
     */
    enum State {
        IDLE,
        INCOMING,
        OUTGOING,
        EARLY,
        CONNECTING,
        CONNECTED,
        DISCONNECTING,
        DISCONNECTED
    }

    /**
     * What a connected dialog is busy with. One that is CONNECTING can be in RECEIVED_PROPOSAL too: we sent the INVITE
     * without an offer, the peer's 2xx brought one, and {@link #sendResponse} with 200 and our answer sends the ACK.
     */
    enum SubState {
        NORMAL,
        SENT_PROPOSAL,
        RECEIVED_PROPOSAL,
        /** A re-INVITE without SDP: the peer asks for our offer. */
        RECEIVED_PROPOSAL_REQUEST
    }

    State state();

    SubState subState();

    Direction direction();

    /** Who sent the initial INVITE; present from the first send or receipt. */
    Optional<FromHeader> from();

    Optional<ToHeader> to();

    /** From or To, whichever is us. */
    Optional<NameAddress> localIdentity();

    Optional<NameAddress> remoteIdentity();

    /** The Request-URI of the initial INVITE. */
    Optional<SipUri> requestUri();

    Optional<String> callId();

    /** The transport the last message went or came by. */
    Optional<Transport> transport();

    /** Where the peer's messages come from. */
    Optional<InetSocketAddress> peerAddress();

    Optional<ContactHeader> localContact();

    Optional<ContactHeader> remoteContact();

    /** The peer's initial INVITE as it came; empty for an outgoing invitation. */
    default Optional<SipMessage> receivedRequest() {
        return Optional.empty();
    }

    /** What names the dialog; empty until both sides have told their tags. */
    Optional<DialogId> dialog();

    /**
     * The call that the peer's INVITE is to take the place of (RFC 3891): ending that one, once this one is accepted, is for
     * the application. Empty for most; an INVITE that wants to replace something that is not there never gets here.
     */
    Optional<Invitation> replacedInvitation();

    /** The peer's User-Agent or Server. */
    Optional<String> remoteUserAgent();

    /** The offer in progress, ours and the peer's, and what the last negotiation agreed on; null where there is none. */
    SdpState sdp();

    /**
     * The SDP of both sides.
     *
     * @param proposedLocal our pending offer
     * @param proposedRemote the peer's pending offer
     * @param activeLocal ours as last agreed
     * @param activeRemote the peer's as last agreed
     */
    record SdpState(
            @Nullable SdpSession proposedLocal,
            @Nullable SdpSession proposedRemote,
            @Nullable SdpSession activeLocal,
            @Nullable SdpSession activeRemote) {}

    /**
     * What an outgoing INVITE carries.
     *
     * @param requestUri the target
     * @param route where to send it; added as a Route header unless it is the target itself
     * @param sdp our offer, null to ask the peer for one
     * @param credentials for 401 and 407, null for none
     * @param extraHeaders sent as they are
     * @param timeout how long to wait for a final answer before the state becomes DISCONNECTED with 408
     */
    record Invite(
            SipUri requestUri,
            FromHeader from,
            ToHeader to,
            ContactHeader contact,
            Route route,
            @Nullable SdpSession sdp,
            @Nullable Credentials credentials,
            List<SipHeader> extraHeaders,
            Duration timeout) {
        public Invite {
            extraHeaders = List.copyOf(extraHeaders);
        }
    }

    /** Sends the initial INVITE; only in IDLE. */
    void sendInvite(Invite invite);

    /**
     * Answers the initial INVITE (INCOMING, EARLY) or a re-INVITE (RECEIVED_PROPOSAL, RECEIVED_PROPOSAL_REQUEST), or
     * the offer in the 2xx to an INVITE of ours that had none (CONNECTING and RECEIVED_PROPOSAL). The answer to a
     * re-INVITE makes the sub-state NORMAL; so does the peer's CANCEL of it, with code 487.
     *
     * @param code 101 to 699; a 2xx needs {@code sdp}, 300 and more must have none
     * @param reason null for the standard phrase
     * @param sdp answer or, when the peer asked for it, offer
     */
    void sendResponse(int code, @Nullable String reason, @Nullable SdpSession sdp, List<SipHeader> extraHeaders);

    default void sendResponse(int code) {
        sendResponse(code, null, null, List.of());
    }

    default void sendResponse(int code, SdpSession sdp) {
        sendResponse(code, null, sdp, List.of());
    }

    /**
     * Proposes new SDP; only in CONNECTED and NORMAL. Becomes SENT_PROPOSAL; the outcome comes as a state change.
     *
     * @param newContact where the peer's requests are to go from now on, when our address has changed; null leaves it
     */
    void sendReinvite(SdpSession sdp, @Nullable ContactHeader newContact, List<SipHeader> extraHeaders);

    /** The same with the Contact the dialog has. */
    default void sendReinvite(SdpSession sdp, List<SipHeader> extraHeaders) {
        sendReinvite(sdp, null, extraHeaders);
    }

    /** Cancels our own re-INVITE; only in SENT_PROPOSAL. */
    void cancelReinvite();

    /**
     * A new referral within the dialog, not sent yet: transfers the peer. Only in CONNECTED. Those of the peer come as {@link
     * IncomingReferralNotification.GotRefer} of a referral whose {@link IncomingReferral#invitation} this is.
     */
    Referral createReferral(ReferToHeader referTo);

    /**
     * A new message within the dialog, not sent yet. Only in CONNECTED. Those of the peer come as {@link
     * InvitationNotification.GotMessage}.
     */
    Message createMessage(SipBody body, List<SipHeader> extraHeaders);

    /**
     * Ends the dialog by CANCEL, BYE or, when still INCOMING, a 603. Becomes DISCONNECTED after the peer's answer or
     * {@code timeout}. Does nothing when already disconnecting.
     *
     * @param extraHeaders for example a Reason (RFC 3326)
     */
    void end(List<SipHeader> extraHeaders, Duration timeout);
}
