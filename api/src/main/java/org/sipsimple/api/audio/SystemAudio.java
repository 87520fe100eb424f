/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.audio;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.sip.SipCoreException;

/**
 * Where the application itself hears and is heard: the devices of calls and those of alerts. A service. The devices
 * follow the settings {@code audio.input_device}, {@code audio.output_device}, {@code audio.alert_device} and {@code
 * audio.tail_length}; a change reaches calls that are going on. Everything is made when first asked for and anew after
 * the engine was started again. All methods throw {@link SipCoreException} while it does not run. Thread-safe. Spec:
 * Middleware API, attributes of {@code SIPApplication}.
 */
@ProviderType
public interface SystemAudio {

    /** The mixer of calls. */
    AudioMixer voiceMixer() throws SipCoreException;

    /** What is added here is heard at the output device and hears the input device. */
    AudioBridge voiceBridge() throws SipCoreException;

    /** The member of {@link #voiceBridge} that stands for the input and output device. */
    AudioDevice voiceDevice() throws SipCoreException;

    /** The mixer of alerts such as ringtones. */
    AudioMixer alertMixer() throws SipCoreException;

    /** What is added here is heard at the alert device. */
    AudioBridge alertBridge() throws SipCoreException;

    /** The member of {@link #alertBridge} that stands for the alert device. */
    AudioDevice alertDevice() throws SipCoreException;
}
