/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.nio.file.Path;
import java.time.Duration;
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
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.engine.internal.media.EngineMixers;
import org.sipsimple.engine.internal.media.NativeMedia;

/**
 * The audio of one {@link DefaultEngine}: makes its media objects and has the mixer of its calls. Thread-safe.
 *
 * <pre>{@code
 * DefaultMedia media = new DefaultMedia(engine);
 * WaveFile ring = media.createWaveFile(media.voice(), Path.of("ring.wav"));
 * }</pre>
 */
public class DefaultMedia implements MediaFactory, AudioMixers {
    private final MediaFactory factory;
    private final AudioMixers mixers;

    public DefaultMedia(DefaultEngine engine) {
        EngineCore core = engine.core();
        factory = new NativeMedia(core);
        mixers = new EngineMixers(core);
    }

    @Override
    public void configureVoice(AudioMixerOptions options) {
        mixers.configureVoice(options);
    }

    @Override
    public AudioMixer voice() throws SipCoreException {
        return mixers.voice();
    }

    @Override
    public void configureAlert(AudioMixerOptions options) {
        mixers.configureAlert(options);
    }

    @Override
    public AudioMixer alert() throws SipCoreException {
        return mixers.alert();
    }

    @Override
    public AudioDevices audioDevices(boolean refresh) throws SipCoreException {
        return factory.audioDevices(refresh);
    }

    @Override
    public AudioMixer createAudioMixer(AudioMixerOptions options) throws SipCoreException {
        return factory.createAudioMixer(options);
    }

    @Override
    public RtpTransport createRtpTransport(RtpTransportOptions options) throws SipCoreException {
        return factory.createRtpTransport(options);
    }

    @Override
    public AudioTransport createAudioTransport(
            AudioMixer mixer, RtpTransport transport, @Nullable SdpSession remoteSdp, int index, List<String> codecs)
            throws SipCoreException {
        return factory.createAudioTransport(mixer, transport, remoteSdp, index, codecs);
    }

    @Override
    public WaveFile createWaveFile(AudioMixer mixer, Path file) throws SipCoreException {
        return factory.createWaveFile(mixer, file);
    }

    @Override
    public RecordingWaveFile createRecordingWaveFile(AudioMixer mixer, Path file) throws SipCoreException {
        return factory.createRecordingWaveFile(mixer, file);
    }

    @Override
    public MixerPort createMixerPort(AudioMixer mixer) throws SipCoreException {
        return factory.createMixerPort(mixer);
    }

    @Override
    public ToneGenerator createToneGenerator(AudioMixer mixer) throws SipCoreException {
        return factory.createToneGenerator(mixer);
    }

    @Override
    public PcmPort createPcmPort(AudioMixer mixer, int sampleRate, Duration buffer) throws SipCoreException {
        return factory.createPcmPort(mixer, sampleRate, buffer);
    }
}
