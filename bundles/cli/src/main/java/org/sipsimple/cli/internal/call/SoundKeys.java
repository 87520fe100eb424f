/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.sip.SipCoreException;

/** The keys that change what is heard and recorded. Event loop only. */
final class SoundKeys {
    private static final int ECHO_STEP_MILLIS = 10;
    private static final int LONGEST_ECHO_MILLIS = 500;

    /** Silence and the system's choice; the core tells no names of devices. */
    private static final List<@Nullable String> DEVICES = Arrays.asList(null, "system_default");

    private final AudioMixer voice;
    private final @Nullable AudioMixer alert;
    private final PrintStream say;

    /** @param alert null for none */
    SoundKeys(AudioMixer voice, @Nullable AudioMixer alert, PrintStream say) {
        this.voice = voice;
        this.alert = alert;
        this.say = say;
    }

    /** Says which devices there are and which are used. */
    void describe() {
        say.println("Available audio input devices: None, system_default");
        say.println("Available audio output devices: None, system_default");
        sayInput();
        sayOutput();
        sayAlert();
    }

    private void sayInput() {
        say.println("Using audio input device: " + voice.inputDevice().orElse("None"));
    }

    private void sayOutput() {
        say.println("Using audio output device: " + voice.outputDevice().orElse("None"));
    }

    private void sayAlert() {
        if (alert != null) {
            say.println("Using audio alert device: " + alert.outputDevice().orElse("None"));
        }
    }

    /** @param character what was typed for {@code key} */
    void typed(ControlKey key, int character) {
        try {
            switch (key) {
                case MUTE -> mute();
                case INPUT_DEVICE -> {
                    devices(voice, next(voice.inputDevice().orElse(null)), output(), voice.echoTailMillis());
                    sayInput();
                }
                case OUTPUT_DEVICE -> {
                    devices(voice, input(), next(output()), voice.echoTailMillis());
                    sayOutput();
                }
                case ALERT_DEVICE -> alertDevice();
                case ECHO -> echo(character == '>' ? ECHO_STEP_MILLIS : -ECHO_STEP_MILLIS);
                default -> throw new IllegalArgumentException(key + " is no key for sound");
            }
        } catch (SipCoreException e) {
            say.println(e.getMessage());
        }
    }

    private @Nullable String input() {
        return voice.inputDevice().orElse(null);
    }

    private @Nullable String output() {
        return voice.outputDevice().orElse(null);
    }

    private static @Nullable String next(@Nullable String device) {
        return DEVICES.get((DEVICES.indexOf(device) + 1) % DEVICES.size());
    }

    private static void devices(AudioMixer mixer, @Nullable String input, @Nullable String output, int echo)
            throws SipCoreException {
        mixer.setSoundDevices(input, output, echo);
    }

    private void alertDevice() throws SipCoreException {
        if (alert == null) {
            say.println("There is no audio alert device");
            return;
        }
        devices(alert, null, next(alert.outputDevice().orElse(null)), alert.echoTailMillis());
        sayAlert();
    }

    private void mute() throws SipCoreException {
        voice.setMuted(!voice.isMuted());
        say.println(voice.isMuted() ? "The microphone is muted" : "The microphone is on");
    }

    private void echo(int change) throws SipCoreException {
        int tail = Math.max(0, Math.min(LONGEST_ECHO_MILLIS, voice.echoTailMillis() + change));
        devices(voice, input(), output(), tail);
        say.println("Set echo cancellation tail length to " + tail + " ms");
    }
}
