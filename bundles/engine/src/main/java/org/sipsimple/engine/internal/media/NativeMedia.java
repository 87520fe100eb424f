/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
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
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.MediaOp;

/** Makes media objects on one engine's core. */
public final class NativeMedia implements MediaFactory {
    private final EngineCore core;
    private final CodecPreference codecs;
    private final RtpPorts ports = new RtpPorts();

    public NativeMedia(EngineCore core) {
        this.core = core;
        this.codecs = new CodecPreference(core);
    }

    @Override
    public AudioDevices audioDevices(boolean refresh) throws SipCoreException {
        FieldReader answer = core.call("list audio devices", MediaOp.DEVICES, 0, new FieldWriter().putFlag(refresh));
        return new AudioDevices(answer.readTexts(), answer.readTexts());
    }

    @Override
    public AudioMixer createAudioMixer(AudioMixerOptions options) throws SipCoreException {
        return new NativeMixer(core, options);
    }

    @Override
    public RtpTransport createRtpTransport(RtpTransportOptions options) throws SipCoreException {
        return new NativeRtpTransport(core, ports, options);
    }

    @Override
    public AudioTransport createAudioTransport(
            AudioMixer mixer, RtpTransport transport, @Nullable SdpSession remoteSdp, int index, List<String> allowed)
            throws SipCoreException {
        return new NativeAudioTransport(
                core,
                own(NativeMixer.class, mixer),
                own(NativeRtpTransport.class, transport),
                remoteSdp,
                index,
                codecs.choose(allowed));
    }

    @Override
    public WaveFile createWaveFile(AudioMixer mixer, Path file) {
        return new NativeWaveFile(core, own(NativeMixer.class, mixer), file);
    }

    @Override
    public RecordingWaveFile createRecordingWaveFile(AudioMixer mixer, Path file) {
        return new NativeRecordingWaveFile(core, own(NativeMixer.class, mixer), file);
    }

    @Override
    public MixerPort createMixerPort(AudioMixer mixer) {
        return new NativeMixerPort(core, own(NativeMixer.class, mixer));
    }

    @Override
    public ToneGenerator createToneGenerator(AudioMixer mixer) {
        return new NativeToneGenerator(core, own(NativeMixer.class, mixer));
    }

    @Override
    public PcmPort createPcmPort(AudioMixer mixer, int sampleRate, Duration buffer) {
        return new NativePcmPort(core, own(NativeMixer.class, mixer), sampleRate, buffer);
    }

    private static <T> T own(Class<T> type, Object object) {
        if (!type.isInstance(object)) {
            throw new IllegalArgumentException(
                    object.getClass().getName() + " was not made by the media factory of this engine");
        }
        return type.cast(object);
    }
}
