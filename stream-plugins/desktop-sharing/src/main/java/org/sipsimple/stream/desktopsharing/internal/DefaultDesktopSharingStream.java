/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.desktopsharing.internal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.msrp.IncomingMessage;
import org.sipsimple.msrp.MsrpSession;
import org.sipsimple.msrp.Reports;
import org.sipsimple.msrp.stream.MsrpStreamBase;
import org.sipsimple.msrp.stream.MsrpStreamServices;
import org.sipsimple.stream.desktopsharing.DataQueue;
import org.sipsimple.stream.desktopsharing.DesktopSharingHandler;
import org.sipsimple.stream.desktopsharing.DesktopSharingHandler.Type;
import org.sipsimple.stream.desktopsharing.DesktopSharingNotification;
import org.sipsimple.stream.desktopsharing.DesktopSharingStream;

/** RFB over MSRP: each part of the outgoing queue is one message, each message one part of the incoming queue. */
final class DefaultDesktopSharingStream extends MsrpStreamBase implements DesktopSharingStream {
    /** A full screen does not fit, so that what is seen is never long out of date. */
    private static final int LIMIT = 256 * 1024;

    private static final List<String> TYPES = List.of(DesktopSharingStreamFactory.RFB);

    private final DataQueue incoming = new DataQueue(LIMIT);
    private final DataQueue outgoing = new DataQueue(LIMIT);
    private volatile @Nullable DesktopSharingHandler handler;
    private volatile boolean begun;
    private volatile @Nullable Observation observation;

    DefaultDesktopSharingStream(
            Account account, MsrpStreamServices services, @Nullable SdpSession remoteOffer, int offeredIndex) {
        super(account, services, remoteOffer, offeredIndex);
    }

    @Override
    public String type() {
        return DesktopSharingStreamFactory.TYPE;
    }

    @Override
    public String mediaType() {
        return DesktopSharingStreamFactory.MEDIA;
    }

    @Override
    public List<String> acceptTypes() {
        return TYPES;
    }

    @Override
    public List<String> acceptWrappedTypes() {
        return List.of();
    }

    @Override
    public Optional<DesktopSharingHandler> handler() {
        return Optional.ofNullable(handler);
    }

    @Override
    public void setHandler(DesktopSharingHandler newHandler) {
        if (begun) {
            throw new IllegalStateException("the stream has started");
        }
        handler = newHandler;
    }

    @Override
    public Optional<Type> requiredType() {
        return Optional.ofNullable(offeredLine()).map(line -> RfbSetup.opposite(RfbSetup.of(line)));
    }

    @Override
    public DataQueue incomingQueue() {
        return incoming;
    }

    @Override
    public DataQueue outgoingQueue() {
        return outgoing;
    }

    // --- the life of the stream

    @Override
    protected CompletionStage<Void> prepare() {
        return handler == null && offeredLine() == null
                ? CompletableFuture.failedStage(new IllegalStateException("nobody said what is to be shared"))
                : super.prepare();
    }

    private Type ownType() {
        return requiredType().orElseGet(() -> Objects.requireNonNull(handler).type());
    }

    @Override
    protected SdpMedia describe(SdpMedia line) {
        return RfbSetup.write(line, ownType());
    }

    @Override
    protected void agreed(SdpMedia local, SdpMedia remote) {
        DesktopSharingHandler chosen = handler;
        if (chosen == null) {
            throw new IllegalArgumentException("there is no viewer or server");
        }
        if (chosen.type() != ownType()) {
            throw new IllegalArgumentException("a " + (ownType() == Type.ACTIVE ? "viewer" : "server") + " is needed");
        }
        if (!RfbSetup.takesRfb(remote)) {
            throw new IllegalArgumentException("the peer takes no RFB");
        }
        begun = true;
        observation = services()
                .notifications()
                .observe(
                        DesktopSharingNotification.HandlerDidFail.class,
                        chosen,
                        failed -> fail(failed.context() + " failed: " + failed.reason()));
    }

    @Override
    protected void connected(MsrpSession bound) {
        incoming.onSpace(() -> bound.setReadingPaused(false));
        services().threads().blocking().execute(() -> send(bound));
        Objects.requireNonNull(handler).initialize(this);
    }

    /** Takes the next part when the one before is handed to the system, so that a slow peer slows the handler down. */
    private void send(MsrpSession bound) {
        try {
            for (byte[] data = outgoing.take(); data != null; data = outgoing.take()) {
                bound.send(data, DesktopSharingStreamFactory.RFB, Reports.ERRORS)
                        .written()
                        .toCompletableFuture()
                        .join();
            }
        } catch (CompletionException e) {
            outgoing.close(); // the connection is gone, which the stream is told otherwise
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected void received(IncomingMessage message, byte[] content) {
        if (!incoming.offer(content)) {
            MsrpSession bound = Objects.requireNonNull(msrpSession());
            bound.setReadingPaused(true);
            if (incoming.hasSpace()) {
                bound.setReadingPaused(false); // it was emptied in between, and nobody will tell again
            }
        }
    }

    @Override
    protected void ended(String reason) {
        incoming.close();
        outgoing.close();
        Observation listening = observation;
        if (listening != null) {
            listening.close();
        }
        DesktopSharingHandler chosen = handler;
        if (chosen != null) {
            chosen.close();
        }
    }
}
