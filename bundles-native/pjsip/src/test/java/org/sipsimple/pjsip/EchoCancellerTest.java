/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the tail of the echo canceller does, by a sound device whose loudspeaker is heard by its microphone. */
class EchoCancellerTest {
    private static final Path SOURCES = Path.of("src", "test", "native").toAbsolutePath();

    @TempDir
    static Path folder;

    /**
     * What a canceller does.
     *
     * @param erle how many dB weaker an echo is behind it
     * @param kept share of a voice in the room that gets through
     */
    private record Effect(double erle, double kept) {}

    @BeforeAll
    static void build() throws Exception {
        run(List.of(
                "bash",
                SOURCES.resolve("link-with-core.sh").toString(),
                System.getProperty("java.home"),
                Path.of("target", "native").toAbsolutePath().toString(),
                "echo-room.c",
                folder.resolve("echo-room").toString()));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(folder.resolve("errors").toFile());
        builder.environment().remove("LD_PRELOAD"); // of a JVM with sanitizers; programs have their own
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("errors")))
                .isZero();
        return said;
    }

    private static Effect ofTail(int millis) throws Exception {
        String[] said = run(List.of(folder.resolve("echo-room").toString(), String.valueOf(millis)))
                .strip()
                .split(" ");
        Effect effect = new Effect(Double.parseDouble(said[0]), Double.parseDouble(said[1]));
        System.out.printf(
                "tail of %d ms: echo %.1f dB weaker, %.0f %% of a voice gets through%n",
                millis, effect.erle(), 100 * effect.kept());
        return effect;
    }

    @Test
    void noTailLetsTheEchoThroughAsItIs() throws Exception {
        Effect effect = ofTail(0);
        assertThat(effect.erle()).isBetween(-0.1, 0.1);
        assertThat(effect.kept()).isBetween(0.99, 1.01);
    }

    @Test
    void aTailTakesTheEchoAwayAndLeavesTheVoice() throws Exception {
        for (int tail : List.of(100, 200)) {
            Effect effect = ofTail(tail);
            assertThat(effect.erle()).isGreaterThan(30);
            assertThat(effect.kept()).isBetween(0.7, 1.1);
        }
    }

    /** The echo of this room lasts 90 ms. */
    @Test
    void aTailShorterThanTheEchoLeavesSomeOfIt() throws Exception {
        assertThat(ofTail(20).erle()).isBetween(6.0, ofTail(200).erle() - 10);
    }
}
