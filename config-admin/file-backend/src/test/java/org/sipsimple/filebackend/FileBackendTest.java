/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.filebackend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.configuration.ConfigNode;
import org.sipsimple.api.configuration.ConfigNode.Group;
import org.sipsimple.api.configuration.ConfigNode.Text;
import org.sipsimple.api.configuration.ConfigurationBackend;
import org.sipsimple.api.configuration.ConfigurationBackendException;
import org.sipsimple.api.configuration.ConfigurationConflictException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileBackendTest {
    @TempDir
    private Path directory;

    @Test
    void loadsWhatItHasSavedAndHidesItFromOthers() throws Exception {
        Path file = directory.resolve("new/config");
        FileBackend backend = new FileBackend(file);
        assertThat(backend.load()).isEqualTo(Group.EMPTY);
        backend.save(data("Zoë"));
        assertThat(new FileBackend(file).load()).isEqualTo(data("Zoë"));
        assertThat(Files.readString(file)).isEqualTo("name = Zoë\n");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var files = Files.list(file.getParent())) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("config", "config.lock");
        }
    }

    @Test
    void anotherEncodingIsReadAndWritten() throws Exception {
        Path file = directory.resolve("latin");
        FileBackend backend = new FileBackend(file, StandardCharsets.ISO_8859_1);
        backend.save(data("Zoë"));
        assertThat(Files.readAllBytes(file)).isEqualTo("name = Zoë\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(backend.load()).isEqualTo(data("Zoë"));
        assertThatThrownBy(() -> new FileBackend(file).load()).hasMessage(file + " is not text in UTF-8");
    }

    @Test
    void memoryKeepsWhatWasSaved() throws ConfigurationBackendException {
        MemoryBackend backend = new MemoryBackend();
        assertThat(backend.load()).isEqualTo(Group.EMPTY);
        backend.save(data("x"));
        assertThat(backend.load()).isEqualTo(data("x"));
    }

    @Test
    void doesNotOverwriteWhatAnotherProcessHasSaved() throws Exception {
        Path file = directory.resolve("config");
        ConfigurationBackend ours = new FileBackend(file);
        ours.save(data("ours"));
        assertThat(ours.changedOutside()).isFalse();
        FileBackend theirs = new FileBackend(file);
        theirs.load();
        theirs.save(data("theirs"));
        assertThat(ours.changedOutside()).isTrue();
        assertThatThrownBy(() -> ours.save(data("again"))).isInstanceOf(ConfigurationConflictException.class);
        assertThat(ours.load()).isEqualTo(data("theirs"));
        assertThat(ours.changedOutside()).isFalse();
        ours.save(data("again"));
        assertThat(theirs.load()).isEqualTo(data("again"));
    }

    @Test
    void anErrorNamesFileAndLineAndSparesTheFile() throws IOException {
        Path file = directory.resolve("config");
        Files.writeString(file, "a = 1\npassword s3cret\n");
        FileBackend backend = new FileBackend(file);
        assertThatThrownBy(backend::load)
                .isInstanceOf(ConfigurationBackendException.class)
                .hasMessage(file + ", line 2: neither \"name = value\" nor \"name:\"")
                .message()
                .doesNotContain("s3cret");
        assertThatThrownBy(() -> backend.save(data("x"))).isInstanceOf(ConfigurationConflictException.class);
        assertThat(file).hasContent("a = 1\npassword s3cret\n");
    }

    @Test
    void recoveryKeepsTheOriginal() throws Exception {
        Path file = directory.resolve("config");
        Files.writeString(file, "a = 1\ntorn\nb = 2");
        ConfigurationBackend.Recovery recovery = new FileBackend(file).recover();
        assertThat(recovery.data()).isEqualTo(new Group(Map.of("a", new Text("1"), "b", new Text("2"))));
        assertThat(recovery.problems()).hasSize(2).first().asString().startsWith(file + ", line 2: ");
        assertThat(directory.resolve("config.broken-1")).hasContent("a = 1\ntorn\nb = 2");
        assertThat(new FileBackend(file).load()).isEqualTo(recovery.data());
    }

    @Test
    void tellsWhereANodeStands() throws Exception {
        Path file = directory.resolve("config");
        Files.writeString(file, "\na:\n  b = 1\n");
        FileBackend backend = new FileBackend(file);
        backend.load();
        assertThat(backend.whereIs(List.of("a", "b"))).contains(file + ", line 3");
    }

    @Test
    void aDirectoryThatCannotTakeTheFileIsNamed() throws IOException {
        Path blocker = Files.writeString(directory.resolve("file"), "");
        Path file = blocker.resolve("config");
        assertThatThrownBy(() -> new FileBackend(file).save(data("x")))
                .isInstanceOf(ConfigurationBackendException.class)
                .hasMessageStartingWith(file.toString());
    }

    /** What nobody can read, not even root. */
    @Test
    void aFileThatCannotBeReadIsNamedAndSpared() throws IOException {
        Path file = Files.createDirectory(directory.resolve("config"));
        FileBackend backend = new FileBackend(file);
        assertThatThrownBy(backend::load)
                .isInstanceOf(ConfigurationBackendException.class)
                .hasMessageStartingWith(file.toString());
        assertThatThrownBy(() -> backend.save(data("x"))).isInstanceOf(ConfigurationBackendException.class);
        assertThat(file).isEmptyDirectory();
    }

    @Test
    void aSymbolicLinkStaysOne() throws Exception {
        Path real = directory.resolve("real");
        Files.writeString(real, "name = old\n");
        Path link = Files.createSymbolicLink(directory.resolve("config"), real);
        FileBackend backend = new FileBackend(link);
        backend.load();
        backend.save(data("new"));
        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("name = new\n");
    }

    private static Group data(String name) {
        return new Group(Map.<String, ConfigNode>of("name", new Text(name)));
    }
}
