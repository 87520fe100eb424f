/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.sipsimple.api.configuration.MsrpTransport;
import org.sipsimple.api.sdp.SdpConnection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamNotification;
import org.sipsimple.msrp.MsrpStack;
import org.sipsimple.msrp.stream.MsrpSettings;
import org.sipsimple.msrp.stream.MsrpStreamServices;
import org.sipsimple.threading.DefaultThreadManager;

/**
 * Two ends for MSRP streams on loopback, Alice who offers and Bob who answers, each with its own account, threads and
 * notifications; in place of SIP the SDP is handed over. Both use TCP without relay until a test sets something else.
 */
public final class MsrpEnds implements AutoCloseable {
    private final End alice;
    private final End bob;

    /** In {@code example.org}. */
    public MsrpEnds() {
        this("example.org");
    }

    /** As {@code alice} and {@code bob} of that domain. */
    public MsrpEnds(String domain) {
        SipUri one = SipUri.of("alice", domain);
        SipUri other = SipUri.of("bob", domain);
        alice = new End(one, other);
        bob = new End(other, one);
    }

    /** One end. */
    public static final class End {
        private final FakeAccount account;
        private final Session session;
        private final RecordedNotifications notifications = new RecordedNotifications();
        private final DefaultThreadManager threads = new DefaultThreadManager();
        private final MsrpStack stack;
        private final MsrpStreamServices services;

        private End(SipUri own, SipUri peer) {
            account = new FakeAccount(own);
            account.set(MsrpSettings.TRANSPORT, MsrpTransport.TCP);
            account.set(MsrpSettings.RELAY_FOR_INBOUND, false);
            session = new SilentSession(account, NameAddress.of(peer));
            try {
                stack = new MsrpStack(threads.scheduler(), 1);
            } catch (IOException e) {
                throw new IllegalStateException("no resources for I/O", e);
            }
            services = new MsrpStreamServices(stack, notifications, threads, new FakeLookup());
        }

        public FakeAccount account() {
            return account;
        }

        public Session session() {
            return session;
        }

        public RecordedNotifications notifications() {
            return notifications;
        }

        public MsrpStreamServices services() {
            return services;
        }

        /** Initializes a stream and waits until it can describe itself. */
        public void initialize(MediaStream stream, Direction direction) {
            stream.initialize(session, direction);
            awaitStep(stream, MediaStreamNotification.DidInitialize.class);
        }

        /** Waits until the stream has made that step; fails when the stream did. */
        public void awaitStep(MediaStream stream, Class<? extends MediaStreamNotification> step) {
            MediaStreamNotification told = notifications.await(
                    MediaStreamNotification.class,
                    event -> event.sender() == stream
                            && (step.isInstance(event) || event instanceof MediaStreamNotification.DidFail));
            if (!step.isInstance(told)) {
                throw new AssertionError(told);
            }
        }

        /** Completes with the reason when the stream fails. */
        public CompletionStage<String> failure(MediaStream stream) {
            CompletableFuture<String> failure = new CompletableFuture<>();
            notifications.observe(
                    MediaStreamNotification.DidFail.class, stream, failed -> failure.complete(failed.reason()));
            notifications.of(MediaStreamNotification.DidFail.class).stream()
                    .filter(failed -> failed.sender() == stream)
                    .forEach(failed -> failure.complete(failed.reason()));
            return failure;
        }

        /** Waits until the stream has failed. */
        public String awaitFailure(MediaStream stream) {
            return notifications
                    .await(MediaStreamNotification.DidFail.class, event -> event.sender() == stream)
                    .reason();
        }

        private void close() {
            stack.close();
            threads.close();
        }
    }

    public End alice() {
        return alice;
    }

    public End bob() {
        return bob;
    }

    public static SdpSession sdp(SdpMedia line) {
        return SdpSession.of("127.0.0.1")
                .withConnection(SdpConnection.of("127.0.0.1"))
                .withMedia(List.of(line));
    }

    /** What both sides have agreed on before they start. */
    public record Agreed<T extends MediaStream>(MediaStream offerer, T answerer, SdpSession offer, SdpSession answer) {}

    /**
     * Lets Alice offer her stream and Bob answer with the one that {@code answerer} makes of the offer; neither is
     * started.
     */
    public <T extends MediaStream> Agreed<T> agree(MediaStream offered, Function<SdpSession, T> answerer) {
        alice.initialize(offered, Direction.OUTGOING);
        SdpSession offer = SdpSession.parse(sdp(offered.localMedia(null, 0)).toBytes());
        T answering = answerer.apply(offer);
        bob.initialize(answering, Direction.INCOMING);
        SdpSession answer = SdpSession.parse(sdp(answering.localMedia(offer, 0)).toBytes());
        return new Agreed<>(offered, answering, offer, answer);
    }

    /** Starts both, without waiting. */
    public void start(Agreed<?> streams) {
        streams.answerer().start(streams.answer(), streams.offer(), 0);
        streams.offerer().start(streams.offer(), streams.answer(), 0);
    }

    /** From offer to connection. */
    public <T extends MediaStream> T connect(MediaStream offered, Function<SdpSession, T> answerer) {
        Agreed<T> streams = agree(offered, answerer);
        start(streams);
        alice.awaitStep(offered, MediaStreamNotification.DidStart.class);
        bob.awaitStep(streams.answerer(), MediaStreamNotification.DidStart.class);
        return streams.answerer();
    }

    @Override
    public void close() {
        alice.close();
        bob.close();
    }
}
