/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.testing.Tones;

import static org.assertj.core.api.Assertions.assertThat;

/** Devices of ALSA change under a running mixer: two that write what they play to files, and one that hears nothing. */
@Timeout(120)
class SoundDeviceTest {
    @TempDir
    Path dir;

    private void speaker(StringBuilder to, String name, String file) {
        to.append("pcm.").append(name).append(" { type file slave.pcm nothing format wav file \"");
        to.append(dir.resolve(file)).append("\" hint { show on description \"A loudspeaker\" } }\n");
    }

    private Path configuration() throws IOException {
        StringBuilder text = new StringBuilder("</usr/share/alsa/alsa.conf>\npcm.nothing { type null }\n");
        text.append("pcm.microphone { type null hint { show on description \"Hears nothing\" } }\n");
        speaker(text, "speaker_a", "a.wav");
        speaker(text, "speaker_b", "b.wav");
        return Files.writeString(dir.resolve("asound.conf"), text);
    }

    private List<String> runProgram() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SoundDeviceProgram.class.getName(),
                dir.toString());
        builder.environment().put("ALSA_CONFIG_PATH", configuration().toString());
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out.lines().toList();
    }

    @Test
    void devicesAndEchoTailChangeWhileAMixerRuns() throws Exception {
        assertThat(runProgram())
                .anySatisfy(line -> assertThat(line).startsWith("inputs").contains("microphone"))
                .anySatisfy(line -> assertThat(line).startsWith("outputs").contains("speaker_a", "speaker_b"))
                .contains(
                        "first microphone speaker_a 0",
                        "second microphone speaker_b 0",
                        "with a tail microphone speaker_b 200",
                        "without any - - 0");
        assertThat(Tones.purity(dir.resolve("a.wav"), 440)).as("what speaker_a played").isGreaterThan(0.9);
        assertThat(Tones.purity(dir.resolve("b.wav"), 440)).as("what speaker_b played").isGreaterThan(0.9);
    }
}
