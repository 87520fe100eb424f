/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio;

import java.nio.file.Path;
import java.time.Duration;

import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.AudioConference;
import org.sipsimple.api.audio.AudioDevice;
import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.audio.PcmAudioPort;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.audio.WavePlayer;
import org.sipsimple.api.audio.WavePlayerOptions;
import org.sipsimple.api.audio.WaveRecorder;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixers;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.audio.internal.Middleware;

/**
 * The audio middleware of one engine. Thread-safe.
 *
 * <pre>{@code
 * DefaultMedia media = new DefaultMedia(engine);
 * DefaultAudio audio = new DefaultAudio(media, media, notifications, threads);
 * AudioConference conference = audio.createConference();
 * }</pre>
 */
public class DefaultAudio implements AudioFactory, SystemAudio, AutoCloseable {
    private final Middleware middleware;

    public DefaultAudio(
            MediaFactory media, AudioMixers mixers, NotificationCenter notifications, ThreadManager threads) {
        middleware = new Middleware(media, mixers, notifications, threads);
    }

    @Override
    public AudioDevice createDevice(AudioMixer mixer) {
        return middleware.createDevice(mixer);
    }

    @Override
    public AudioBridge createBridge(AudioMixer mixer) {
        return middleware.createBridge(mixer);
    }

    @Override
    public WavePlayer createWavePlayer(AudioMixer mixer, Path file, WavePlayerOptions options) {
        return middleware.createWavePlayer(mixer, file, options);
    }

    @Override
    public WaveRecorder createWaveRecorder(AudioMixer mixer, Path file) {
        return middleware.createWaveRecorder(mixer, file);
    }

    @Override
    public PcmAudioPort createPcmPort(AudioMixer mixer, int sampleRate, Duration buffer) throws SipCoreException {
        return middleware.createPcmPort(mixer, sampleRate, buffer);
    }

    @Override
    public AudioConference createConference() throws SipCoreException {
        return middleware.createConference();
    }

    @Override
    public AudioMixer voiceMixer() throws SipCoreException {
        return middleware.voice().mixer();
    }

    @Override
    public AudioBridge voiceBridge() throws SipCoreException {
        return middleware.voice().bridge();
    }

    @Override
    public AudioDevice voiceDevice() throws SipCoreException {
        return middleware.voice().device();
    }

    @Override
    public AudioMixer alertMixer() throws SipCoreException {
        return middleware.alert().mixer();
    }

    @Override
    public AudioBridge alertBridge() throws SipCoreException {
        return middleware.alert().bridge();
    }

    @Override
    public AudioDevice alertDevice() throws SipCoreException {
        return middleware.alert().device();
    }

    /** Ends what plays or records. Idempotent. */
    @Override
    public void close() {
        middleware.close();
    }
}
