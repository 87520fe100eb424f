/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.configuration;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.configuration.ConfigNode.Group;
import org.sipsimple.api.configuration.ConfigNode.Text;
import org.sipsimple.api.configuration.ConfigurationBackendException;
import org.sipsimple.filebackend.FileBackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Saving to a disk that has no room left: a real one, in memory. Mounted as root, as other tests make their networks. */
class FullDiskIT {
    @TempDir
    private Path directory;

    private Path disk;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectory(directory.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString());
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        run("umount", disk.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + ": " + said + "; it takes root and the package mount")
                .isZero();
    }

    private static Group data(int size) {
        return new Group(Map.of("name", new Text("x".repeat(size))));
    }

    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            assertThatThrownBy(() -> {
                        while (true) {
                            out.write(new byte[1024]);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void leavesTheOldFileAsItWasAndWorksAgainOnceThereIsRoom() throws Exception {
        Path file = disk.resolve("config");
        FileBackend backend = new FileBackend(file);
        backend.save(data(1_000));
        Path other = disk.resolve("other");
        fill(other);
        assertThatThrownBy(() -> backend.save(data(20_000)))
                .isInstanceOf(ConfigurationBackendException.class)
                .hasMessageStartingWith(file + " cannot be saved: ")
                .hasMessageContaining("No space left");
        assertThat(new FileBackend(file).load()).isEqualTo(data(1_000));
        assertThat(names()).as("nothing half written is left").containsExactly("config", "config.lock", "other");
        Files.delete(other);
        backend.save(data(20_000));
        assertThat(new FileBackend(file).load()).isEqualTo(data(20_000));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(disk)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
