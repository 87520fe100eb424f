/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.media.IceCandidate;
import org.sipsimple.api.media.IceOptions;
import org.sipsimple.api.media.RtpTransport;
import org.sipsimple.api.media.RtpTransportNotification;
import org.sipsimple.api.media.RtpTransportOptions;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.threading.Scheduler;

/** Sockets that are not there. For one thread only. */
public final class FakeRtpTransport implements RtpTransport {
    static final InetSocketAddress LOCAL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000);

    private static final String SUITE = "AES_CM_128_HMAC_SHA1_80";

    private final RtpTransportOptions options;
    private final NotificationCenter notifications;
    private final Scheduler scheduler;
    private State state = State.NULL;
    private @Nullable InetSocketAddress remote;
    private @Nullable String failure;
    private IceCandidate.@Nullable Type chosen;
    private boolean encrypted;

    FakeRtpTransport(RtpTransportOptions options, NotificationCenter notifications, Scheduler scheduler) {
        this.options = options;
        this.notifications = notifications;
        this.scheduler = scheduler;
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return state == State.INVALID;
    }

    /** Posts DidFail. */
    public void fails(String reason) {
        failure = reason;
        notifications.post(new RtpTransportNotification.DidFail(this, scheduler.now(), reason));
    }

    /** Ends a handshake well, and posts that. */
    public void shakesHands() {
        encrypted = true;
        notifications.post(new RtpTransportNotification.SrtpDidStart(this, scheduler.now(), SUITE));
    }

    /** From now on {@link #setInit} finds that no STUN server answers. */
    void waitsInVain() {
        failure = "no STUN server answers";
    }

    SdpMedia complete(SdpMedia line) {
        return switch (options.srtp()) {
            case DISABLED -> line;
            case OPTIONAL -> line.withAttribute("crypto", "1 AES_CM_128_HMAC_SHA1_80 inline:AAAA");
            case MANDATORY ->
                line.withTransport("RTP/SAVP").withAttribute("crypto", "1 AES_CM_128_HMAC_SHA1_80 inline:AAAA");
            case DTLS ->
                line.withTransport("UDP/TLS/RTP/SAVP")
                        .withAttribute("setup", "active")
                        .withAttribute("fingerprint", "SHA-256 00");
        };
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void setInit() {
        if (failure != null) {
            state = State.INVALID;
            notifications.post(new RtpTransportNotification.DidFail(this, scheduler.now(), failure));
        } else {
            state = State.INIT;
            notifications.post(new RtpTransportNotification.DidInitialize(this, scheduler.now()));
        }
    }

    @Override
    public SdpSession setLocal(SdpSession localSdp, int index) {
        state = State.LOCAL;
        return localSdp.withMedia(index, complete(localSdp.media().get(index)));
    }

    @Override
    public SdpSession setEstablished(SdpSession localSdp, SdpSession remoteSdp, int index) {
        state = State.ESTABLISHED;
        SdpMedia theirs = remoteSdp.media().get(index);
        remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), theirs.port());
        encrypted = options.srtp() != SrtpPolicy.DISABLED && theirs.attributes().has("crypto");
        return localSdp;
    }

    @Override
    public Optional<InetSocketAddress> localAddress() {
        return state == State.NULL ? Optional.empty() : Optional.of(LOCAL);
    }

    @Override
    public Optional<InetSocketAddress> remoteAddressInSdp() {
        return Optional.ofNullable(remote);
    }

    @Override
    public Optional<InetSocketAddress> remoteAddressReceived() {
        return Optional.ofNullable(remote);
    }

    @Override
    public SrtpPolicy srtpPolicy() {
        return options.srtp();
    }

    @Override
    public boolean srtpActive() {
        return encrypted;
    }

    @Override
    public Optional<String> srtpSuite() {
        return encrypted ? Optional.of(SUITE) : Optional.empty();
    }

    /** Posts what ICE reports; {@code candidate} is what it chose on both sides, null when it chose none. */
    public void negotiates(RtpTransportNotification report, IceCandidate.@Nullable Type candidate) {
        chosen = candidate;
        notifications.post(report);
    }

    @Override
    public Optional<IceOptions> iceOptions() {
        return Optional.ofNullable(options.ice());
    }

    @Override
    public boolean iceActive() {
        return chosen != null;
    }

    @Override
    public Optional<InetSocketAddress> remoteAddressIce() {
        return Optional.ofNullable(chosen == null ? null : remote);
    }

    @Override
    public Optional<IceCandidate.Type> localCandidateType() {
        return Optional.ofNullable(chosen);
    }

    @Override
    public Optional<IceCandidate.Type> remoteCandidateType() {
        return Optional.ofNullable(chosen);
    }

    @Override
    public void close() {
        state = State.INVALID;
    }
}
