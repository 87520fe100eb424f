/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.msrp.internal.ChunkHandler;
import org.sipsimple.msrp.internal.Connection;

/**
 * A bound connection: chunks in and out, nothing more. Connectors make it; give it to an {@link MsrpSession}, or read
 * and write chunks yourself. Thread-safe.
 */
public final class MsrpTransport {
    /** What a chunk's start may hold back when nobody reads yet. */
    record EarlyChunk(MsrpChunk head, @Nullable String defect) {}

    /** The texts of paths that were right: the next chunk's are the same, nearly always. */
    private record Paths(String to, String from) {}

    private final MsrpStack stack;
    private final MsrpOptions options;
    private final Connection connection;
    private final List<MsrpUri> localPath;
    private final List<MsrpUri> remotePath;
    private final List<MsrpUri> toPath;
    private final List<MsrpUri> expectedFrom;
    private final String toPathText;
    private final String fromPathText;
    private final ChunkWriter writer;
    private @Nullable EarlyChunk early;
    private @Nullable ChunkReader reader;
    private boolean taken;
    private volatile @Nullable RelayLease lease;
    private volatile @Nullable Paths right;

    MsrpTransport(
            MsrpStack stack,
            MsrpOptions options,
            Connection connection,
            List<MsrpUri> localPath,
            List<MsrpUri> remotePath) {
        this.stack = stack;
        this.options = options;
        this.connection = connection;
        this.localPath = List.copyOf(localPath);
        this.remotePath = List.copyOf(remotePath);
        List<MsrpUri> relays = localPath.subList(0, localPath.size() - 1);
        toPath = java.util.stream.Stream.concat(relays.stream(), remotePath.stream())
                .toList();
        expectedFrom = toPath;
        toPathText = MsrpUri.pathText(toPath);
        fromPathText = localUri().toString();
        writer = new ChunkWriter(toPathText, fromPathText);
    }

    void setEarly(EarlyChunk chunk) {
        early = chunk;
    }

    void setLease(@Nullable RelayLease newLease) {
        lease = newLease;
    }

    /** What has to be renewed as long as this is used; null without a relay. */
    @Nullable
    RelayLease lease() {
        return lease;
    }

    MsrpStack stack() {
        return stack;
    }

    MsrpOptions options() {
        return options;
    }

    Connection connection() {
        return connection;
    }

    ChunkWriter writer() {
        return writer;
    }

    /** Relays first, the own URI last. */
    public List<MsrpUri> localPath() {
        return localPath;
    }

    /** As the peer told. */
    public List<MsrpUri> remotePath() {
        return remotePath;
    }

    /** The own URI, the last of the path. */
    public MsrpUri localUri() {
        return localPath.get(localPath.size() - 1);
    }

    /** Whether chunks pass an own relay, which takes small ones only. */
    public boolean usesRelay() {
        return localPath.size() > 1 || remotePath.size() > 1;
    }

    /** A new identifier that nobody can guess. */
    public String newId() {
        return stack.ids().next();
    }

    /** A request with a new transaction id and both paths. */
    public MsrpChunk.Builder makeRequest(String method) {
        return makeRequest(newId(), method);
    }

    MsrpChunk.Builder makeRequest(String transactionId, String method) {
        return MsrpChunk.request(transactionId, method)
                .checkedHeader("To-Path", toPathText)
                .checkedHeader("From-Path", fromPathText);
    }

    /** A SEND with a whole message, a new message id, and no reports but those of failure. */
    public MsrpChunk makeChunk(byte[] data, String contentType) {
        return makeChunk(data, contentType, newId(), 1, data.length);
    }

    /**
     * A SEND with part of a message. Its flag is {@code $} when it holds the last byte, else {@code +}.
     *
     * @param start number of the first byte, counted from 1
     * @param total bytes of the message
     */
    public MsrpChunk makeChunk(byte[] data, String contentType, String messageId, long start, long total) {
        ByteRange range = ByteRange.of(start, data.length, total);
        MsrpChunk.Builder chunk = makeRequest("SEND")
                .header("Message-ID", messageId)
                .header("Byte-Range", range.toString())
                .flag(range.end() == total ? '$' : '+');
        return data.length == 0
                ? chunk.build()
                : chunk.header("Content-Type", contentType).data(data).build();
    }

    /** An empty SEND: it binds a connection and checks that it works. */
    MsrpChunk.Builder makeEmpty() {
        return makeRequest("SEND").header("Message-ID", newId()).header("Byte-Range", "1-0/0");
    }

    /** The response to a request; that to a SEND goes one hop, those to other requests the whole way back (section 7.2). */
    public MsrpChunk makeResponse(MsrpChunk request, int code, String comment) {
        MsrpChunk.Builder response = MsrpChunk.response(request.transactionId(), code, comment);
        String path = request.text("From-Path");
        if (path != null) {
            response.checkedHeader("To-Path", request.isRequest("SEND") ? firstHop(path) : path);
        }
        return response.checkedHeader("From-Path", fromPathText).build();
    }

    static String firstHop(String path) {
        int space = path.indexOf(' ');
        return space < 0 ? path : path.substring(0, space);
    }

    /**
     * Writes a chunk in its turn.
     *
     * @return completes when it is handed to the system, fails with {@link IOException} when the connection is gone
     */
    public CompletionStage<Void> writeChunk(MsrpChunk chunk) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        byte[] bytes = chunk.encode();
        connection.execute(() -> {
            connection.send(bytes, failure -> {
                if (failure == null) {
                    written.complete(null);
                } else {
                    written.completeExceptionally(failure);
                }
            });
            connection.flush();
        });
        return written;
    }

    /** Answers a request. */
    public CompletionStage<Void> writeResponse(MsrpChunk request, int code, String comment) {
        return writeChunk(makeResponse(request, code, comment));
    }

    /**
     * Reads the next chunk. Without a call, nothing is read: the peer has to wait. Not to be used together with a
     * session.
     *
     * @param sizeHint when more data of a chunk than this has come, it is returned as a chunk of its own with flag
     *     {@code +} and a matching Byte-Range
     * @return fails with {@link MsrpSyntaxException} after unintelligible input, {@link IOException} once closed
     */
    public CompletionStage<MsrpChunk> readChunk(int sizeHint) {
        CompletableFuture<MsrpChunk> result = new CompletableFuture<>();
        connection.execute(() -> {
            ChunkReader reading = reader;
            if (reading == null) {
                reading = new ChunkReader(connection);
                reader = reading;
                reading.request(sizeHint, result);
                takeOver(reading);
            } else {
                reading.request(sizeHint, result);
            }
        });
        return result;
    }

    /** Who gets the chunks from now on. On the I/O thread. */
    void takeOver(ChunkHandler handler) {
        if (taken) {
            throw new IllegalStateException("this transport has its reader already");
        }
        taken = true;
        EarlyChunk first = early;
        early = null;
        if (first != null) {
            handler.chunkStarted(first.head(), first.defect());
        }
        connection.setHandler(handler);
    }

    /**
     * Compares the paths of a SEND with those of this connection.
     *
     * @return the answer the request deserves: 400 or 481; empty when it is right
     */
    public Optional<MsrpRefusedException> checkIncomingSend(MsrpChunk chunk) {
        String to = chunk.text("To-Path");
        String from = chunk.text("From-Path");
        Paths known = right;
        if (known != null && known.to.equals(to) && known.from.equals(from)) {
            return Optional.empty();
        }
        try {
            boolean fits = options.sessionMatching()
                    ? sameSessions(chunk)
                    : matches(chunk.toPath(), List.of(localUri())) && matches(chunk.fromPath(), expectedFrom);
            if (fits && to != null && from != null) {
                right = new Paths(to, from);
            }
            return fits ? Optional.empty() : Optional.of(new MsrpRefusedException(481, "Session does not exist"));
        } catch (MsrpSyntaxException e) {
            MsrpRefusedException refusal = new MsrpRefusedException(400, "Bad paths");
            refusal.initCause(e);
            return Optional.of(refusal);
        }
    }

    private boolean sameSessions(MsrpChunk chunk) throws MsrpSyntaxException {
        List<MsrpUri> to = chunk.toPath();
        List<MsrpUri> from = chunk.fromPath();
        return to.get(to.size() - 1).sameSession(localUri())
                && from.get(from.size() - 1).sameSession(remotePath.get(remotePath.size() - 1));
    }

    static boolean matches(List<MsrpUri> path, List<MsrpUri> expected) {
        if (path.size() != expected.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!path.get(i).matches(expected.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Closes at once; what was not sent yet is lost. */
    public void close() {
        connection.execute(() -> connection.close(null));
    }
}
