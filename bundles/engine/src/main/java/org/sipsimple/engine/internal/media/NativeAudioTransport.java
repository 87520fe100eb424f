/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
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
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpRtpMap;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.engine.internal.core.NativeEventHandler;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.MediaEvent;
import org.sipsimple.pjsip.MediaOp;

/** Owns a native stream from {@link #start} to {@link #stop} or the end of the engine. */
final class NativeAudioTransport implements AudioTransport, NativeEventHandler {
    private static final Logger LOG = System.getLogger(NativeAudioTransport.class.getName());
    private static final String DIGITS = "0123456789*#ABCD";

    private enum Life {
        NEW,
        STARTED,
        STOPPED
    }

    /** What a started stream is; replaced as a whole. */
    private record Running(int slot, String codec, int sampleRate, MediaDirection direction, List<Object> identity) {
        Running with(MediaDirection newDirection) {
            return new Running(slot, codec, sampleRate, newDirection, identity);
        }
    }

    private final EngineCore core;
    private final NativeMixer mixer;
    private final NativeRtpTransport rtp;
    private final List<AudioCodec> codecs;
    private final RtpWatch watch;
    private final long id;

    // guarded by this, never while a command runs
    private Life life = Life.NEW;
    private int volume = Volume.UNCHANGED;
    private @Nullable Running running;
    private @Nullable SdpSession offered;
    private int offeredIndex;
    private final List<SdpRtpMap> numbers = new ArrayList<>();
    private RtpStatistics last = RtpStatistics.NONE;

    NativeAudioTransport(
            EngineCore core,
            NativeMixer mixer,
            NativeRtpTransport rtp,
            @Nullable SdpSession offered,
            int index,
            List<AudioCodec> codecs) {
        this.core = core;
        this.mixer = mixer;
        this.rtp = rtp;
        this.codecs = codecs;
        this.id = core.nextId();
        this.watch = new RtpWatch(core, id, this::reportSilence);
        remember(offered, index);
    }

    // ---- descriptions

    @Override
    public SdpMedia localMedia(boolean offer, MediaDirection direction) throws SipCoreException {
        SdpSession theirs;
        int index;
        synchronized (this) {
            theirs = offered;
            index = offeredIndex;
        }
        if (offer) {
            SdpMedia media = AudioSdp.offer(codecs, localAddress(), direction, numbers());
            SdpMedia completed = rtp.setLocal(alone(media), 0).media().get(0);
            remember(completed);
            return completed;
        }
        if (theirs == null) {
            throw new SipCoreException("answer audio", "there is no offer to answer");
        }
        return localMedia(theirs, index, direction);
    }

    @Override
    public SdpMedia localMedia(SdpSession remoteOffer, int index, MediaDirection direction) throws SipCoreException {
        if (index < 0 || index >= remoteOffer.media().size()) {
            throw new SipCoreException("answer audio", "the offer has no medium " + index);
        }
        remember(remoteOffer, index);
        SdpMedia theirs = remoteOffer.media().get(index);
        SdpMedia media = AudioSdp.answer(codecs, localAddress(), direction, theirs, remoteOffer.direction(index));
        // the transport looks at keys and candidates alone, and PJSIP would refuse all for one strange attribute
        SdpSession alone = remoteOffer.withMedia(List.of(theirs.withFormats(List.of("0"))
                .withAttributes(theirs.attributes()
                        .without(attribute -> !attribute.name().equals("crypto")
                                && !DtlsSdp.concerns(attribute.name())
                                && !IceSdp.concerns(attribute.name())))));
        SdpMedia completed = rtp.answer(alone(media), alone, 0).media().get(0);
        remember(completed);
        return completed;
    }

    private InetSocketAddress localAddress() throws SipCoreException {
        return rtp.localAddress()
                .orElseThrow(() -> new SipCoreException("describe audio", "the RTP transport is closed"));
    }

    /** A description for the media line alone: the transport looks at nothing else. */
    private SdpSession alone(SdpMedia media) throws SipCoreException {
        String address = localAddress().getAddress().getHostAddress();
        return SdpSession.of(address).withMedia(List.of(media));
    }

    private synchronized List<SdpRtpMap> numbers() {
        return List.copyOf(numbers);
    }

    private synchronized void remember(@Nullable SdpSession offer, int index) {
        offered = offer;
        offeredIndex = index;
        if (offer != null && index >= 0 && index < offer.media().size()) {
            remember(offer.media().get(index));
        }
    }

    private synchronized void remember(SdpMedia media) {
        for (SdpRtpMap map : media.codecList()) {
            if (numbers.stream().noneMatch(known -> known.payloadType() == map.payloadType())) {
                numbers.add(map);
            }
        }
    }

    // ---- life

    @Override
    public void start(SdpSession localSdp, SdpSession remoteSdp, int index, Duration noMediaTimeout)
            throws SipCoreException {
        AudioSdp.Agreed agreed = AudioSdp.agree(localSdp, remoteSdp, index);
        synchronized (this) {
            if (life != Life.NEW) {
                throw new SipCoreException("start audio", "it was started before");
            }
            life = Life.STARTED;
        }
        core.register(id, this);
        try {
            rtp.setEstablished(agreed.local(), agreed.remote(), index);
            FieldReader answer = core.call(
                    "start audio",
                    MediaOp.STREAM_START,
                    id,
                    descriptions(
                            new FieldWriter()
                                    .putLong(mixer.id())
                                    .putLong(rtp.id())
                                    .putInt(bits(agreed.direction())),
                            agreed));
            Running started = new Running(
                    answer.readInt(), answer.readText(), answer.readInt(), agreed.direction(), agreed.identity());
            if (!begin(started)) {
                core.post("stop audio", MediaOp.STREAM_STOP, id, new FieldWriter());
                return;
            }
        } catch (SipCoreException | RuntimeException e) {
            core.unregister(id);
            end();
            throw e;
        }
        if (volume() != Volume.UNCHANGED) {
            applyVolume();
        }
        watch.start(noMediaTimeout, agreed.direction().receives());
    }

    /** False when it was stopped while it started. */
    private synchronized boolean begin(Running started) {
        if (life != Life.STARTED) {
            return false;
        }
        running = started;
        return true;
    }

    private synchronized @Nullable Running end() {
        Running was = running;
        life = Life.STOPPED;
        running = null;
        return was;
    }

    private FieldWriter descriptions(FieldWriter args, AudioSdp.Agreed agreed) throws SipCoreException {
        return args.putBytes(agreed.local().toBytes())
                .putBytes(MediaAddresses.withLiteral(agreed.remote(), agreed.index())
                        .toBytes())
                .putInt(agreed.index());
    }

    private static int bits(MediaDirection direction) {
        return (direction.sends() ? 1 : 0) | (direction.receives() ? 2 : 0);
    }

    @Override
    public void updateDirection(MediaDirection direction) throws SipCoreException {
        Running now = required("change direction of audio");
        core.call("change direction of audio", MediaOp.STREAM_DIRECTION, id, new FieldWriter().putInt(bits(direction)));
        replace(now, now.with(direction));
        watch.setReceiving(direction.receives());
    }

    @Override
    public void update(SdpSession localSdp, SdpSession remoteSdp, int index) throws SipCoreException {
        Running now = required("update audio");
        AudioSdp.Agreed agreed = AudioSdp.agree(localSdp, remoteSdp, index);
        boolean unreachable = MediaAddresses.of(
                        agreed.remote(), agreed.remote().media().get(index))
                .getAddress()
                .isAnyLocalAddress();
        // an address of zeros is the old way to hold: there is nowhere to send to, and nothing else has changed
        if (!unreachable && !now.identity().equals(agreed.identity())) {
            rtp.setEstablished(agreed.local(), agreed.remote(), index);
            FieldReader answer =
                    core.call("update audio", MediaOp.STREAM_UPDATE, id, descriptions(new FieldWriter(), agreed));
            Running next =
                    new Running(now.slot(), answer.readText(), answer.readInt(), now.direction(), agreed.identity());
            replace(now, next);
        }
        updateDirection(agreed.direction());
    }

    private Running required(String operation) throws SipCoreException {
        synchronized (this) {
            if (running != null) {
                return running;
            }
        }
        throw new SipCoreException(operation, "it is not started");
    }

    private synchronized void replace(Running before, Running after) {
        if (before.equals(running)) {
            running = after;
        }
    }

    @Override
    public void sendDtmf(char digit) throws SipCoreException {
        char upper = Character.toUpperCase(digit);
        if (DIGITS.indexOf(upper) < 0) {
            throw new SipCoreException("send DTMF", "'" + digit + "' is none of " + DIGITS);
        }
        required("send DTMF");
        core.call("send DTMF", MediaOp.STREAM_DTMF, id, new FieldWriter().putText(String.valueOf(upper)));
    }

    @Override
    public void stop() {
        if (!core.onEventThread()) {
            keep(statistics());
        }
        Running was = end();
        watch.stop();
        if (was != null) {
            core.unregister(id);
            core.post("stop audio", MediaOp.STREAM_STOP, id, new FieldWriter());
        }
    }

    private synchronized void keep(RtpStatistics counters) {
        last = counters;
    }

    @Override
    public void close() {
        stop();
    }

    // ---- events

    @Override
    public void onEvent(int type, int code, FieldReader payload) {
        switch (type) {
            case MediaEvent.DTMF ->
                core.notifications()
                        .post(new AudioTransportNotification.GotDtmf(
                                this, core.scheduler().now(), Character.toUpperCase((char) code)));
            case MediaEvent.RTP_RECEIVED -> watch.counted(payload.readLong());
            case MediaEvent.STREAM_FAILED -> {
                String reason = payload.readText();
                LOG.log(Level.WARNING, () -> "audio could not go on: " + reason);
                end();
                watch.stop();
                core.unregister(id);
            }
            case Event.COMMAND_FAILED -> LOG.log(Level.DEBUG, "a command came after the end of a stream");
            default -> LOG.log(Level.DEBUG, () -> "unexpected event 0x" + Integer.toHexString(type));
        }
    }

    private void reportSilence(boolean gotAny) {
        core.notifications()
                .post(new AudioTransportNotification.DidNotGetRtp(
                        this, core.scheduler().now(), gotAny));
    }

    @Override
    public void engineStopped() {
        end();
        watch.stop();
    }

    // ---- what is known

    @Override
    public boolean isActive() {
        return now().isPresent();
    }

    @Override
    public synchronized boolean isStarted() {
        return life != Life.NEW;
    }

    @Override
    public synchronized int volume() {
        return volume;
    }

    @Override
    public void setVolume(int percent) throws SipCoreException {
        Volume.require("set volume of audio", percent);
        synchronized (this) {
            volume = percent;
        }
        if (isActive()) {
            applyVolume();
        }
    }

    private void applyVolume() {
        core.post("set volume of audio", MediaOp.STREAM_VOLUME, id, new FieldWriter().putInt(volume()));
    }

    @Override
    public AudioMixer mixer() {
        return mixer;
    }

    @Override
    public RtpTransport transport() {
        return rtp;
    }

    private synchronized Optional<Running> now() {
        return Optional.ofNullable(running);
    }

    @Override
    public Optional<Integer> slot() {
        return now().map(Running::slot);
    }

    @Override
    public Optional<String> codec() {
        return now().map(Running::codec);
    }

    @Override
    public Optional<Integer> sampleRate() {
        return now().map(Running::sampleRate);
    }

    @Override
    public MediaDirection direction() {
        return now().map(Running::direction).orElse(MediaDirection.SENDRECV);
    }

    @Override
    public RtpStatistics statistics() {
        if (now().isPresent()) {
            try {
                return read(core.call("count RTP", MediaOp.STREAM_STATISTICS, id, new FieldWriter()));
            } catch (SipCoreException e) {
                LOG.log(Level.DEBUG, "the stream ended meanwhile", e);
            }
        }
        synchronized (this) {
            return last;
        }
    }

    private static RtpStatistics read(FieldReader answer) {
        long sent = answer.readLong();
        long sentBytes = answer.readLong();
        long received = answer.readLong();
        long receivedBytes = answer.readLong();
        long lost = answer.readLong();
        long discarded = answer.readLong();
        long remoteLost = answer.readLong();
        return new RtpStatistics(
                sent,
                sentBytes,
                received,
                receivedBytes,
                lost,
                discarded,
                micros(answer.readLong()),
                micros(answer.readLong()),
                micros(answer.readLong()),
                remoteLost);
    }

    private static Duration micros(long value) {
        return Duration.ofNanos(value * 1000);
    }
}
