/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.media.AudioMixers;
import org.sipsimple.api.media.AudioTransport;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.media.MixerPort;
import org.sipsimple.api.media.PcmPort;
import org.sipsimple.api.media.RecordingWaveFile;
import org.sipsimple.api.media.RtpTransport;
import org.sipsimple.api.media.RtpTransportOptions;
import org.sipsimple.api.media.ToneGenerator;
import org.sipsimple.api.media.WaveFile;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.threading.Scheduler;

/** Media objects without media, and the mixers of an engine that has none. For one thread only. */
public final class FakeMedia implements MediaFactory, AudioMixers {
    private final NotificationCenter notifications;
    private final Scheduler scheduler;
    private final FakeAudioMixer voice = new FakeAudioMixer();
    private final FakeAudioMixer alert = new FakeAudioMixer();
    private final List<FakeRtpTransport> rtp = new ArrayList<>();
    private final List<FakeAudioTransport> audio = new ArrayList<>();
    private final List<FakeRecording> recordings = new ArrayList<>();
    private final List<FakeToneGenerator> tones = new ArrayList<>();
    private @Nullable String failure;
    private boolean serversSilent;

    public FakeMedia(NotificationCenter notifications, Scheduler scheduler) {
        this.notifications = notifications;
        this.scheduler = scheduler;
    }

    /** From now on nothing can be made, for that reason. */
    public void breaks(String reason) {
        failure = reason;
    }

    /** From now on RTP transports that ask STUN servers fail. */
    public void silencesServers() {
        serversSilent = true;
    }

    public FakeRtpTransport lastRtp() {
        return rtp.get(rtp.size() - 1);
    }

    public FakeAudioTransport lastAudio() {
        return audio.get(audio.size() - 1);
    }

    public FakeRecording lastRecording() {
        return recordings.get(recordings.size() - 1);
    }

    public FakeToneGenerator lastTones() {
        return tones.get(tones.size() - 1);
    }

    private void check(String operation) throws SipCoreException {
        if (failure != null) {
            throw new SipCoreException(operation, failure);
        }
    }

    /** The mixer is there already. */
    @Override
    public void configureVoice(AudioMixerOptions options) {}

    @Override
    public FakeAudioMixer voice() throws SipCoreException {
        check("make a mixer");
        return voice;
    }

    /** The mixer is there already. */
    @Override
    public void configureAlert(AudioMixerOptions options) {}

    @Override
    public FakeAudioMixer alert() throws SipCoreException {
        check("make a mixer");
        return alert;
    }

    @Override
    public AudioMixer createAudioMixer(AudioMixerOptions options) throws SipCoreException {
        check("make a mixer");
        return new FakeAudioMixer();
    }

    @Override
    public RtpTransport createRtpTransport(RtpTransportOptions options) throws SipCoreException {
        check("bind RTP");
        FakeRtpTransport made = new FakeRtpTransport(options, notifications, scheduler);
        if (serversSilent
                && options.ice() != null
                && !options.ice().stunServers().isEmpty()) {
            made.waitsInVain();
        }
        rtp.add(made);
        return made;
    }

    @Override
    public AudioTransport createAudioTransport(
            AudioMixer mixer, RtpTransport transport, @Nullable SdpSession remoteSdp, int index, List<String> codecs)
            throws SipCoreException {
        check("make an audio transport");
        FakeAudioTransport made =
                new FakeAudioTransport(voice, (FakeRtpTransport) transport, codecs, notifications, scheduler);
        audio.add(made);
        return made;
    }

    @Override
    public WaveFile createWaveFile(AudioMixer mixer, Path file) throws SipCoreException {
        throw new SipCoreException("play " + file, "fakes play nothing");
    }

    @Override
    public RecordingWaveFile createRecordingWaveFile(AudioMixer mixer, Path file) throws SipCoreException {
        check("record " + file);
        FakeRecording made = new FakeRecording(voice, file);
        recordings.add(made);
        return made;
    }

    @Override
    public MixerPort createMixerPort(AudioMixer mixer) throws SipCoreException {
        check("make a mixer port");
        return new FakeMixerPort((FakeAudioMixer) mixer);
    }

    @Override
    public ToneGenerator createToneGenerator(AudioMixer mixer) throws SipCoreException {
        check("make tones");
        FakeToneGenerator made = new FakeToneGenerator((FakeAudioMixer) mixer);
        tones.add(made);
        return made;
    }

    @Override
    public PcmPort createPcmPort(AudioMixer mixer, int sampleRate, Duration buffer) throws SipCoreException {
        throw new SipCoreException("move samples", "fakes have none");
    }

    @Override
    public AudioDevices audioDevices(boolean refresh) {
        return new AudioDevices(List.of(), List.of());
    }
}
