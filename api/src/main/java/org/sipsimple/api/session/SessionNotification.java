/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.session;

import java.time.Instant;
import java.util.List;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.stream.MediaStream;

/**
 * What a {@link Session} reports. NewOutgoing or NewIncoming comes first; then WillStart and DidStart, always both unless
 * DidFail comes instead of the second; after DidStart the last two are WillEnd and DidEnd; DidFail is always the last.
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
