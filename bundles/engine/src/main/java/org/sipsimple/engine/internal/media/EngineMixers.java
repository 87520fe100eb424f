/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.media.AudioMixers;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.engine.internal.core.EngineCore;

/** Makes each mixer when it is first asked for, and anew after each restart of the engine. Thread-safe. */
public final class EngineMixers implements AudioMixers {
    private final LazyMixer voice;
    private final LazyMixer alert;

    public EngineMixers(EngineCore core) {
        voice = new LazyMixer(core);
        alert = new LazyMixer(core);
    }

    @Override
    public void configureVoice(AudioMixerOptions options) {
        voice.configure(options);
    }

    @Override
    public AudioMixer voice() throws SipCoreException {
        return voice.get();
    }

    @Override
    public void configureAlert(AudioMixerOptions options) {
        alert.configure(options);
    }

    @Override
    public AudioMixer alert() throws SipCoreException {
        return alert.get();
    }
}
