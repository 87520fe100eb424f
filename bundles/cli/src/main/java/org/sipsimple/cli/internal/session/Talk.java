/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.session.TransferInfo;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.stream.FileExchange;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.cli.internal.call.ExitStatus;

/** A session and what is told of it. Event loop only. */
final class Talk {

    /** Who decides what is done about it. */
    interface Owner {
        void started(Talk talk);

        /** The last that is heard of it. */
        void over(Talk talk, ExitStatus status);

        /** The peer wants to add streams. */
        void proposed(Talk talk, List<MediaStream> streams);

        /** The peer wants us to call somebody else. */
        void referred(Talk talk, TransferInfo transfer);

        /** What the peer wanted to add is decided. */
        void settled(Talk talk);
    }

    private final int number;
    private final Session session;
    private final @Nullable String callee;
    private final Output output;
    private final Owner owner;
    private final StreamWatch watch;
    private boolean quietHold;
    private boolean leaving;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** @param callee whom we call, null for a session of the peer */
    Talk(int number, Session session, @Nullable String callee, Common common, RtpLines rtp, Owner owner) {
        this.number = number;
        this.session = session;
        this.callee = callee;
        this.output = common.output();
        this.owner = owner;
        this.watch = new StreamWatch(this, common, rtp);
    }

    int number() {
        return number;
    }

    Session session() {
        return session;
    }

    StreamWatch watch() {
        return watch;
    }

    boolean isOver() {
        return end.isDone();
    }

    /** Completes when it has started and its owner knows, or will never start. */
    CompletableFuture<Void> begun() {
        return begun;
    }

    /** Completes when it is over. */
    CompletableFuture<Void> end() {
        return end;
    }

    /** The peer's address, with its name where it has one. */
    String peer() {
        return session.remoteIdentity().map(Talk::shown).orElse(callee == null ? "unknown" : callee);
    }

    private static String shown(NameAddress identity) {
        return identity.displayName() == null
                ? identity.uri().toString()
                : "\"" + identity.displayName() + "\" <" + identity.uri() + ">";
    }

    /** The types of its streams, for people: {@code Audio/Chat}. */
    String media() {
        return types(session.streams().isEmpty() ? session.proposedStreams() : session.streams());
    }

    static String types(List<MediaStream> streams) {
        return streams.isEmpty() ? "nothing" : String.join("/", names(streams));
    }

    static List<String> names(List<MediaStream> streams) {
        return streams.stream().map(MediaStream::type).toList();
    }

    /** Whether it is about files and nothing else: then nobody switches to it. */
    boolean carriesFilesOnly() {
        List<MediaStream> streams = session.streams().isEmpty() ? session.proposedStreams() : session.streams();
        return !streams.isEmpty()
                && streams.stream()
                        .allMatch(stream -> stream.facet(FileExchange.class).isPresent());
    }

    /** The power of one of its streams, of those under negotiation too. */
    <T> Optional<T> power(Class<T> facet) {
        return power(session.streams(), facet)
                .or(() -> power(session.proposedStreams(), facet))
                .or(() -> begun.isDone() ? Optional.empty() : power(watch.streams(), facet));
    }

    private static <T> Optional<T> power(List<MediaStream> streams, Class<T> facet) {
        return streams.stream().flatMap(stream -> stream.facet(facet).stream()).findFirst();
    }

    /** Holds or not because another session becomes or was the active one: nothing to be told. */
    void switched(boolean held) {
        if (leaving) {
            return;
        }
        quietHold = true;
        (held ? session.hold() : session.unhold()).exceptionally(failure -> {
            output.note("error", this, "text", Pending.reason(failure));
            return null;
        });
    }

    /** The peer's wish that we call somebody else is followed: it ends when that call begins. */
    void leave() {
        leaving = true;
    }

    /** Ends it whatever its state. */
    void hangUp() {
        if (session.state() == Session.State.IDLE) {
            fail("SIP session cancelled", ExitStatus.OK);
        } else {
            session.end();
        }
    }

    /** It has come to nothing before anybody was asked. */
    void fail(String sentence, ExitStatus status) {
        output.tell("failed", this, sentence, "exit_code", status.code());
        finish(status);
    }

    private void finish(ExitStatus status) {
        if (end.complete(null)) {
            watch.close();
            owner.over(this, status);
            begun.complete(null);
        }
    }

    /** What the session reports, in order. */
    void heard(SessionNotification event) {
        if (!ofLife(event) && !ofStreams(event)) {
            ofTransfer(event);
        }
    }

    private boolean ofLife(SessionNotification event) {
        if (event instanceof SessionNotification.NewOutgoing call) {
            output.tell(
                    "calling",
                    this,
                    "Initiating SIP session with " + types(call.streams()) + " to '" + peer() + "'...",
                    "streams",
                    names(call.streams()));
        } else if (event instanceof SessionNotification.GotRingIndication) {
            output.tell("ringing", this, "Ringing...");
        } else if (event instanceof SessionNotification.DidStart start) {
            started(start);
        } else if (event instanceof SessionNotification.DidFail failure) {
            failed(failure);
        } else if (event instanceof SessionNotification.DidEnd end) {
            ended(end);
        } else {
            return false;
        }
        return true;
    }

    private void started(SessionNotification.DidStart start) {
        output.tell(
                "started",
                this,
                "SIP session with '" + peer() + "' established: " + types(start.streams()),
                "streams",
                names(start.streams()));
        start.streams().forEach(watch::describe);
        session.remoteUserAgent()
                .ifPresent(agent -> output.tell("user_agent", this, "Remote SIP User Agent is \"" + agent + "\""));
        owner.started(this);
        begun.complete(null);
    }

    private void failed(SessionNotification.DidFail failure) {
        String code = failure.code() == 0 ? "" : " (" + failure.code() + " " + failure.reason() + ")";
        boolean incoming =
                session.direction().filter(Direction.INCOMING::equals).isPresent();
        if (failure.code() == 487) {
            fail("SIP session cancelled" + (incoming ? " by the peer" : ""), ExitStatus.OK);
        } else if (incoming && failure.originator() == Originator.LOCAL && failure.code() > 500) {
            fail("SIP session rejected" + code, ExitStatus.OK);
        } else {
            fail("SIP session failed: " + failure.failureReason() + code, ExitStatus.of(failure));
        }
    }

    private void ended(SessionNotification.DidEnd end) {
        String party = end.originator() == Originator.LOCAL ? "local" : "remote";
        Instant start = session.startTime().orElse(end.timestamp());
        long seconds = Math.round(Duration.between(start, end.timestamp()).toMillis() / 1000.0);
        output.tell(
                "ended",
                this,
                "SIP session with '" + peer() + "' ended by " + party + " party (" + end.endReason() + "), after "
                        + seconds + " seconds",
                "originator",
                party,
                "reason",
                end.endReason(),
                "seconds",
                seconds);
        finish(end.endReason().contains("missing ACK") ? ExitStatus.MISSING_ACK : ExitStatus.OK);
    }

    private boolean ofStreams(SessionNotification event) {
        if (event instanceof SessionNotification.DidChangeHoldState hold) {
            sayHold(hold);
        } else if (event instanceof SessionNotification.GotProposal proposal) {
            if (proposal.originator() == Originator.REMOTE) {
                owner.proposed(this, proposal.streams());
            }
        } else if (event instanceof SessionNotification.GotAcceptProposal) {
            output.tell("proposal_accepted", this, "Proposal accepted");
            owner.settled(this);
        } else if (event instanceof SessionNotification.GotRejectProposal no) {
            output.tell(
                    "proposal_rejected",
                    this,
                    "Proposal " + (no.code() == 487 ? "cancelled" : "rejected") + " (" + no.code() + " " + no.reason()
                            + ")",
                    "code",
                    no.code());
            owner.settled(this);
        } else if (event instanceof SessionNotification.HadProposalFailure failure) {
            output.tell("proposal_failed", this, "Proposal failed (" + failure.failureReason() + ")");
            owner.settled(this);
        } else if (event instanceof SessionNotification.DidRenegotiateStreams change) {
            renegotiated(change);
        } else {
            return false;
        }
        return true;
    }

    private void sayHold(SessionNotification.DidChangeHoldState hold) {
        boolean local = hold.originator() == Originator.LOCAL;
        String sentence = local
                ? "Session is " + (hold.onHold() ? "put on hold" : "taken out of hold")
                : "Remote party has " + (hold.onHold() ? "put the session on hold" : "taken the session out of hold");
        Object[] members = {"originator", local ? "local" : "remote", "on_hold", hold.onHold()};
        if (local && quietHold) {
            quietHold = false;
            output.note("hold", this, members);
        } else {
            output.tell("hold", this, sentence, members);
        }
    }

    private void renegotiated(SessionNotification.DidRenegotiateStreams change) {
        if (!change.added().isEmpty()) {
            output.tell("added", this, "Added " + types(change.added()), "streams", names(change.added()));
            change.added().forEach(watch::describe);
        }
        if (!change.removed().isEmpty()) {
            output.tell("removed", this, "Removed " + types(change.removed()), "streams", names(change.removed()));
        }
    }

    private void ofTransfer(SessionNotification event) {
        if (event instanceof SessionNotification.TransferNewIncoming asked) {
            owner.referred(this, asked.transfer());
        } else if (event instanceof SessionNotification.TransferNewOutgoing asking) {
            output.tell(
                    "transferring",
                    this,
                    "Asking '" + peer() + "' to call '" + asking.transferDestination() + "'...",
                    "target",
                    asking.transferDestination().toString());
        } else if (event instanceof SessionNotification.TransferDidStart) {
            output.tell("transfer_started", this, "Transfer accepted");
        } else if (event instanceof SessionNotification.TransferGotProgress progress) {
            output.note("transfer_progress", this, "code", progress.code(), "reason", progress.reason());
        } else if (event instanceof SessionNotification.TransferDidEnd) {
            output.tell("transferred", this, "Transfer succeeded");
        } else if (event instanceof SessionNotification.TransferDidFail failure) {
            leaving = false;
            output.tell(
                    "transfer_failed",
                    this,
                    "Transfer failed (" + failure.code() + " " + failure.reason() + ")",
                    "code",
                    failure.code());
        }
    }
}
