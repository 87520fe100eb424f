/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.sip.SipCoreException;

/**
 * The mixers all audio of one engine is connected to. A service of the engine bundle. Seed: {@code
 * SIPApplication.voice_audio_mixer} and {@code alert_audio_mixer}.
 */
@ProviderType
public interface AudioMixers {

    /** What {@link #voice()} is made with; without effect on a mixer that exists. */
    void configureVoice(AudioMixerOptions options);

    /** The mixer of calls; made on first use, closed when the engine stops. */
    AudioMixer voice() throws SipCoreException;

    /** What {@link #alert()} is made with; without effect on a mixer that exists. */
    void configureAlert(AudioMixerOptions options);

    /** The mixer of ringtones and other alerts; made on first use, closed when the engine stops. */
    AudioMixer alert() throws SipCoreException;
}
