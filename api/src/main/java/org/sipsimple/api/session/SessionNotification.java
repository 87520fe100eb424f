/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.session;

import java.time.Instant;
import java.util.List;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.payload.DecodedPayload;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.stream.MediaStream;

/**
 * What a {@link Session} reports. NewOutgoing or NewIncoming comes first; then WillStart and DidStart, always both unless
 * DidFail comes instead of the second; after DidStart the last two are WillEnd and DidEnd; DidFail is always the last.
 * A transfer begins with TransferNewOutgoing or TransferNewIncoming, and ends with TransferDidEnd or TransferDidFail.
 *
 * <p>Spec: Middleware API, notifications of {@code Session}.
 */
public sealed interface SessionNotification extends Notification {

    @Override
    Session sender();

    @Override
    default String name() {
        return "SIPSession" + getClass().getSimpleName();
    }

    /** A peer calls; answer with {@link Session#accept} or {@link Session#reject}. */
    record NewIncoming(Session sender, Instant timestamp, List<MediaStream> streams) implements SessionNotification {}

    /** We are about to call. */
    record NewOutgoing(Session sender, Instant timestamp, List<MediaStream> streams) implements SessionNotification {}

    /** The peer rings. */
    record GotRingIndication(Session sender, Instant timestamp) implements SessionNotification {}

    /** Any provisional response to an INVITE or re-INVITE of ours. */
    record GotProvisionalResponse(Session sender, Instant timestamp, int code, String reason)
            implements SessionNotification {}

    /** The answer is there, the streams are about to start. */
    record WillStart(Session sender, Instant timestamp) implements SessionNotification {}

    /** All streams run. */
    record DidStart(Session sender, Instant timestamp, List<MediaStream> streams) implements SessionNotification {}

    /**
     * The session never started.
     *
     * @param code SIP status code, 0 when there is none
     * @param failureReason a sentence such as "user request" or "missing ACK"
     */
    record DidFail(
            Session sender, Instant timestamp, Originator originator, int code, String reason, String failureReason)
            implements SessionNotification {}

    /** The session is about to end. */
    record WillEnd(Session sender, Instant timestamp) implements SessionNotification {}

    /** The session is over. */
    record DidEnd(Session sender, Instant timestamp, Originator originator, String endReason)
            implements SessionNotification {}

    /**
     * Hold began or ended.
     *
     * @param onHold whether any stream is on hold
     * @param partial whether some that support it are not
     */
    record DidChangeHoldState(Session sender, Instant timestamp, Originator originator, boolean onHold, boolean partial)
            implements SessionNotification {}

    /** Streams were proposed to be added. */
    record GotProposal(Session sender, Instant timestamp, Originator originator, List<MediaStream> streams)
            implements SessionNotification {}

    /** All or some of them were taken. */
    record GotAcceptProposal(
            Session sender,
            Instant timestamp,
            Originator originator,
            List<MediaStream> streams,
            List<MediaStream> proposedStreams)
            implements SessionNotification {}

    /** They were refused. */
    record GotRejectProposal(
            Session sender,
            Instant timestamp,
            Originator originator,
            int code,
            String reason,
            List<MediaStream> streams)
            implements SessionNotification {}

    /** A proposal failed for a reason of our own. */
    record HadProposalFailure(Session sender, Instant timestamp, String failureReason, List<MediaStream> streams)
            implements SessionNotification {}

    /** Streams were added to or removed from the running session. */
    record DidRenegotiateStreams(Session sender, Instant timestamp, List<MediaStream> added, List<MediaStream> removed)
            implements SessionNotification {}

    /** The peer asks us to call somebody else; answer with {@link Session#acceptTransfer} or {@link Session#rejectTransfer}. */
    record TransferNewIncoming(Session sender, Instant timestamp, TransferInfo transfer)
            implements SessionNotification {}

    /**
     * We are about to ask the peer to call somebody else.
     *
     * @param transferDestination whom
     * @param transferSource who is to call: the peer
     */
    record TransferNewOutgoing(Session sender, Instant timestamp, SipUri transferDestination, SipUri transferSource)
            implements SessionNotification {}

    /** The one who was asked has agreed to call. */
    record TransferDidStart(Session sender, Instant timestamp) implements SessionNotification {}

    /** How far the new call is: what was answered to its INVITE so far. */
    record TransferGotProgress(Session sender, Instant timestamp, int code, String reason)
            implements SessionNotification {}

    /** The new call has begun; this session ends. */
    record TransferDidEnd(Session sender, Instant timestamp) implements SessionNotification {}

    /**
     * The transfer was refused or the new call did not come to be; this session goes on.
     *
     * @param code status code of the refusal, 408 when nobody answered
     */
    record TransferDidFail(Session sender, Instant timestamp, int code, String reason) implements SessionNotification {}

    /**
     * The focus of the conference this session takes part in has told its state.
     *
     * @param conferenceInfo what it told: a value when a codec for conference-info is installed, else the bare document
     */
    record GotConferenceInfo(Session sender, Instant timestamp, DecodedPayload conferenceInfo)
            implements SessionNotification {}

    /**
     * A SIP transaction of the dialog is complete.
     *
     * @param ackReceived only for INVITE: whether the ACK is known to have come
     */
    record DidProcessTransaction(
            Session sender,
            Instant timestamp,
            Originator originator,
            String method,
            int code,
            String reason,
            AckStatus ackReceived)
            implements SessionNotification {}

    /** Whether an ACK was seen. */
    enum AckStatus {
        RECEIVED,
        MISSING,
        UNKNOWN
    }
}
