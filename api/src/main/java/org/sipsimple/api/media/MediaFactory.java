/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.SipCoreException;

/**
 * Makes the media objects of the core; a service of the engine bundle. Every method may be called from any thread but
 * the engine's event thread and takes tens of microseconds (one hop to the engine thread). {@link SipCoreException} says that
 * the engine is not running or the native layer refuses: at once for mixers and transports, when it is started for anything
 * else. A mixer or transport of another factory is an {@link IllegalArgumentException}. Objects are freed by their {@code close}
 * or when the engine stops.
 */
@ProviderType
public interface MediaFactory {

    /**
     * Names of the sound devices there are. Seed: {@code Engine.input_devices} and {@code output_devices}.
     *
     * @param refresh whether to look for devices that were plugged in or out, which takes longer
     */
    AudioDevices audioDevices(boolean refresh) throws SipCoreException;

    /** Names to be used for {@link AudioMixer#setSoundDevices} and {@link AudioMixerOptions}. */
    record AudioDevices(List<String> inputs, List<String> outputs) {
        public AudioDevices {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }

    /** A mixer that runs at once, with the devices that the options name; it fails when one of them cannot be had. */
    AudioMixer createAudioMixer(AudioMixerOptions options) throws SipCoreException;

    /**
     * A transport in its first state. It has a pair of ports in the engine's range from here on; with ICE sockets come with the
     * candidates, when it is initialised.
     */
    RtpTransport createRtpTransport(RtpTransportOptions options) throws SipCoreException;

    /**
     * A stream that is neither negotiated nor started.
     *
     * @param remoteSdp the peer's offer when answering, null when we offer
     * @param index which media line of {@code remoteSdp}
     * @param codecs allowed codecs in order of preference; empty for the engine's list
     */
    AudioTransport createAudioTransport(
            AudioMixer mixer, RtpTransport transport, @Nullable SdpSession remoteSdp, int index, List<String> codecs)
            throws SipCoreException;

    /** A player that is not started: the file is not looked at before. */
    WaveFile createWaveFile(AudioMixer mixer, Path file) throws SipCoreException;

    /** A recorder that is not started: the file is not made before. */
    RecordingWaveFile createRecordingWaveFile(AudioMixer mixer, Path file) throws SipCoreException;

    /** A port that is not started. */
    MixerPort createMixerPort(AudioMixer mixer) throws SipCoreException;

    /** A generator that is not started. */
    ToneGenerator createToneGenerator(AudioMixer mixer) throws SipCoreException;

    /**
     * A port for samples of the application, not started.
     *
     * @param sampleRate in Hz: 8000 to 48000, a multiple of 50
     * @param buffer how much sound each of its rings holds at most: 20 ms to a minute
     * @throws IllegalArgumentException when one of them is out of range
     */
    PcmPort createPcmPort(AudioMixer mixer, int sampleRate, Duration buffer) throws SipCoreException;
}
