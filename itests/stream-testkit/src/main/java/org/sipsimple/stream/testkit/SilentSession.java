/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.session.ConferenceHandler;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionStateException;
import org.sipsimple.api.session.TransferHandler;
import org.sipsimple.api.session.TransferInfo;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.stream.MediaStream;

/** A session that a stream under test can ask, and that never does anything; only its address can change. Thread-safe. */
public final class SilentSession implements Session {
    private final Account account;
    private final NameAddress peer;
    private volatile InetAddress address = InetAddress.getLoopbackAddress();

    /** With {@code bob@example.org}. */
    public SilentSession(Account account) {
        this(account, NameAddress.of(SipUri.of("bob", "example.org")));
    }

    public SilentSession(Account account, NameAddress peer) {
        this.account = account;
        this.peer = peer;
    }

    private static CompletionStage<Void> refused(String operation) {
        return CompletableFuture.failedFuture(new SessionStateException(operation, State.CONNECTING));
    }

    @Override
    public CompletionStage<Void> connect(
            ToHeader to, List<Route> routes, List<MediaStream> streams, ConnectOptions options) {
        return refused("connect");
    }

    @Override
    public CompletionStage<Void> sendRingIndication() {
        return refused("sendRingIndication");
    }

    @Override
    public CompletionStage<Void> accept(List<MediaStream> streams) {
        return refused("accept");
    }

    @Override
    public CompletionStage<Void> reject(int code, @Nullable String reason) {
        return refused("reject");
    }

    @Override
    public CompletionStage<Void> acceptProposal(List<MediaStream> streams) {
        return refused("acceptProposal");
    }

    @Override
    public CompletionStage<Void> rejectProposal(int code, @Nullable String reason) {
        return refused("rejectProposal");
    }

    @Override
    public CompletionStage<Void> addStreams(List<MediaStream> streams) {
        return refused("addStreams");
    }

    @Override
    public CompletionStage<Void> removeStream(MediaStream stream) {
        return refused("removeStream");
    }

    @Override
    public CompletionStage<Void> transfer(SipUri target, @Nullable Session replacedSession) {
        return refused("transfer");
    }

    @Override
    public CompletionStage<Void> acceptTransfer() {
        return refused("acceptTransfer");
    }

    @Override
    public CompletionStage<Void> rejectTransfer(int code, @Nullable String reason) {
        return refused("rejectTransfer");
    }

    @Override
    public Optional<ConferenceHandler> conference() {
        return Optional.empty();
    }

    @Override
    public boolean remoteFocus() {
        return false;
    }

    @Override
    public Optional<Session> replacedSession() {
        return Optional.empty();
    }

    @Override
    public Optional<TransferHandler> transferHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<TransferInfo> transferInfo() {
        return Optional.empty();
    }

    @Override
    public CompletionStage<Void> cancelProposal() {
        return refused("cancelProposal");
    }

    @Override
    public CompletionStage<Void> hold() {
        return refused("hold");
    }

    @Override
    public CompletionStage<Void> unhold() {
        return refused("unhold");
    }

    @Override
    public CompletionStage<Void> end() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public State state() {
        return State.CONNECTING;
    }

    @Override
    public Account account() {
        return account;
    }

    @Override
    public Optional<Direction> direction() {
        return Optional.of(Direction.OUTGOING);
    }

    @Override
    public Optional<Transport> transport() {
        return Optional.of(Transport.UDP);
    }

    @Override
    public Optional<Instant> startTime() {
        return Optional.empty();
    }

    @Override
    public Optional<Instant> stopTime() {
        return Optional.empty();
    }

    @Override
    public boolean onHold() {
        return false;
    }

    @Override
    public Optional<InetAddress> localAddress() {
        return Optional.of(address);
    }

    /** From now on this is the address of this host towards the peer. */
    public void moveTo(InetAddress newAddress) {
        address = newAddress;
    }

    @Override
    public Optional<String> remoteUserAgent() {
        return Optional.empty();
    }

    @Override
    public Optional<NameAddress> localIdentity() {
        return Optional.of(account.identity());
    }

    @Override
    public Optional<NameAddress> remoteIdentity() {
        return Optional.of(peer);
    }

    @Override
    public Optional<String> subject() {
        return Optional.empty();
    }

    @Override
    public List<MediaStream> streams() {
        return List.of();
    }

    @Override
    public List<MediaStream> proposedStreams() {
        return List.of();
    }

    @Override
    public <T> Optional<T> facet(Class<T> type) {
        return Optional.empty();
    }
}
