/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.stream;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamNotification;
import org.sipsimple.api.stream.Relocatable;
import org.sipsimple.msrp.IncomingMessage;
import org.sipsimple.msrp.MessageReceiver;
import org.sipsimple.msrp.MsrpChunk;
import org.sipsimple.msrp.MsrpOptions;
import org.sipsimple.msrp.MsrpRefusedException;
import org.sipsimple.msrp.MsrpSession;
import org.sipsimple.msrp.MsrpSessionListener;
import org.sipsimple.msrp.MsrpSyntaxException;
import org.sipsimple.msrp.MsrpTracer;
import org.sipsimple.msrp.MsrpTransport;

/**
 * A media stream over MSRP: makes the SDP, finds the way to a connection as the account's settings say, binds it, and
 * follows it to its end. What messages mean is left to subclasses, which describe themselves by the first methods and get
 * the rest told. Hold means nothing to it.
 *
 * <p>{@link MediaStream} methods belong to the session's executor. The methods that tell of messages are called on the
 * connection's I/O thread, where nothing may wait; the others say where. Nothing is called with a lock held.
 *
 * <p>Spec: Middleware API, {@code MSRPStreamBase}; RFC 4975 section 8, RFC 6135.
 */
public abstract class MsrpStreamBase implements MediaStream, Relocatable {
    private static final Logger LOG = System.getLogger(MsrpStreamBase.class.getName());

    private enum Stage {
        NEW,
        PREPARING,
        PREPARED,
        STARTING,
        STARTED,
        FAILED,
        ENDED
    }

    private final Account account;
    private final MsrpStreamServices services;
    private final @Nullable SdpSession remoteOffer;
    private final int offeredIndex;
    private final Object lock = new Object();
    private Stage stage = Stage.NEW;
    private @Nullable Session session;
    private @Nullable MsrpWay way;
    private @Nullable MsrpLine localLine;
    private @Nullable MsrpLine remoteLine;
    private @Nullable MsrpTransport transport;
    private @Nullable MsrpSession msrp;
    private boolean deactivated;
    private volatile boolean busy;
    private String failure = "";

    /** A stream that we offer. */
    protected MsrpStreamBase(Account account, MsrpStreamServices services) {
        this(account, services, null, 0);
    }

    /** A stream that the peer offers, by that line of {@code remoteOffer}; null when the offer is ours. */
    protected MsrpStreamBase(
            Account account, MsrpStreamServices services, @Nullable SdpSession remoteOffer, int offeredIndex) {
        this.account = account;
        this.services = services;
        this.remoteOffer = remoteOffer;
        this.offeredIndex = offeredIndex;
    }

    // --- what subclasses are

    /** The media type of the line, {@code message} or {@code application}. */
    public abstract String mediaType();

    /** The MIME types that are taken; others are answered 415. */
    public abstract List<String> acceptTypes();

    /** The MIME types that are taken inside {@code message/cpim}; empty to say nothing about it. */
    public abstract List<String> acceptWrappedTypes();

    /** Whether messages are wanted, not chunks: then {@link #connected(MsrpSession)} is called, else the other one. */
    public boolean useMsrpSession() {
        return true;
    }

    /** Changes how the connection behaves; by default not at all. */
    protected MsrpOptions tune(MsrpOptions options) {
        return options;
    }

    /**
     * Prepares what the stream needs before it can describe itself. Called on the session's executor, which must not wait:
     * longer work goes elsewhere. When the stage fails so does the stream.
     */
    protected CompletionStage<Void> prepare() {
        return CompletableFuture.completedStage(null);
    }

    /** Adds to our line what the stream has to say. On the session's executor. */
    protected SdpMedia describe(SdpMedia line) {
        return line;
    }

    /**
     * Looks at what was agreed on before the connection is made. On the session's executor.
     *
     * @throws IllegalArgumentException when the stream cannot start with it; the message becomes the reason
     */
    protected void agreed(SdpMedia local, SdpMedia remote) {}

    /** The connection is bound; DidStart follows. On the I/O thread. */
    protected void connected(MsrpSession bound) {}

    /**
     * The connection is bound, for a stream without {@link #useMsrpSession}. It answers all requests itself, the empty one
     * that the peer may bind with included. On the I/O thread.
     */
    protected void connected(MsrpTransport bound) {}

    /** A message begins; see {@link MsrpSessionListener#incoming}. */
    protected MessageReceiver incoming(MsrpSession from, IncomingMessage message) throws MsrpRefusedException {
        return from.collect(message);
    }

    /** A whole message; see {@link MsrpSessionListener#received}. */
    protected void received(IncomingMessage message, byte[] content) {}

    /** A request of another method; see {@link MsrpSessionListener#request}. */
    protected CompletionStage<MsrpSessionListener.Answer> request(MsrpChunk request) {
        return CompletableFuture.completedStage(MsrpSessionListener.Answer.of(501, "Not implemented"));
    }

    /** The connection is gone although nobody wished it; by default the stream has failed then. On the I/O thread. */
    protected void disconnected(@Nullable IOException cause) {
        fail(cause == null ? "the peer closed the connection" : text(cause));
    }

    /**
     * The stream is over: everything that waits for it has to be told. Once, between WillEnd and DidEnd, on the session's
     * executor; {@link #msrpSession} is still there and will be shut down.
     *
     * @param reason why it failed, empty if it did not
     */
    protected void ended(String reason) {}

    // --- what subclasses have

    public final Account account() {
        return account;
    }

    protected final MsrpStreamServices services() {
        return services;
    }

    /** The session the stream is in. */
    protected final Session session() {
        synchronized (lock) {
            if (session == null) {
                throw new IllegalStateException("the stream is not initialized");
            }
            return session;
        }
    }

    /** The messages of the stream; null while it is not connected. */
    protected final @Nullable MsrpSession msrpSession() {
        synchronized (lock) {
            return msrp;
        }
    }

    /** The peer's offered line, null when the offer is ours. */
    protected final @Nullable SdpMedia offeredLine() {
        return remoteOffer == null ? null : remoteOffer.media().get(offeredIndex);
    }

    protected final Instant now() {
        return services.threads().scheduler().now();
    }

    protected final void post(Notification notification) {
        services.notifications().post(notification);
    }

    /** The stream has failed; once, and nothing when it is over. */
    protected final void fail(String reason) {
        synchronized (lock) {
            if (stage == Stage.FAILED || stage == Stage.ENDED) {
                return;
            }
            stage = Stage.FAILED;
            failure = reason;
        }
        LOG.log(Level.DEBUG, () -> this + " failed: " + reason);
        post(new MediaStreamNotification.DidFail(this, now(), reason));
        busy = false;
    }

    /** Whether {@link #initialize} or {@link #start} is still under way and their outcome not told. Any thread. */
    public final boolean isBusy() {
        return busy;
    }

    /** Whether {@code index} of an offer is a line of that type over the account's transport; for factories. */
    public static boolean fits(Account account, SdpSession offer, int index, String mediaType) {
        return index >= 0
                && index < offer.media().size()
                && MsrpLine.fits(
                        offer.media().get(index), mediaType, account.settings().get(MsrpSettings.TRANSPORT));
    }

    // --- the life of a stream

    @Override
    public final void initialize(Session newSession, Direction direction) {
        MsrpWay chosen;
        try {
            MsrpLine offered = remoteOffer == null ? null : MsrpLine.read(remoteOffer, offeredIndex);
            chosen = new MsrpWay(
                    account,
                    services,
                    new MsrpTracer(services.notifications(), this::now, this, () -> account.settings()
                            .get(MsrpSettings.TRACE)),
                    this::tune,
                    offered);
        } catch (MsrpSyntaxException e) {
            fail("the offer has no usable path: " + e.getMessage());
            return;
        }
        synchronized (lock) {
            session = newSession;
            way = chosen;
            stage = Stage.PREPARING;
            busy = true;
        }
        InetAddress address = newSession.localAddress().orElse(InetAddress.getLoopbackAddress());
        var unused = prepare().thenCompose(nothing -> chosen.prepare(address)).whenComplete(this::prepared);
    }

    /** The stream's own preparations stay: only the way to its connection is another one. */
    @Override
    public final void relocate() {
        MsrpWay chosen;
        InetAddress address;
        synchronized (lock) {
            if (stage != Stage.PREPARED || session == null || way == null) {
                throw new IllegalStateException("relocate is not possible when " + stage);
            }
            chosen = way.anew();
            way = chosen;
            localLine = null;
            stage = Stage.PREPARING;
            busy = true;
            address = session.localAddress().orElse(InetAddress.getLoopbackAddress());
        }
        var unused = chosen.prepare(address).whenComplete(this::prepared);
    }

    private void prepared(@Nullable MsrpLine line, @Nullable Throwable problem) {
        if (line == null) {
            fail(text(problem));
            return;
        }
        synchronized (lock) {
            if (stage != Stage.PREPARING) {
                return;
            }
            stage = Stage.PREPARED;
            localLine = line;
        }
        post(new MediaStreamNotification.DidInitialize(this, now()));
        busy = false;
    }

    @Override
    public final SdpMedia localMedia(@Nullable SdpSession offer, int index) {
        MsrpLine line;
        synchronized (lock) {
            line = localLine;
        }
        if (line == null) {
            throw new IllegalStateException("the stream is not initialized");
        }
        SdpMedia media = line.write(mediaType()).withAttribute("accept-types", String.join(" ", acceptTypes()));
        List<String> wrapped = acceptWrappedTypes();
        return describe(
                wrapped.isEmpty() ? media : media.withAttribute("accept-wrapped-types", String.join(" ", wrapped)));
    }

    @Override
    public final void start(SdpSession localSdp, SdpSession remoteSdp, int index) {
        MsrpLine local;
        MsrpLine remote;
        MsrpWay prepared;
        try {
            agreed(localSdp.media().get(index), remoteSdp.media().get(index));
            local = MsrpLine.read(localSdp, index);
            remote = MsrpLine.read(remoteSdp, index);
        } catch (MsrpSyntaxException | IllegalArgumentException e) {
            fail(text(e));
            return;
        }
        synchronized (lock) {
            if (stage != Stage.PREPARED || way == null) {
                throw new IllegalStateException("the stream is " + stage);
            }
            stage = Stage.STARTING;
            busy = true;
            remoteLine = remote;
            prepared = way;
        }
        var unused = prepared.complete(local, remote).whenComplete(this::bound);
    }

    private void bound(@Nullable MsrpTransport bound, @Nullable Throwable problem) {
        if (bound == null) {
            fail(text(problem));
            return;
        }
        MsrpSession made = null;
        synchronized (lock) {
            if (stage != Stage.STARTING) {
                bound.close();
                return;
            }
            transport = bound;
            if (useMsrpSession()) {
                made = new MsrpSession(bound, acceptTypes(), new Ears());
                msrp = made;
            }
            stage = Stage.STARTED;
        }
        if (made == null) {
            connected(bound);
        } else {
            connected(made);
        }
        post(new MediaStreamNotification.DidStart(this, now()));
        busy = false;
    }

    /** The same session only: a new path would mean a new one, which needs a new line (RFC 4975 section 8.2). */
    @Override
    public boolean validateUpdate(SdpSession remoteSdp, int index) {
        MsrpLine known;
        synchronized (lock) {
            known = remoteLine;
        }
        try {
            return fits(account, remoteSdp, index, mediaType())
                    && (known == null || known.sameSession(MsrpLine.read(remoteSdp, index)));
        } catch (MsrpSyntaxException e) {
            return false;
        }
    }

    @Override
    public void update(SdpSession localSdp, SdpSession remoteSdp, int index) {
        // the connection stays as it is, whatever else changes in the session
    }

    @Override
    public final void hold() {
        // MSRP has nothing to hold
    }

    @Override
    public final void unhold() {
        // as above
    }

    @Override
    public final boolean holdSupported() {
        return false;
    }

    @Override
    public final boolean onHoldByLocal() {
        return false;
    }

    @Override
    public final boolean onHoldByRemote() {
        return false;
    }

    @Override
    public final void deactivate() {
        synchronized (lock) {
            deactivated = true;
        }
    }

    @Override
    public final void end() {
        String reason;
        MsrpWay prepared;
        MsrpSession messages;
        MsrpTransport connection;
        synchronized (lock) {
            if (stage == Stage.ENDED) {
                return;
            }
            stage = Stage.ENDED;
            deactivated = true;
            reason = failure;
            prepared = way;
            messages = msrp;
            connection = transport;
        }
        busy = false;
        post(new MediaStreamNotification.WillEnd(this, now()));
        ended(reason);
        if (messages != null) {
            messages.shutdown();
        } else if (connection != null) {
            connection.close();
        }
        if (prepared != null) {
            prepared.cleanup();
        }
        post(new MediaStreamNotification.DidEnd(this, now(), reason));
    }

    private boolean expectsEnd() {
        synchronized (lock) {
            return deactivated;
        }
    }

    private static String text(@Nullable Throwable problem) {
        Throwable cause = problem;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause == null) {
            return "it was given up";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public String toString() {
        return type() + " stream of " + account.id();
    }

    private final class Ears implements MsrpSessionListener {
        @Override
        public MessageReceiver incoming(MsrpSession from, IncomingMessage message) throws MsrpRefusedException {
            return MsrpStreamBase.this.incoming(from, message);
        }

        @Override
        public void received(MsrpSession from, IncomingMessage message, byte[] content) {
            MsrpStreamBase.this.received(message, content);
        }

        @Override
        public CompletionStage<Answer> request(MsrpSession from, MsrpChunk request) {
            return MsrpStreamBase.this.request(request);
        }

        @Override
        public void closed(MsrpSession from, @Nullable IOException cause) {
            if (!expectsEnd()) {
                disconnected(cause);
            }
        }
    }
}
