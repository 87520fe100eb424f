/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.io.File;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.pjsip.internal.NativeLibrary;

import static org.assertj.core.api.Assertions.assertThat;

/** INVITEs for which PJSIP has no session to give. */
class FailingCallTest {
    private static final List<String> FAULTS =
            List.of("pjsip_inv_create_uas", "pjsip_inv_initial_answer", "pjsip_dlg_add_usage");

    @TempDir
    Path folder;

    private Path library() throws Exception {
        String resource =
                "META-INF/native/linux-" + System.getProperty("os.arch").replace("amd64", "x86_64");
        Path library = Files.createDirectories(folder.resolve(resource)).resolve("libsipsimple_pjsip.so");
        List<String> command = new ArrayList<>(List.of(
                "bash",
                Path.of("src", "test", "native", "link-with-core.sh")
                        .toAbsolutePath()
                        .toString(),
                System.getProperty("java.home"),
                Path.of("target", "native").toAbsolutePath().toString(),
                "faults.c",
                library.toString(),
                "-shared",
                "-Wl,--version-script="
                        + Path.of("src", "main", "native", "sipsimple_pjsip.map")
                                .toAbsolutePath()));
        FAULTS.forEach(function -> command.add("-Wl,--wrap=" + function));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("LD_PRELOAD"); // of a JVM with sanitizers; the compiler has no use for them
        Process process = builder.start();
        String said;
        try (InputStream out = process.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(process.waitFor()).as(said).isZero();
        return library;
    }

    @Test
    void aCallThatCannotBeMadeIsAnsweredWith500AndLeavesNothingBehind() throws Exception {
        assertThat(library()).isNotEmptyFile();
        List<URL> path = new ArrayList<>(List.of(folder.toUri().toURL()));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            path.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            assertThat(loader.loadClass(NativeLibrary.class.getName())).isNotSameAs(NativeLibrary.class);
            Callable<?> calls = (Callable<?>) loader.loadClass(RefusedCalls.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            assertThat(calls.call())
                    .asString()
                    .isEqualTo(Stream.of(
                                    "session: SIP/2.0 500 Server Internal Error, log 2",
                                    "usage: SIP/2.0 500 Server Internal Error, log 2",
                                    "answer: SIP/2.0 500 Server Internal Error, log 2",
                                    "none: SIP/2.0 100 Trying",
                                    "objects: 0, dialogs: 0, transactions: 0")
                            .reduce((a, b) -> a + "\n" + b)
                            .orElseThrow());
        }
    }
}
