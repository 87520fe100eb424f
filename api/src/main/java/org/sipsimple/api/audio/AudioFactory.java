/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.audio;

import java.nio.file.Path;

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

    /** A conference of streams on the mixer of calls, not on hold. */
    AudioConference createConference() throws SipCoreException;
}
