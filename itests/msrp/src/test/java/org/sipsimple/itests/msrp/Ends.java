/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.msrp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import org.sipsimple.msrp.IncomingMessage;
import org.sipsimple.msrp.MessageReceiver;
import org.sipsimple.msrp.MsrpChunk;
import org.sipsimple.msrp.MsrpConnector;
import org.sipsimple.msrp.MsrpRefusedException;
import org.sipsimple.msrp.MsrpSession;
import org.sipsimple.msrp.MsrpSessionListener;
import org.sipsimple.msrp.MsrpSetup;
import org.sipsimple.msrp.MsrpTransport;
import org.sipsimple.msrp.MsrpUri;

/** Two sessions with each other, of which the second keeps texts and hashes files. */
final class Ends implements MsrpSessionListener {
    static final String FILE_TYPE = "application/octet-stream";
    private static final long PATIENCE_SECONDS = 40;

    final BlockingQueue<byte[]> texts = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> hashes = new LinkedBlockingQueue<>();
    final BlockingQueue<String> nicknames = new LinkedBlockingQueue<>();
    final MsrpSession active;
    final MsrpSession passive;

    Ends(MsrpConnector activeConnector, MsrpConnector passiveConnector) throws Exception {
        this(activeConnector, passiveConnector, null);
    }

    /** @param passiveUri what the passive side shall be known by, or null for a new URI */
    Ends(MsrpConnector activeConnector, MsrpConnector passiveConnector, @Nullable MsrpUri passiveUri) throws Exception {
        List<MsrpUri> activePath = get(activeConnector.prepare(null));
        List<MsrpUri> passivePath = get(passiveConnector.prepare(passiveUri));
        CompletionStage<MsrpTransport> accepted = passiveConnector.complete(activePath, MsrpSetup.Role.PASSIVE, null);
        CompletionStage<MsrpTransport> connected = activeConnector.complete(passivePath, MsrpSetup.Role.ACTIVE, null);
        passive = new MsrpSession(get(accepted), List.of("*"), this);
        active = new MsrpSession(get(connected), List.of("*"), new MsrpSessionListener() {});
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            throw new AssertionError("nothing happened in " + PATIENCE_SECONDS + " s", e);
        }
    }

    static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T taken = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (taken == null) {
            throw new AssertionError("nothing came in " + PATIENCE_SECONDS + " s");
        }
        return taken;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public MessageReceiver incoming(MsrpSession session, IncomingMessage message) throws MsrpRefusedException {
        return message.contentType().equals(FILE_TYPE) ? new Hashing() : session.collect(message);
    }

    @Override
    public void received(MsrpSession session, IncomingMessage message, byte[] content) {
        texts.add(content);
    }

    @Override
    public CompletionStage<Answer> request(MsrpSession session, MsrpChunk request) {
        nicknames.add(request.header("Use-Nickname").orElse("none"));
        return CompletableFuture.completedStage(Answer.of(200, "OK"));
    }

    private final class Hashing implements MessageReceiver {
        private final MessageDigest digest = sha256();
        private long next;

        @Override
        public void data(long position, ByteBuffer data) throws IOException {
            if (position != next) {
                throw new IOException("byte " + position + " instead of " + next);
            }
            next += data.remaining();
            digest.update(data);
        }

        @Override
        public CompletionStage<Void> completed(long total) {
            byte[] hash = new byte[digest.getDigestLength()];
            try {
                digest.digest(hash, 0, hash.length);
            } catch (DigestException e) {
                return CompletableFuture.failedStage(e);
            }
            hashes.add(hash);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void aborted(String reason) {
            hashes.add(new byte[0]);
        }
    }
}
