/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.msrp.IncomingMessage;
import org.sipsimple.msrp.MessageReceiver;
import org.sipsimple.msrp.MsrpChunk;
import org.sipsimple.msrp.MsrpOptions;
import org.sipsimple.msrp.MsrpRefusedException;
import org.sipsimple.msrp.MsrpSession;
import org.sipsimple.msrp.MsrpSessionListener;
import org.sipsimple.msrp.stream.MsrpStreamBase;
import org.sipsimple.msrp.stream.MsrpStreamServices;
import org.sipsimple.stream.filetransfer.FileSelector;
import org.sipsimple.stream.filetransfer.FileTransferSettings;
import org.sipsimple.stream.filetransfer.FileTransferStream;
import org.sipsimple.stream.filetransfer.FileTransferStreamNotification;

/** A file transfer as a stream: which side it is and what the SDP says; the work is done by {@link Leg}s. */
final class DefaultFileTransferStream extends MsrpStreamBase implements FileTransferStream {
    /** Three such chunks without an answer are less than the 1 MiB that may be lost when a connection breaks. */
    private static final int CHUNK = 256 * 1024;

    private static final int UNANSWERED = 3;
    private static final List<String> TYPES = List.of("*");
    private static final FileSelector NOTHING = new FileSelector(null, null, null, null, null);

    /** One side of a transfer. */
    interface Leg {
        /** Gets ready; what the line says is known afterwards. */
        CompletionStage<Void> prepare();

        FileSelector selector();

        /** The first byte wanted, counted from 1. */
        long start();

        void connected(MsrpSession session, TransferLine remote);

        MessageReceiver incoming(MsrpSession from, IncomingMessage message) throws MsrpRefusedException;

        Optional<MsrpSessionListener.Answer> request(MsrpChunk request);

        void ended(String reason);
    }

    private final CompletableFuture<Path> transferred = new CompletableFuture<>();
    private final @Nullable TransferLine offered;
    private final String id;
    private volatile Role role;
    private volatile FileSelector selector;
    private volatile @Nullable Path directory;
    private volatile @Nullable Leg leg;
    private volatile @Nullable TransferLine remote;

    DefaultFileTransferStream(
            Account account, MsrpStreamServices services, @Nullable SdpSession remoteOffer, int offeredIndex) {
        super(account, services, remoteOffer, offeredIndex);
        SdpMedia line = offeredLine();
        offered = line == null ? null : TransferLine.read(line).orElse(null);
        role = offered != null && offered.sends() ? Role.RECEIVER : Role.SENDER;
        selector = offered == null ? NOTHING : offered.selector();
        id = Optional.ofNullable(offered).map(TransferLine::id).orElseGet(() -> UUID.randomUUID()
                .toString());
    }

    @Override
    public String type() {
        return FileTransferStreamFactory.TYPE;
    }

    @Override
    public String mediaType() {
        return FileTransferStreamFactory.MEDIA;
    }

    @Override
    public List<String> acceptTypes() {
        return TYPES;
    }

    @Override
    public List<String> acceptWrappedTypes() {
        return TYPES;
    }

    // --- what the user says

    @Override
    public void send(Path file) throws IOException {
        send(FileSelector.forFile(file));
    }

    @Override
    public void send(FileSelector file) {
        Objects.requireNonNull(file.file(), "file");
        requireNew();
        if (offered != null && offered.sends()) {
            throw new IllegalStateException("the peer sends, and wants no file");
        }
        role = Role.SENDER;
        selector = file;
    }

    @Override
    public void fetch(FileSelector wanted) {
        requireNew();
        if (offered != null) {
            throw new IllegalStateException("the peer's offer says what is transferred");
        }
        role = Role.RECEIVER;
        selector = wanted.withFile(null);
    }

    @Override
    public void receiveInto(Path newDirectory) {
        requireNew();
        directory = newDirectory;
    }

    private void requireNew() {
        if (leg != null) {
            throw new IllegalStateException("the transfer has begun");
        }
    }

    @Override
    public FileSelector fileSelector() {
        Leg begun = leg;
        return begun == null ? selector : begun.selector();
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public CompletionStage<Path> transferred() {
        return transferred.minimalCompletionStage();
    }

    // --- the life of the stream

    @Override
    protected MsrpOptions tune(MsrpOptions options) {
        return options.withChunkSize(CHUNK).withUnanswered(UNANSWERED);
    }

    @Override
    protected CompletionStage<Void> prepare() {
        Leg begun;
        if (role == Role.RECEIVER) {
            Path into =
                    directory == null ? FileTransferSettings.directory(account().settings()) : directory;
            begun = new ReceivingLeg(this, selector, Objects.requireNonNull(into));
        } else if (selector.file() == null) {
            return CompletableFuture.failedStage(new IOException("nobody said which file is to be sent"));
        } else if (offered != null && !offered.selector().selects(selector)) {
            return CompletableFuture.failedStage(new IOException("the file is not the one the peer asks for"));
        } else {
            begun = new SendingLeg(this, selector);
        }
        leg = begun;
        return begun.prepare();
    }

    @Override
    protected SdpMedia describe(SdpMedia line) {
        Leg begun = Objects.requireNonNull(leg);
        // an answer repeats the offer's selector, for the sender to find its file by (RFC 5547 section 8.2)
        FileSelector told = offered == null || role == Role.SENDER ? begun.selector() : offered.selector();
        return new TransferLine(told, role == Role.SENDER, id, begun.start(), true).write(line);
    }

    @Override
    protected void agreed(SdpMedia local, SdpMedia remoteLine) {
        TransferLine theirs = TransferLine.read(remoteLine)
                .orElseThrow(() -> new IllegalArgumentException("the peer's line is about no file"));
        if (theirs.sends() == (role == Role.SENDER)) {
            throw new IllegalArgumentException("both sides want to " + (theirs.sends() ? "send" : "receive"));
        }
        remote = theirs;
    }

    @Override
    protected void connected(MsrpSession bound) {
        Objects.requireNonNull(leg).connected(bound, Objects.requireNonNull(remote));
    }

    @Override
    protected MessageReceiver incoming(MsrpSession from, IncomingMessage message) throws MsrpRefusedException {
        return Objects.requireNonNull(leg).incoming(from, message);
    }

    @Override
    protected CompletionStage<MsrpSessionListener.Answer> request(MsrpChunk request) {
        return Objects.requireNonNull(leg)
                .request(request)
                .<CompletionStage<MsrpSessionListener.Answer>>map(CompletableFuture::completedStage)
                .orElseGet(() -> super.request(request));
    }

    /** Once all has arrived the peer may close the connection whenever it likes. */
    @Override
    protected void disconnected(@Nullable IOException cause) {
        if (!transferred.isDone() || transferred.isCompletedExceptionally()) {
            super.disconnected(cause);
        }
    }

    @Override
    protected void ended(String reason) {
        String why = reason.isEmpty() ? "the transfer was given up" : reason;
        Leg begun = leg;
        if (begun != null) {
            begun.ended(why);
        }
        transferred.completeExceptionally(new IOException(why));
    }

    // --- what the legs tell

    void finished(Path file) {
        if (transferred.complete(file)) {
            tell(new FileTransferStreamNotification.DidFinish(this, now(), file));
        }
    }

    void failed(String reason, Throwable cause) {
        if (transferred.completeExceptionally(new IOException(reason, cause))) {
            fail(reason);
        }
    }

    void tell(FileTransferStreamNotification notification) {
        post(notification);
    }

    java.time.Instant time() {
        return now();
    }

    MsrpStreamServices parts() {
        return services();
    }

    String id() {
        return id;
    }
}
