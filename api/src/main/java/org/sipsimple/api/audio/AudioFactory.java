/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.audio;

import java.nio.file.Path;
import java.time.Duration;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.sip.SipCoreException;

/**
 * Makes the parts of the audio middleware; a service. What is made can be closed any time and ends with the engine.
 *
 * <pre>{@code
 * AudioBridge bridge = call.facet(BridgedAudio.class).orElseThrow().bridge();
 * WavePlayer announcement = audio.createWavePlayer(bridge.mixer(), Path.of("hello.wav"), WavePlayerOptions.ONCE);
 * bridge.add(announcement);
 * announcement.play().thenRun(session::end);
 * }</pre>
 *
 * <p>Thread-safe. Spec: Middleware API, "Audio".
 */
@ProviderType
public interface AudioFactory {

    /** The sound devices of a mixer, neither direction muted. Several of one mixer are muted each for itself. */
    AudioDevice createDevice(AudioMixer mixer);

    AudioBridge createBridge(AudioMixer mixer);

    /** The file is opened at each play. */
    WavePlayer createWavePlayer(AudioMixer mixer, Path file, WavePlayerOptions options);

    WaveRecorder createWaveRecorder(AudioMixer mixer, Path file);

    /**
     * Sound of the application, in a slot only while it is started.
     *
     * @param sampleRate in Hz: 8000 to 48000, a multiple of 50
     * @param buffer how much sound waits at most in each direction: 20 ms to a minute
     * @throws IllegalArgumentException when one of them is out of range
     */
    PcmAudioPort createPcmPort(AudioMixer mixer, int sampleRate, Duration buffer) throws SipCoreException;

    /** A conference of streams on the mixer of calls, not on hold. */
    AudioConference createConference() throws SipCoreException;
}
