/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.time.Duration;
import java.util.Collections;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.media.MediaFactory.AudioDevices;
import org.sipsimple.api.media.ToneGenerator;
import org.sipsimple.api.media.ToneGenerator.Tone;
import org.sipsimple.api.sip.SipCoreException;

/**
 * A process of its own for {@link SoundDeviceTest}, as ALSA reads its configuration once: plays a tone on one device, then on
 * another and with an echo canceller, and tells what the mixer says; then onto a
 * tape that is disconnected and connected in the middle of it, and whose volume is changed.
 */
final class SoundDeviceProgram {
    private SoundDeviceProgram() {}

    public static void main(String[] args) throws SipCoreException {
        try (MediaBench bench = new MediaBench()) {
            AudioDevices devices = bench.media.audioDevices(false);
            System.out.println("inputs " + devices.inputs());
            System.out.println("outputs " + devices.outputs());
            AudioMixerOptions first = new AudioMixerOptions("microphone", "speaker_a", 16_000, 0, 254);
            try (AudioMixer mixer = bench.media.createAudioMixer(first);
                    ToneGenerator tone = bench.media.createToneGenerator(mixer)) {
                tone.start();
                // devices without hardware take sound as fast as it is made
                tone.playTones(Collections.nCopies(250, new Tone(440, 0, Duration.ofSeconds(59))));
                mixer.connectSlots(tone.slot().orElseThrow(), 0);
                say("first", mixer);

                mixer.setSoundDevices("microphone", "speaker_b", 0);
                say("second", mixer);

                mixer.setSoundDevices("microphone", "speaker_b", 200);
                say("with a tail", mixer);

                mixer.setSoundDevices(null, null, 0);
                say("without any", mixer);
                System.out.println("still there " + tone.isActive());

                mixer.setSoundDevices(null, "tape", 0);
                for (int i = 0; i < 20; i++) {
                    mixer.disconnectSlots(tone.slot().orElseThrow(), 0);
                    mixer.connectSlots(tone.slot().orElseThrow(), 0);
                }
                for (int i = 0; i < 20; i++) {
                    mixer.setOutputVolume(i % 2 == 0 ? 20 : 100);
                }
                mixer.setSoundDevices(null, null, 0);
            }
        }
    }

    private static void say(String when, AudioMixer mixer) {
        System.out.println(when + " " + mixer.inputDevice().orElse("-") + " "
                + mixer.outputDevice().orElse("-") + " " + mixer.echoTailMillis());
    }
}
