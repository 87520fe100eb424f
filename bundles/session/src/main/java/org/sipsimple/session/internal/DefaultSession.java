/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.session.ConferenceHandler;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionStateException;
import org.sipsimple.api.session.TransferHandler;
import org.sipsimple.api.session.TransferInfo;
import org.sipsimple.api.sip.DialogId;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.IncomingReferral;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.threading.SerialExecutor;
import org.sipsimple.session.SessionServices;

/** The user's side of a session: hands each wish to the session's executor, where {@link StateTable} judges it. */
public final class DefaultSession implements Session {
    private final Account account;
    private final SessionCore core;

    public DefaultSession(Account account, SessionServices services, SerialExecutor executor, SessionOwner owner) {
        this.account = account;
        this.core = new SessionCore(this, services, executor, owner);
    }

    /**
     * Takes a call of a peer; once, on the engine's thread that announced it: as long as that is here, no event of the
     * call can come before the session listens and has begun.
     *
     * @param replaced the session that this one is to take the place of (RFC 3891), null for none
     */
    public void receive(Invitation invitation, @Nullable DefaultSession replaced) {
        core.facts.replacedSession = replaced;
        core.adopt(invitation);
        core.submit(() -> core.run(new IncomingSetup(core)));
    }

    @Override
    public CompletionStage<Void> connect(
            ToHeader to, List<Route> routes, List<MediaStream> streams, ConnectOptions options) {
        List<Route> ways = List.copyOf(routes);
        List<MediaStream> media = List.copyOf(streams);
        return submit(Operation.CONNECT, done -> {
            requireDistinct(media);
            core.run(new OutgoingSetup(core, to, ways, media, options, List.of(), done));
        });
    }

    /** Connects as a transfer of {@code replaced} asks for. */
    void connectInPlaceOf(
            Session replaced,
            TransferInfo transfer,
            List<Route> routes,
            List<MediaStream> streams,
            List<SipHeader> headers) {
        core.facts.replacedSession = replaced;
        core.alongside.setOrigin(transfer);
        submit(
                Operation.CONNECT,
                done -> core.run(new OutgoingSetup(
                        core,
                        ToHeader.of(transfer.destination()),
                        routes,
                        streams,
                        ConnectOptions.DEFAULT,
                        headers,
                        done)));
    }

    @Override
    public CompletionStage<Void> sendRingIndication() {
        return submit(Operation.RING, done -> {
            core.incomingSetup().ifPresent(IncomingSetup::ring);
            core.remoteUpdate().ifPresent(RemoteUpdate::ring);
            done.complete(null);
        });
    }

    @Override
    public CompletionStage<Void> accept(List<MediaStream> streams) {
        List<MediaStream> chosen = List.copyOf(streams);
        return submit(
                Operation.ACCEPT, done -> core.incomingSetup().orElseThrow().accept(chosen, done));
    }

    @Override
    public CompletionStage<Void> reject(int code, @Nullable String reason) {
        return submit(Operation.REJECT, done -> {
            requireRefusal(code);
            core.completeAtEnd(done);
            core.terminate(new Ending(Originator.LOCAL, code, reason == null ? "" : reason, Ending.USER_REQUEST));
        });
    }

    @Override
    public CompletionStage<Void> acceptProposal(List<MediaStream> streams) {
        List<MediaStream> chosen = List.copyOf(streams);
        return submit(
                Operation.ACCEPT_PROPOSAL,
                done -> core.remoteUpdate().orElseThrow().accept(chosen, done));
    }

    @Override
    public CompletionStage<Void> rejectProposal(int code, @Nullable String reason) {
        return submit(Operation.REJECT_PROPOSAL, done -> {
            requireRefusal(code);
            core.remoteUpdate().orElseThrow().reject(code, reason, done);
        });
    }

    @Override
    public CompletionStage<Void> addStreams(List<MediaStream> streams) {
        List<MediaStream> media = List.copyOf(streams);
        return submit(Operation.ADD_STREAMS, done -> {
            requireDistinct(media);
            new AddChange(core, media, done).propose();
        });
    }

    @Override
    public CompletionStage<Void> removeStream(MediaStream stream) {
        return submit(Operation.REMOVE_STREAM, done -> {
            List<StreamHandle> unwanted = core.lines().handles().stream()
                    .filter(handle -> handle.stream() == stream)
                    .toList();
            if (unwanted.isEmpty()) {
                throw new IllegalArgumentException("the stream is not part of the session");
            }
            core.changes.add(new RemoveChange(core, unwanted, done));
            core.pump();
        });
    }

    @Override
    public CompletionStage<Void> cancelProposal() {
        return submit(
                Operation.CANCEL_PROPOSAL, done -> core.proposal().orElseThrow().cancel(done));
    }

    @Override
    public CompletionStage<Void> hold() {
        return changeHold(Operation.HOLD, true);
    }

    @Override
    public CompletionStage<Void> unhold() {
        return changeHold(Operation.UNHOLD, false);
    }

    private CompletionStage<Void> changeHold(Operation operation, boolean wanted) {
        return submit(operation, done -> {
            core.changes.add(new HoldChange(core, wanted, done));
            core.pump();
        });
    }

    @Override
    public CompletionStage<Void> transfer(SipUri target, @Nullable Session replacedSession) {
        return submit(Operation.TRANSFER, done -> {
            if (core.alongside.transfer().isPresent()) {
                throw new SessionStateException("transfer during a transfer", core.state());
            }
            OutgoingTransfer.start(core, target, replacedSession == null ? null : dialog(replacedSession), done);
        });
    }

    private static DialogId dialog(Session replaced) {
        if (replaced instanceof DefaultSession ours && ours.core.hasInvitation()) {
            return ours.core
                    .invitation()
                    .dialog()
                    .orElseThrow(
                            () -> new IllegalArgumentException(replaced + " has no dialog that could be replaced"));
        }
        throw new IllegalArgumentException(replaced + " is no session that could be replaced");
    }

    @Override
    public CompletionStage<Void> acceptTransfer() {
        return submit(Operation.ACCEPT_TRANSFER, done -> incomingTransfer("acceptTransfer")
                .accept(done));
    }

    @Override
    public CompletionStage<Void> rejectTransfer(int code, @Nullable String reason) {
        return submit(Operation.REJECT_TRANSFER, done -> {
            requireRefusal(code);
            incomingTransfer("rejectTransfer").reject(code, reason, done);
        });
    }

    private IncomingTransfer incomingTransfer(String operation) {
        return core.alongside
                .transfer()
                .filter(IncomingTransfer.class::isInstance)
                .map(IncomingTransfer.class::cast)
                .orElseThrow(() ->
                        new SessionStateException(operation + " without a transfer that waits for it", core.state()));
    }

    /** Takes a REFER of the peer; on any thread. */
    public void refer(IncomingReferral referral) {
        core.submit(() -> {
            if (core.state() == State.CONNECTED) {
                IncomingTransfer.receive(core, referral);
            } else {
                IncomingTransfer.refuse(referral, 480);
            }
        });
    }

    /** The addresses of this host have changed: tells the peer when what it knows is gone; on any thread. */
    public void renewAddress(Set<InetAddress> gone) {
        core.submit(() -> {
            if (core.hasInvitation() && gone.contains(core.description.address())) {
                core.changes.add(new AddressChange(core));
                core.pump();
            }
        });
    }

    /** Whether the session goes on in that dialog. */
    public boolean hasDialog(Invitation invitation) {
        return core.hasInvitation() && core.invitation() == invitation;
    }

    @Override
    public CompletionStage<Void> end() {
        return submit(Operation.END, done -> {
            core.completeAtEnd(done);
            core.terminate(core.state() == State.INCOMING ? Ending.DECLINED : Ending.CANCELLED);
        });
    }

    private CompletionStage<Void> submit(Operation operation, Consumer<CompletableFuture<Void>> action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            core.submit(() -> perform(operation, action, done));
        } catch (RejectedExecutionException stopped) {
            done.completeExceptionally(stopped);
        }
        return done.minimalCompletionStage();
    }

    private void perform(Operation operation, Consumer<CompletableFuture<Void>> action, CompletableFuture<Void> done) {
        State before = core.state();
        try {
            StateTable.check(before, operation);
            action.accept(done);
        } catch (SessionStateException | IllegalArgumentException misuse) {
            done.completeExceptionally(misuse);
            if (core.state() != before) {
                throw misuse; // too late for a mere refusal
            }
        } catch (RuntimeException mistake) {
            done.completeExceptionally(mistake);
            throw mistake;
        }
    }

    private static void requireDistinct(List<MediaStream> streams) {
        Set<MediaStream> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.addAll(streams);
        if (streams.isEmpty() || seen.size() != streams.size()) {
            throw new IllegalArgumentException("there has to be a stream, and each only once");
        }
    }

    private static void requireRefusal(int code) {
        if (code < 300 || code > 699) {
            throw new IllegalArgumentException("a refusal has a code from 300 to 699, not " + code);
        }
    }

    @Override
    public State state() {
        return core.state();
    }

    @Override
    public Account account() {
        return account;
    }

    @Override
    public Optional<Direction> direction() {
        return Optional.ofNullable(core.facts.direction);
    }

    @Override
    public Optional<Transport> transport() {
        return Optional.ofNullable(core.facts.transport);
    }

    @Override
    public Optional<Instant> startTime() {
        return Optional.ofNullable(core.facts.startTime);
    }

    @Override
    public Optional<Instant> stopTime() {
        return Optional.ofNullable(core.facts.stopTime);
    }

    @Override
    public boolean onHold() {
        return core.facts.streams.stream().anyMatch(MediaStream::onHold);
    }

    @Override
    public Optional<InetAddress> localAddress() {
        return Optional.ofNullable(core.facts.localAddress);
    }

    @Override
    public Optional<String> remoteUserAgent() {
        return Optional.ofNullable(core.facts.remoteUserAgent);
    }

    @Override
    public Optional<NameAddress> localIdentity() {
        return Optional.ofNullable(core.facts.localIdentity);
    }

    @Override
    public Optional<NameAddress> remoteIdentity() {
        return Optional.ofNullable(core.facts.remoteIdentity);
    }

    @Override
    public Optional<String> subject() {
        return Optional.ofNullable(core.facts.subject);
    }

    @Override
    public List<MediaStream> streams() {
        return core.facts.streams;
    }

    @Override
    public List<MediaStream> proposedStreams() {
        return core.facts.proposedStreams;
    }

    @Override
    public Optional<ConferenceHandler> conference() {
        return core.alongside.conference().map(client -> client);
    }

    @Override
    public boolean remoteFocus() {
        return core.facts.remoteFocus;
    }

    @Override
    public Optional<Session> replacedSession() {
        return Optional.ofNullable(core.facts.replacedSession);
    }

    @Override
    public Optional<TransferHandler> transferHandler() {
        return core.alongside.transfer().map(transfer -> transfer);
    }

    @Override
    public Optional<TransferInfo> transferInfo() {
        return core.alongside.transferInfo();
    }

    @Override
    public <T> Optional<T> facet(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "session of " + account.id() + " with "
                + remoteIdentity().map(peer -> peer.uri().toString()).orElse("nobody yet") + " (" + state() + ")";
    }
}
