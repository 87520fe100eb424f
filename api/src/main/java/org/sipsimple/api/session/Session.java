/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.session;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.stream.MediaStream;

/**
 * A session with one peer that carries any number of media streams, which come and go while it runs. Methods may be
 * called from any thread, return at once and act on the session's own serial executor; each outcome is told by the
 * returned stage and by {@link SessionNotification}. A stage fails with {@link SessionStateException} when the method is
 * not allowed in the state the session has when its turn comes, and with {@link SessionFailedException} when the peer or
 * a stream refused.
 *
 * <p>Spec: Middleware API, {@code Session}; RFC 3261, 3264.
 */
@ProviderType
public interface Session {

    /** {@code IDLE} is the seeds' state {@code None}. The table of what is allowed where is in the session bundle. */
    enum State {
        IDLE,
        CONNECTING,
        INCOMING,
        ACCEPTING,
        CONNECTED,
        SENDING_PROPOSAL,
        CANCELLING_PROPOSAL,
        RECEIVED_PROPOSAL,
        ACCEPTING_PROPOSAL,
        REJECTING_PROPOSAL,
        TERMINATING,
        TERMINATED
    }

    /**
     * How {@link #connect} connects.
     *
     * @param focus whether Contact gets {@code isfocus} (RFC 4579)
     * @param subject Subject header, null for none
     * @param timeout how long the peer may take to answer
     */
    record ConnectOptions(boolean focus, @Nullable String subject, Duration timeout) {
        public static final ConnectOptions DEFAULT = new ConnectOptions(false, null, Duration.ofSeconds(90));
    }

    /**
     * Invites {@code to} over the first of {@code routes} that works, offering {@code streams}; only when IDLE. Completes
     * when the session has started.
     */
    CompletionStage<Void> connect(ToHeader to, List<Route> routes, List<MediaStream> streams, ConnectOptions options);

    default CompletionStage<Void> connect(ToHeader to, List<Route> routes, List<MediaStream> streams) {
        return connect(to, routes, streams, ConnectOptions.DEFAULT);
    }

    /** Sends 180; only when INCOMING or RECEIVED_PROPOSAL. */
    CompletionStage<Void> sendRingIndication();

    /** Takes the call with a subset of the proposed streams; only when INCOMING. Completes when it has started. */
    CompletionStage<Void> accept(List<MediaStream> streams);

    /**
     * Refuses the call; only when INCOMING.
     *
     * @param code 300 to 699, usually 486 or 603
     * @param reason null for the standard phrase
     */
    CompletionStage<Void> reject(int code, @Nullable String reason);

    /** Refuses the call with 603. */
    default CompletionStage<Void> reject() {
        return reject(603, null);
    }

    /** Takes some of the streams the peer wants to add; only when RECEIVED_PROPOSAL. */
    CompletionStage<Void> acceptProposal(List<MediaStream> streams);

    /** Refuses them; only when RECEIVED_PROPOSAL. */
    CompletionStage<Void> rejectProposal(int code, @Nullable String reason);

    /** Refuses them with 488. */
    default CompletionStage<Void> rejectProposal() {
        return rejectProposal(488, null);
    }

    /** Proposes a further stream; only when CONNECTED. Completes when it has started. */
    default CompletionStage<Void> addStream(MediaStream stream) {
        return addStreams(List.of(stream));
    }

    /** Proposes further streams; only when CONNECTED. */
    CompletionStage<Void> addStreams(List<MediaStream> streams);

    /** Removes a stream whatever the peer says to it; only when CONNECTED. */
    CompletionStage<Void> removeStream(MediaStream stream);

    /** Takes our own proposal back; only when SENDING_PROPOSAL. */
    CompletionStage<Void> cancelProposal();

    /** Puts all streams that support it on hold, as soon as possible; completes when the peer agreed. */
    CompletionStage<Void> hold();

    /** Takes them off hold, as soon as possible. */
    CompletionStage<Void> unhold();

    /**
     * Asks the peer to call somebody else and to end this session then; only when CONNECTED, and one transfer at a time.
     * Completes when the new call has begun; this session ends by itself. Spec: {@code transfer}; RFC 5589.
     *
     * @param target whom the peer is to call
     * @param replacedSession a session of ours with {@code target} that the new call takes the place of (an attended
     *     transfer), null for a blind transfer
     */
    CompletionStage<Void> transfer(SipUri target, @Nullable Session replacedSession);

    /** Transfers blindly. */
    default CompletionStage<Void> transfer(SipUri target) {
        return transfer(target, null);
    }

    /**
     * Calls whom the peer asked us to call, with streams of those types this session has that can be offered without more
     * ado ({@link org.sipsimple.api.stream.MediaStreamFactory#offeredByDefault}); others can be added later. Only after
     * {@link SessionNotification.TransferNewIncoming}. Completes when the new call has begun; this session ends then. The new
     * session is that of the next {@link SessionNotification.NewOutgoing} and of {@link #transferHandler}.
     */
    CompletionStage<Void> acceptTransfer();

    /**
     * Refuses to call somebody else; only after {@link SessionNotification.TransferNewIncoming}.
     *
     * @param code 300 to 699
     * @param reason null for the standard phrase
     */
    CompletionStage<Void> rejectTransfer(int code, @Nullable String reason);

    /** Refuses it with 486. */
    default CompletionStage<Void> rejectTransfer() {
        return rejectTransfer(486, null);
    }

    /** Ends the session by CANCEL, BYE or a refusal; completes when it is over. Never fails. */
    CompletionStage<Void> end();

    State state();

    Account account();

    /** Empty while IDLE. */
    Optional<Direction> direction();

    Optional<Transport> transport();

    /** When it started; empty before. */
    Optional<Instant> startTime();

    /** When it ended; empty before. */
    Optional<Instant> stopTime();

    /** Whether either side put a stream on hold. */
    boolean onHold();

    /**
     * The address of this host towards the peer, for streams that announce one; known when streams are initialized,
     * unless the way to the peer is not.
     */
    default Optional<InetAddress> localAddress() {
        return Optional.empty();
    }

    Optional<String> remoteUserAgent();

    Optional<NameAddress> localIdentity();

    Optional<NameAddress> remoteIdentity();

    Optional<String> subject();

    /** The active streams in the order of their media lines. A snapshot. */
    List<MediaStream> streams();

    /** The streams under negotiation; empty when no proposal is in progress. */
    List<MediaStream> proposedStreams();

    /** The conference of the peer; empty when the peer is no focus. */
    Optional<ConferenceHandler> conference();

    /** Whether the peer is the focus of a conference: its Contact says {@code isfocus} (RFC 4579). */
    boolean remoteFocus();

    /** The session whose place this one takes or took: because of Replaces in an INVITE, or of an attended transfer. */
    Optional<Session> replacedSession();

    /** The transfer of this session that is in progress. */
    Optional<TransferHandler> transferHandler();

    /** What the transfer in progress is about; in a session that a transfer made, what that one was about. */
    Optional<TransferInfo> transferInfo();

    /** An optional power of this session; callers go on without it when it is empty. */
    <T> Optional<T> facet(Class<T> type);
}
