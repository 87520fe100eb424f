/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.sanitizers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.engine.DefaultEngine;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.threading.DefaultThreadManager;

import static org.assertj.core.api.Assertions.assertThat;

/** That the tests of this module, ours and the engine's, really run on what is meant to watch over them. */
class InstrumentationTest {
    private static final String LIBRARY = "/META-INF/native/linux-"
            + System.getProperty("os.arch").replace("amd64", "x86_64") + "/libsipsimple_pjsip.so";

    @TempDir
    Path dir;

    @Test
    void theLibraryOfTheClassPathIsTheInstrumentedOne() throws IOException {
        try (InputStream in = DefaultEngine.class.getResourceAsStream(LIBRARY)) {
            assertThat(in).isNotNull();
            assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .contains("__asan_report_load8", "__ubsan_handle_");
        }
    }

    @Test
    void theEngineRunsInAVirtualMachineWithTheSanitizers() throws IOException {
        DefaultThreadManager threads = new DefaultThreadManager();
        DefaultEngine engine =
                new DefaultEngine(new DefaultNotificationCenter(threads.blocking(), threads.scheduler()), threads);
        engine.start(EngineOptions.defaults().withBindAddress("127.0.0.1"))
                .toCompletableFuture()
                .join();
        try {
            assertThat(Files.readString(Path.of("/proc/self/maps"))).contains("libasan.so", "libubsan.so");
        } finally {
            engine.stop().toCompletableFuture().join();
            threads.close();
        }
    }

    @Test
    void aBugInNativeCodeEndsTheVirtualMachineAndIsReported() throws Exception {
        assertThat(runPlanted(15)).startsWith("exit 0").contains("written: 1");
        assertThat(runPlanted(16))
                .doesNotStartWith("exit 0")
                .contains("heap-buffer-overflow", "Planted_overflow")
                .doesNotContain("written");
    }

    private String runPlanted(int at) throws IOException, InterruptedException {
        Path work = Path.of(System.getProperty("native.work"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-CreateCoredumpOnCrash",
                "-cp",
                System.getProperty("test.classes"),
                Planted.class.getName(),
                work.resolve("libplanted.so").toString(),
                Integer.toString(at));
        builder.directory(dir.toFile()).redirectErrorStream(true);
        builder.environment().put("LD_PRELOAD", System.getProperty("native.preload"));
        builder.environment().put("ASAN_OPTIONS", System.getenv("ASAN_OPTIONS").replaceAll(":log_path=.*", ""));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return "exit " + process.waitFor() + "\n" + out;
    }

    /** What a program of the tests' own inherits. */
    @Test
    void otherProgramsRunWithoutThem() throws IOException {
        Process child = new ProcessBuilder("cat", "/proc/self/maps").start();
        try (InputStream out = child.getInputStream()) {
            assertThat(new String(out.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("/cat")
                    .doesNotContain("libasan");
        }
    }
}
