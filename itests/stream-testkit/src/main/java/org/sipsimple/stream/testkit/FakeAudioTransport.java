/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioTransport;
import org.sipsimple.api.media.AudioTransportNotification;
import org.sipsimple.api.media.RtpStatistics;
import org.sipsimple.api.media.RtpTransport;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpRtpMap;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.threading.Scheduler;

/** An audio stream without sound that knows PCMU and PCMA. For one thread only. */
public final class FakeAudioTransport implements AudioTransport {
    private final FakeAudioMixer mixer;
    private final FakeRtpTransport rtp;
    private final List<String> codecs;
    private final NotificationCenter notifications;
    private final Scheduler scheduler;
    private final List<Character> digits = new ArrayList<>();
    private @Nullable Integer slot;
    private @Nullable SdpRtpMap codec;
    private @Nullable String failure;
    private MediaDirection direction = MediaDirection.SENDRECV;
    private Duration timeout = Duration.ZERO;

    FakeAudioTransport(
            FakeAudioMixer mixer,
            FakeRtpTransport rtp,
            List<String> codecs,
            NotificationCenter notifications,
            Scheduler scheduler) {
        this.mixer = mixer;
        this.rtp = rtp;
        this.codecs = codecs;
        this.notifications = notifications;
        this.scheduler = scheduler;
    }

    /** The codecs it was made with. */
    public List<String> codecs() {
        return codecs;
    }

    /** The keys sent. */
    public List<Character> digits() {
        return List.copyOf(digits);
    }

    /** The time without RTP that is reported. */
    public Duration timeout() {
        return timeout;
    }

    /** From now on it cannot be started or updated. */
    public void breaks(String reason) {
        failure = reason;
    }

    /** The peer presses a key. */
    public void peerPresses(char digit) {
        notifications.post(new AudioTransportNotification.GotDtmf(this, scheduler.now(), digit));
    }

    /** Nothing comes from the peer. */
    public void peerIsSilent(boolean gotAny) {
        notifications.post(new AudioTransportNotification.DidNotGetRtp(this, scheduler.now(), gotAny));
    }

    @Override
    public SdpMedia localMedia(boolean offer, MediaDirection wanted) throws SipCoreException {
        if (!offer) {
            throw new SipCoreException("answer audio", "fakes are asked with the offer");
        }
        return rtp.setLocal(
                        SdpSession.of("127.0.0.1")
                                .withMedia(List.of(SdpMedia.of("audio", 50_000, "RTP/AVP", List.of("0", "8"))
                                        .withDirection(wanted))),
                        0)
                .media()
                .get(0);
    }

    @Override
    public SdpMedia localMedia(SdpSession remoteOffer, int index, MediaDirection wanted) throws SipCoreException {
        SdpMedia offer = remoteOffer.media().get(index);
        SdpRtpMap first = offer.codecList().stream()
                .findFirst()
                .orElseThrow(() -> new SipCoreException("answer audio", "no codec"));
        SdpMedia answer = SdpMedia.of(
                        "audio", 50_000, offer.transport(), List.of(Integer.toString(first.payloadType())))
                .withDirection(wanted.answering(remoteOffer.direction(index)));
        return offer.attributes().has("crypto") ? rtp.complete(answer).withTransport(offer.transport()) : answer;
    }

    @Override
    public void start(SdpSession localSdp, SdpSession remoteSdp, int index, Duration noMediaTimeout)
            throws SipCoreException {
        check("start audio");
        timeout = noMediaTimeout;
        slot = mixer.take();
        negotiate(localSdp, remoteSdp, index);
    }

    @Override
    public void updateDirection(MediaDirection newDirection) {
        direction = newDirection;
    }

    @Override
    public void update(SdpSession localSdp, SdpSession remoteSdp, int index) throws SipCoreException {
        check("update audio");
        negotiate(localSdp, remoteSdp, index);
    }

    private void negotiate(SdpSession localSdp, SdpSession remoteSdp, int index) {
        rtp.setEstablished(localSdp, remoteSdp, index);
        codec = remoteSdp.media().get(index).codecList().stream().findFirst().orElse(null);
        direction = localSdp.direction(index).answering(remoteSdp.direction(index));
    }

    private void check(String operation) throws SipCoreException {
        if (failure != null) {
            throw new SipCoreException(operation, failure);
        }
    }

    @Override
    public void sendDtmf(char digit) throws SipCoreException {
        if (slot == null) {
            throw new SipCoreException("send DTMF", "it is not started");
        }
        digits.add(digit);
    }

    @Override
    public void stop() {
        if (slot != null) {
            mixer.free(slot);
        }
        slot = null;
        codec = null;
    }

    @Override
    public AudioMixer mixer() {
        return mixer;
    }

    @Override
    public RtpTransport transport() {
        return rtp;
    }

    @Override
    public Optional<Integer> slot() {
        return Optional.ofNullable(slot);
    }

    @Override
    public Optional<String> codec() {
        return Optional.ofNullable(codec).map(SdpRtpMap::encoding);
    }

    @Override
    public Optional<Integer> sampleRate() {
        return Optional.ofNullable(codec).map(SdpRtpMap::clockRate);
    }

    @Override
    public MediaDirection direction() {
        return direction;
    }

    @Override
    public RtpStatistics statistics() {
        return new RtpStatistics(7, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public int volume() {
        return 100;
    }

    @Override
    public void setVolume(int percent) {}

    @Override
    public boolean isActive() {
        return slot != null;
    }

    @Override
    public boolean isStarted() {
        return codec != null;
    }
}
