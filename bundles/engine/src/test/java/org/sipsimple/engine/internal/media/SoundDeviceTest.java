/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.testing.Tones;
import org.sipsimple.testing.peers.PeerProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** Devices of ALSA change under a running mixer; they are ones that neither hear nor play, as any machine has. */
@Timeout(120)
class SoundDeviceTest {
    @TempDir
    Path dir;

    private Path configuration() throws IOException {
        StringBuilder text = new StringBuilder("</usr/share/alsa/alsa.conf>\n");
        for (String name : List.of("microphone", "speaker_a", "speaker_b")) {
            text.append("pcm.").append(name);
            text.append(" { type null hint { show on description \"Neither hears nor plays\" } }\n");
        }
        text.append("pcm.tape { type file slave.pcm \"null\" format \"raw\" file \"" + tape() + "\"");
        text.append(" hint { show on description \"Keeps what it plays\" } }\n");
        return Files.writeString(dir.resolve("asound.conf"), text);
    }

    private Path tape() {
        return dir.resolve("tape.pipe");
    }

    private Path kept() {
        return dir.resolve("tape.raw");
    }

    /** What is on the tape, as a WAV file. */
    private Path listen() {
        Path sound = dir.resolve("tape.wav");
        String format = "-t raw -r 16000 -c 1 -b 16 -e signed-integer";
        List<String> command = new ArrayList<>(List.of("sox"));
        command.addAll(List.of(format.split(" ")));
        command.addAll(List.of(kept().toString(), sound.toString()));
        PeerProcess.run("sox", dir, command);
        return sound;
    }

    private List<String> runProgram() throws IOException, InterruptedException {
        PeerProcess.run("coreutils", dir, List.of("mkfifo", tape().toString()));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SoundDeviceProgram.class.getName(),
                tape().toString(),
                kept().toString());
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
                        "without any - - 0",
                        "still there true");
        Path heard = listen();
        assertThat(Tones.bursts(heard)).as("the tone on the tape, and silences").isGreaterThan(2);
        double jump = Tones.worstJump(heard, 440);
        System.out.printf("a tone cut off from a device, and at other volumes: worst jump %.0f of 10000%n", jump);
        assertThat(jump).isLessThan(1000);
    }
}
