/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.AudioPort;
import org.sipsimple.api.audio.AudioPortNotification;
import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.audio.BridgedAudio;
import org.sipsimple.api.audio.Dtmf;
import org.sipsimple.api.audio.Recordable;
import org.sipsimple.api.audio.RtpInformation;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioTransport;
import org.sipsimple.api.media.AudioTransportNotification;
import org.sipsimple.api.media.IceCandidate;
import org.sipsimple.api.media.RtpStatistics;
import org.sipsimple.api.media.RtpTransport;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamNotification;
import org.sipsimple.api.stream.Relocatable;
import org.sipsimple.stream.audio.AudioSettings;

/**
 * Audio over RTP, a member of its own bridge while nobody holds it. The methods of {@link MediaStream} belong to the
 * session's executor; those of the facets may be called from any thread.
 */
final class AudioStream implements MediaStream, AudioPort, BridgedAudio, Dtmf, Recordable, Relocatable, RtpInformation {
    private static final Logger LOG = System.getLogger(AudioStream.class.getName());

    private final Account account;
    private final AudioParts parts;
    private final OfferJudge judge;
    private final @Nullable MediaPlace place;
    private final Recorder recorder;
    private final HoldSides hold = new HoldSides();
    private final StreamRtp rtp;
    private final List<Observation> observations = new CopyOnWriteArrayList<>();
    private volatile @Nullable Session session;
    private volatile Direction direction = Direction.OUTGOING;
    private volatile @Nullable StreamSound sound;
    private volatile @Nullable AudioTransport audio;
    private boolean started;
    private volatile RtpStatistics lastStatistics = RtpStatistics.NONE;

    // guarded by this
    private boolean ended;

    private @Nullable Parameters parameters; // null before the start

    /** What DidChangeRtpParameters tells of when it changes. */
    private record Parameters(
            Optional<String> codec,
            Optional<Integer> rate,
            Optional<InetSocketAddress> remote,
            Optional<String> suite) {}

    /** @param place our address for media that do not go where the call goes; null for where it goes */
    AudioStream(Account account, AudioParts parts, OfferJudge judge, @Nullable MediaPlace place) {
        this.place = place;
        this.account = account;
        this.parts = parts;
        this.judge = judge;
        this.recorder = new Recorder(this, parts);
        this.rtp = new StreamRtp(this, parts, new Readiness());
    }

    @Override
    public String type() {
        return AudioStreamFactory.TYPE;
    }

    // --- the life of a stream

    @Override
    public void initialize(Session owner, Direction from) {
        session = owner;
        direction = from;
        try {
            sound = new StreamSound(this, parts);
        } catch (SipCoreException failure) {
            fail(failure.getMessage());
            return;
        }
        if (account.settings().get(AudioSettings.USE_ICE)) {
            new StunServers(parts.lookup(), parts.threads())
                    .of(account)
                    .thenAccept(ice -> rtp.open(judge.policy(), MediaPlace.within(owner, place), ice));
        } else {
            rtp.open(judge.policy(), MediaPlace.within(owner, place), null);
        }
    }

    @Override
    public void relocate() {
        Session owner = session;
        AudioTransport described = audio;
        if (owner == null || started) {
            throw new IllegalStateException("the stream is not being prepared");
        }
        audio = null;
        if (described != null) {
            described.close();
        }
        rtp.reopen(judge.policy(), MediaPlace.within(owner, place));
    }

    /** How the sockets are. */
    private final class Readiness implements StreamRtp.Owner {
        @Override
        public void ready() {
            post(new MediaStreamNotification.DidInitialize(AudioStream.this, now()));
        }

        @Override
        public void secured() {
            reportParameters();
        }

        @Override
        public void failed(String reason) {
            fail(reason);
        }
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    @Override
    public SdpMedia localMedia(@Nullable SdpSession remoteOffer, int index) {
        try {
            AudioTransport transport = transport(remoteOffer, index);
            return remoteOffer == null
                    ? transport.localMedia(true, hold.wanted())
                    : transport.localMedia(remoteOffer, index, hold.wanted());
        } catch (SipCoreException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    private AudioTransport transport(@Nullable SdpSession remoteOffer, int index) throws SipCoreException {
        AudioTransport existing = audio;
        if (existing != null) {
            return existing;
        }
        RtpTransport sockets = rtp.transport()
                .orElseThrow(() -> new SipCoreException("describe audio", "the stream is not initialised"));
        List<String> codecs = account.settings().get(AudioSettings.CODECS);
        AudioTransport made = parts.media().createAudioTransport(mixer(), sockets, remoteOffer, index, codecs);
        audio = made;
        observations.add(parts.notifications().observe(AudioTransportNotification.class, made, this::heardOfAudio));
        return made;
    }

    private void heardOfAudio(AudioTransportNotification notification) {
        if (notification instanceof AudioTransportNotification.GotDtmf key) {
            post(new AudioStreamNotification.GotDtmf(this, now(), key.digit()));
        } else if (notification instanceof AudioTransportNotification.DidNotGetRtp silence) {
            post(new AudioStreamNotification.DidTimeout(this, now(), silence.gotAny()));
        }
    }

    @Override
    public void start(SdpSession localSdp, SdpSession remoteSdp, int index) {
        AudioTransport transport = audio;
        if (transport == null) {
            throw new IllegalStateException("the stream has not described itself");
        }
        try {
            transport.start(
                    localSdp,
                    remoteSdp,
                    index,
                    Duration.ofSeconds(account.settings().get(AudioSettings.TIMEOUT)));
            started = true;
            hold.learn(localSdp, remoteSdp, index);
            connect(!onHold());
            remember(parametersNow());
            postSlots(Optional.empty(), producerSlot());
            post(new MediaStreamNotification.DidStart(this, now()));
            reportHold(false, false);
            if (judge.policy() == SrtpPolicy.DTLS) {
                reportParameters(); // a handshake may have ended while nobody remembered any
            }
        } catch (SipCoreException failure) {
            fail(failure.getMessage());
        }
    }

    @Override
    public boolean validateUpdate(SdpSession remoteSdp, int index) {
        return judge.acceptsUpdate(remoteSdp, index);
    }

    @Override
    public void update(SdpSession localSdp, SdpSession remoteSdp, int index) {
        AudioTransport transport = audio;
        if (transport == null || !started) {
            throw new IllegalStateException("the stream has not started");
        }
        try {
            transport.update(localSdp, remoteSdp, index);
            boolean wasHere = hold.here();
            boolean wasThere = hold.there();
            hold.learn(localSdp, remoteSdp, index);
            connect(!onHold());
            reportParameters();
            reportHold(wasHere, wasThere);
        } catch (SipCoreException failure) {
            fail(failure.getMessage());
        }
    }

    private void reportHold(boolean wasHere, boolean wasThere) {
        if (wasHere != hold.here()) {
            post(new AudioStreamNotification.DidChangeHoldState(this, now(), Originator.LOCAL, hold.here()));
        }
        if (wasThere != hold.there()) {
            post(new AudioStreamNotification.DidChangeHoldState(this, now(), Originator.REMOTE, hold.there()));
        }
    }

    private synchronized void remember(Parameters now) {
        parameters = now;
    }

    private void reportParameters() {
        Parameters changed = parametersNow();
        synchronized (this) {
            if (parameters == null || parameters.equals(changed)) {
                return;
            }
            parameters = changed;
        }
        post(new AudioStreamNotification.DidChangeRtpParameters(this, now()));
    }

    private Parameters parametersNow() {
        return new Parameters(codec(), sampleRate(), remoteRtpAddressInSdp(), srtpSuite());
    }

    @Override
    public void hold() {
        hold.want(true);
        pause(MediaDirection.INACTIVE, false);
    }

    @Override
    public void unhold() {
        hold.want(false);
        if (!hold.here()) {
            // the peer did not want the hold: go on as agreed
            pause(hold.there() ? MediaDirection.RECVONLY : MediaDirection.SENDRECV, !hold.there());
        }
    }

    private void pause(MediaDirection agreed, boolean connected) {
        AudioTransport transport = audio;
        if (transport == null || !started || isEnded()) {
            return;
        }
        try {
            transport.updateDirection(agreed);
            connect(connected);
        } catch (SipCoreException failure) {
            fail(failure.getMessage());
        }
    }

    /** Lets the stream be heard and hear, and the recorder likewise, or not. */
    private void connect(boolean connected) {
        StreamSound current = sound;
        if (current != null && !isEnded()) {
            current.connect(connected);
            recorder.listen(connected);
        }
    }

    private void postSlots(Optional<Integer> old, Optional<Integer> current) {
        if (!old.equals(current)) {
            post(new AudioPortNotification.DidChangeSlots(this, now(), old, current, old, current));
        }
    }

    @Override
    public void deactivate() {
        // RTP has no connection that the peer could close too early
    }

    @Override
    public void end() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        post(new MediaStreamNotification.WillEnd(this, now()));
        rtp.silence();
        observations.forEach(Observation::close);
        recorder.stop();
        Optional<Integer> slot = producerSlot();
        if (sound != null) {
            sound.close();
        }
        if (audio != null) {
            lastStatistics = audio.statistics();
            audio.close();
        }
        rtp.close();
        postSlots(slot, Optional.empty());
        post(new MediaStreamNotification.DidEnd(this, now(), ""));
    }

    private void fail(String reason) {
        LOG.log(Level.DEBUG, () -> "audio stream failed: " + reason);
        post(new MediaStreamNotification.DidFail(this, now(), reason));
    }

    @Override
    public boolean holdSupported() {
        return true;
    }

    @Override
    public boolean onHoldByLocal() {
        return hold.here();
    }

    @Override
    public boolean onHoldByRemote() {
        return hold.there();
    }

    // --- facets

    /** @throws IllegalStateException before {@link #initialize} */
    @Override
    public AudioMixer mixer() {
        return bridge().mixer();
    }

    @Override
    public AudioBridge bridge() {
        StreamSound current = sound;
        if (current == null) {
            throw new IllegalStateException("the stream is not initialised");
        }
        return current.bridge();
    }

    @Override
    public Optional<Integer> producerSlot() {
        return Optional.ofNullable(audio).flatMap(AudioTransport::slot);
    }

    @Override
    public Optional<Integer> consumerSlot() {
        return producerSlot();
    }

    @Override
    public void sendDtmf(char digit) throws SipCoreException {
        char upper = Character.toUpperCase(digit);
        if ("0123456789ABCD*#".indexOf(upper) < 0) {
            throw new IllegalArgumentException("'" + digit + "' is no DTMF digit");
        }
        AudioTransport transport = audio;
        if (transport == null) {
            throw new SipCoreException("send DTMF", "the stream has not started");
        }
        transport.sendDtmf(upper);
        StreamSound current = sound;
        if (current != null && account.settings().get(AudioSettings.INBAND_DTMF) && !onHold()) {
            current.playKey(upper);
        }
    }

    @Override
    public void startRecording(Path file) throws SipCoreException {
        recorder.start(file);
    }

    @Override
    public Path startRecording() throws SipCoreException {
        Session owner = session;
        if (owner == null) {
            throw new SipCoreException("record audio", "the stream is not running");
        }
        Path file = recorder.defaultFile(account, owner, direction);
        startRecording(file);
        return file;
    }

    @Override
    public void stopRecording() {
        recorder.stop();
    }

    @Override
    public Optional<Path> recordingFile() {
        return recorder.file();
    }

    @Override
    public Optional<String> codec() {
        return Optional.ofNullable(audio).flatMap(AudioTransport::codec);
    }

    @Override
    public Optional<Integer> sampleRate() {
        return Optional.ofNullable(audio).flatMap(AudioTransport::sampleRate);
    }

    @Override
    public boolean srtpActive() {
        return rtp.transport().map(RtpTransport::srtpActive).orElse(false);
    }

    @Override
    public Optional<String> srtpSuite() {
        return rtp.transport().flatMap(RtpTransport::srtpSuite);
    }

    @Override
    public boolean iceActive() {
        return rtp.transport().map(RtpTransport::iceActive).orElse(false);
    }

    @Override
    public Optional<InetSocketAddress> localRtpAddress() {
        return rtp.transport().flatMap(RtpTransport::localAddress);
    }

    @Override
    public Optional<InetSocketAddress> remoteRtpAddressInSdp() {
        return rtp.transport().flatMap(RtpTransport::remoteAddressInSdp);
    }

    @Override
    public Optional<InetSocketAddress> remoteRtpAddressReceived() {
        return rtp.transport().flatMap(RtpTransport::remoteAddressReceived);
    }

    @Override
    public Optional<IceCandidate.Type> localRtpCandidateType() {
        return rtp.transport().flatMap(RtpTransport::localCandidateType);
    }

    @Override
    public Optional<IceCandidate.Type> remoteRtpCandidateType() {
        return rtp.transport().flatMap(RtpTransport::remoteCandidateType);
    }

    @Override
    public RtpStatistics statistics() {
        AudioTransport transport = audio;
        return transport == null || isEnded() ? lastStatistics : transport.statistics();
    }

    private Instant now() {
        return parts.now();
    }

    private void post(Notification notification) {
        parts.notifications().post(notification);
    }

    @Override
    public String toString() {
        return "audio stream of " + account.id();
    }
}
