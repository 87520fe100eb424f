/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;

import org.sipsimple.api.configuration.ConfigurationNotification;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.media.AudioMixers;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.threading.SerialExecutor;
import org.sipsimple.api.threading.ThreadManager;

/**
 * Makes the mixers of calls and alerts use the sound devices that the general settings name: from the first on, and
 * again each time these change, while calls go on. The sample rate applies from the next start of the engine on. A device
 * that cannot be had is named in the log, and the mixer goes on without. Thread-safe.
 */
public class SoundSettings implements AutoCloseable {
    private static final Logger LOG = System.getLogger(SoundSettings.class.getName());
    private static final int SLOTS = AudioMixerOptions.SILENT.slotCount();
    private static final Set<String> VOICE = Set.of(
            GeneralSettings.AUDIO_INPUT_DEVICE.path(),
            GeneralSettings.AUDIO_OUTPUT_DEVICE.path(),
            GeneralSettings.AUDIO_TAIL_LENGTH.path());
    private static final Set<String> ALERT = Set.of(GeneralSettings.AUDIO_ALERT_DEVICE.path());

    private final SettingsObject general;
    private final AudioMixers mixers;
    private final SerialExecutor devices;
    private final Observation changes;

    public SoundSettings(
            Settings settings, AudioMixers mixers, NotificationCenter notifications, ThreadManager threads) {
        this.general = settings.general();
        this.mixers = mixers;
        this.devices = threads.serial("sound-devices");
        mixers.configureVoice(voice());
        mixers.configureAlert(alert());
        changes = notifications.observe(
                ConfigurationNotification.SettingsObjectDidChange.class, general, devices, this::changed);
    }

    private AudioMixerOptions voice() {
        return new AudioMixerOptions(
                general.get(GeneralSettings.AUDIO_INPUT_DEVICE),
                general.get(GeneralSettings.AUDIO_OUTPUT_DEVICE),
                rate(),
                tail(),
                SLOTS);
    }

    /** An alert device is not listened to, so there is no echo to cancel. */
    private AudioMixerOptions alert() {
        return new AudioMixerOptions(null, general.get(GeneralSettings.AUDIO_ALERT_DEVICE), rate(), 0, SLOTS);
    }

    private int rate() {
        Integer rate = general.get(GeneralSettings.AUDIO_SAMPLE_RATE);
        return rate == null ? AudioMixerOptions.SILENT.sampleRate() : rate;
    }

    private int tail() {
        Integer tail = general.get(GeneralSettings.AUDIO_TAIL_LENGTH);
        return tail == null ? 0 : tail;
    }

    private void changed(ConfigurationNotification.SettingsObjectDidChange change) {
        mixers.configureVoice(voice());
        mixers.configureAlert(alert());
        if (change.modified().keySet().stream().anyMatch(VOICE::contains)) {
            use(voice(), mixers::voice);
        }
        if (change.modified().keySet().stream().anyMatch(ALERT::contains)) {
            use(alert(), mixers::alert);
        }
    }

    /** Gives a mixer, or throws while there is none. */
    private interface Source {
        AudioMixer mixer() throws SipCoreException;
    }

    private static void use(AudioMixerOptions options, Source source) {
        AudioMixer mixer;
        try {
            mixer = source.mixer();
        } catch (SipCoreException notRunning) {
            LOG.log(Level.DEBUG, () -> "sound devices change at the next start: " + notRunning.getMessage());
            return;
        }
        try {
            mixer.setSoundDevices(options.inputDevice(), options.outputDevice(), options.echoTailMillis());
        } catch (SipCoreException failure) {
            LOG.log(Level.WARNING, failure.getMessage() + "; going on without a sound device");
        }
    }

    @Override
    public void close() {
        changes.close();
    }
}
