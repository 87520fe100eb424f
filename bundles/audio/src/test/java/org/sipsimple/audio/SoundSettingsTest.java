/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.media.AudioMixers;
import org.sipsimple.api.media.RecordingWaveFile;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.filebackend.FileBackend;
import org.sipsimple.settings.DefaultSettings;
import org.sipsimple.testing.CapturedLog;

import static org.assertj.core.api.Assertions.assertThat;

class SoundSettingsTest {
    @TempDir
    Path folder;

    private RunningAudio sdk;
    private Settings settings;
    private SettingsObject general;

    @BeforeEach
    void start() throws ConfigurationException {
        sdk = new RunningAudio(folder);
        settings =
                DefaultSettings.open(new FileBackend(folder.resolve("config")), sdk.notifications, Clock.systemUTC());
        general = settings.general();
    }

    @AfterEach
    void stop() {
        sdk.close();
    }

    /** Mixers that tell what was wanted of them. */
    private static final class Wishes implements AudioMixers {
        private final BlockingQueue<List<Object>> devices = new LinkedBlockingQueue<>();
        private volatile AudioMixerOptions voiceOptions;
        private volatile AudioMixerOptions alertOptions;

        private AudioMixer mixer(String name) {
            return (AudioMixer) Proxy.newProxyInstance(
                    AudioMixer.class.getClassLoader(),
                    new Class<?>[] {AudioMixer.class},
                    (proxy, method, arguments) -> {
                        assertThat(method.getName()).isEqualTo("setSoundDevices");
                        devices.add(Arrays.asList(name, arguments[0], arguments[1], arguments[2]));
                        return null;
                    });
        }

        private List<Object> next() throws InterruptedException {
            return devices.poll(20, TimeUnit.SECONDS);
        }

        @Override
        public void configureVoice(AudioMixerOptions options) {
            voiceOptions = options;
        }

        @Override
        public AudioMixer voice() {
            return mixer("voice");
        }

        @Override
        public void configureAlert(AudioMixerOptions options) {
            alertOptions = options;
        }

        @Override
        public AudioMixer alert() {
            return mixer("alert");
        }
    }

    @Test
    void mixersUseTheDevicesOfTheSettingsAndFollowThem() throws Exception {
        general.set(GeneralSettings.AUDIO_INPUT_DEVICE, "headset");
        general.set(GeneralSettings.AUDIO_ALERT_DEVICE, null);
        general.set(GeneralSettings.AUDIO_TAIL_LENGTH, 120);
        general.save();
        Wishes wishes = new Wishes();
        try (SoundSettings follower = new SoundSettings(settings, wishes, sdk.notifications, sdk.threads)) {
            assertThat(follower).isNotNull();
            assertThat(wishes.voiceOptions)
                    .isEqualTo(new AudioMixerOptions("headset", "system_default", 16_000, 120, 254));
            assertThat(wishes.alertOptions).isEqualTo(new AudioMixerOptions(null, null, 16_000, 0, 254));
            general.set(GeneralSettings.AUDIO_OUTPUT_DEVICE, "speakers");
            general.save();
            assertThat(wishes.next()).containsExactly("voice", "headset", "speakers", 120);
            general.set(GeneralSettings.AUDIO_TAIL_LENGTH, 0);
            general.save();
            assertThat(wishes.next()).containsExactly("voice", "headset", "speakers", 0);
            general.set(GeneralSettings.AUDIO_ALERT_DEVICE, "speakers");
            general.set(GeneralSettings.AUDIO_SAMPLE_RATE, 32_000);
            general.save();
            assertThat(wishes.next()).containsExactly("alert", null, "speakers", 0);
            assertThat(wishes.voiceOptions.sampleRate())
                    .as("from the next mixer on")
                    .isEqualTo(32_000);
        }
        general.set(GeneralSettings.AUDIO_INPUT_DEVICE, "other");
        general.save();
        assertThat(wishes.devices).as("after its end").isEmpty();
    }

    @Test
    void aDeviceThatCannotBeHadDoesNotStopWhatGoesOn() throws Exception {
        try (SoundSettings follower = new SoundSettings(settings, sdk.media, sdk.notifications, sdk.threads);
                CapturedLog log = CapturedLog.of(SoundSettings.class.getName())) {
            assertThat(follower).isNotNull();
            AudioMixer mixer = sdk.audio.voiceMixer();
            try (RecordingWaveFile call = sdk.media.createRecordingWaveFile(mixer, folder.resolve("call.wav"))) {
                call.start();
                mixer.connectSlots(0, call.slot().orElseThrow());
                general.set(GeneralSettings.AUDIO_OUTPUT_DEVICE, "no such loudspeaker");
                general.save();
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                while (log.messages().isEmpty()) {
                    assertThat(System.nanoTime()).as("time to change devices").isLessThan(end);
                    Thread.onSpinWait();
                }
                assertThat(log.messages().get(0)).contains("no such loudspeaker");
                assertThat(call.isActive()).isTrue();
                assertThat(sdk.audio.voiceMixer()).isSameAs(mixer);
                assertThat(mixer.connectedSlots())
                        .containsExactly(
                                new AudioMixer.Connection(0, call.slot().orElseThrow()));
            }
        }
    }

    @Test
    void homesAreMadeAnewWithTheEngine() throws SipCoreException {
        assertThat(sdk.audio.voiceBridge().contains(sdk.audio.voiceDevice())).isTrue();
        assertThat(sdk.audio.alertBridge().contains(sdk.audio.alertDevice())).isTrue();
        assertThat(sdk.audio.voiceBridge()).isSameAs(sdk.audio.voiceBridge());
        AudioMixer before = sdk.audio.voiceMixer();
        assertThat(sdk.audio.alertMixer()).isNotSameAs(before);
        assertThat(sdk.audio.alertDevice().mixer()).isSameAs(sdk.audio.alertMixer());
        sdk.stop();
        sdk.start();
        assertThat(sdk.audio.voiceMixer()).isNotSameAs(before);
        assertThat(sdk.audio.voiceBridge().mixer()).isSameAs(sdk.audio.voiceMixer());
    }
}
