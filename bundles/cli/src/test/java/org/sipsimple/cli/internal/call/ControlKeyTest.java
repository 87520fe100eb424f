/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sipsimple.stream.testkit.FakeAudioMixer;
import org.sipsimple.stream.testkit.InlineThreads;

import static org.assertj.core.api.Assertions.assertThat;

class ControlKeyTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final FakeAudioMixer voice = new FakeAudioMixer();
    private final FakeAudioMixer alert = new FakeAudioMixer();
    private final SoundKeys sound = new SoundKeys(voice, alert, new PrintStream(out, true, StandardCharsets.UTF_8));

    private String type(ControlKey key, int character) {
        out.reset();
        sound.typed(key, character);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void keysAreThoseOfTheGuide() {
        assertThat(ControlKey.of('s')).contains(ControlKey.TRACE_SIP);
        assertThat(ControlKey.of('j')).contains(ControlKey.TRACE_PJSIP);
        assertThat(ControlKey.of('n')).contains(ControlKey.TRACE_NOTIFICATIONS);
        assertThat(ControlKey.of('p')).contains(ControlKey.STATISTICS);
        assertThat(ControlKey.of('h')).contains(ControlKey.HANG_UP);
        assertThat(ControlKey.of('r')).contains(ControlKey.RECORD);
        assertThat(ControlKey.of('m')).contains(ControlKey.MUTE);
        assertThat(ControlKey.of('i')).contains(ControlKey.INPUT_DEVICE);
        assertThat(ControlKey.of('o')).contains(ControlKey.OUTPUT_DEVICE);
        assertThat(ControlKey.of('a')).contains(ControlKey.ALERT_DEVICE);
        assertThat(ControlKey.of('<')).contains(ControlKey.ECHO);
        assertThat(ControlKey.of('>')).contains(ControlKey.ECHO);
        assertThat(ControlKey.of(' ')).contains(ControlKey.HOLD);
        assertThat(ControlKey.of('#')).contains(ControlKey.DTMF);
        assertThat(ControlKey.of('?')).contains(ControlKey.HELP);
        assertThat(ControlKey.of('\n')).isEmpty();
        assertThat(ControlKey.of(Console.END)).isEmpty();
    }

    @Test
    void ctrlDIsTheEndOfWhatIsTyped() throws InterruptedException {
        EventLoop loop = new EventLoop(new InlineThreads().scheduler());
        List<Integer> keys = new ArrayList<>();
        Console.read(new ByteArrayInputStream(new byte[] {'h'}), loop, keys::add);
        loop.runUntil(() -> keys.contains(Console.END));
        assertThat(keys).containsExactly((int) 'h', Console.END);
    }

    @Test
    void theHelpNamesThemAll() {
        assertThat(ControlKey.help().lines())
                .hasSize(2 + Arrays.asList(ControlKey.values()).size());
        assertThat(ControlKey.help())
                .contains("s: toggle SIP trace on the console\n", "<>: adjust echo cancellation\nSPACE: hold/unhold\n")
                .endsWith("?: display this help message\nCtrl-d: quit the program");
    }

    @Test
    void theMicrophoneIsMutedAndNot() {
        assertThat(type(ControlKey.MUTE, 'm')).isEqualTo("The microphone is muted\n");
        assertThat(voice.isMuted()).isTrue();
        assertThat(type(ControlKey.MUTE, 'm')).isEqualTo("The microphone is on\n");
        assertThat(voice.isMuted()).isFalse();
    }

    @Test
    void devicesAreChangedOneByOne() {
        assertThat(type(ControlKey.INPUT_DEVICE, 'i')).isEqualTo("Using audio input device: system_default\n");
        assertThat(voice.inputDevice()).contains("system_default");
        assertThat(voice.outputDevice()).isEmpty();
        assertThat(type(ControlKey.OUTPUT_DEVICE, 'o')).isEqualTo("Using audio output device: system_default\n");
        assertThat(type(ControlKey.INPUT_DEVICE, 'i')).isEqualTo("Using audio input device: None\n");
        assertThat(voice.outputDevice()).contains("system_default");
        assertThat(type(ControlKey.ALERT_DEVICE, 'a')).isEqualTo("Using audio alert device: system_default\n");
        assertThat(alert.outputDevice()).contains("system_default");
        assertThat(alert.inputDevice()).isEmpty();
    }

    @Test
    void theEchoCancellerIsAdjustedBetweenNothingAndHalfASecond() {
        type(ControlKey.ECHO, '>');
        assertThat(type(ControlKey.ECHO, '>')).isEqualTo("Set echo cancellation tail length to 20 ms\n");
        assertThat(voice.echoTailMillis()).isEqualTo(20);
        for (int i = 0; i < 3; i++) {
            type(ControlKey.ECHO, '<');
        }
        assertThat(voice.echoTailMillis()).isZero();
    }

    @Test
    void tellsLikeTheGuideWhichDevicesAreUsed() {
        sound.describe();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        Available audio input devices: None, system_default
                        Available audio output devices: None, system_default
                        Using audio input device: None
                        Using audio output device: None
                        Using audio alert device: None
                        """);
    }
}
