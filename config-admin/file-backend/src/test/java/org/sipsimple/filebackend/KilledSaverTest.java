/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.filebackend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.configuration.ConfigNode;
import org.sipsimple.api.configuration.ConfigurationBackendException;

import static org.assertj.core.api.Assertions.assertThat;

/** Kills a process that does nothing but save, at random moments. */
class KilledSaverTest {
    /** As many as the build asks for: some in an ordinary one, 200 in a full one. */
    private static final int KILLS = Integer.getInteger("killed.saves");

    @TempDir
    private Path directory;

    @Test
    void theFileAlwaysHoldsOneWholeState() throws Exception {
        Path file = directory.resolve("config");
        Random random = new Random(1);
        new FileBackend(file).save(EndlessSaver.state(-1));
        for (int i = 0; i < KILLS; i++) {
            killAfter(1 + random.nextInt(20), random.nextInt(200_000), file);
            assertWhole(file);
        }
    }

    /** Kills in the save that follows the given number of saves, somewhat later than its beginning. */
    private static void killAfter(int saves, int spins, Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessSaver.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.getInputStream().readNBytes(saves)).hasSize(saves);
            for (int i = 0; i < spins; i++) {
                Thread.onSpinWait();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void assertWhole(Path file) throws ConfigurationBackendException {
        ConfigNode.Group data = new FileBackend(file).load();
        assertThat(data.children()).hasSize(EndlessSaver.ENTRIES);
        assertThat(new HashSet<>(data.children().values())).hasSize(1);
    }
}
