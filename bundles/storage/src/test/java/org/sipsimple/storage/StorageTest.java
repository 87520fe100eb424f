/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.configuration.ConfigNode;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.storage.Storage;
import org.sipsimple.api.storage.XcapStorage;
import org.sipsimple.filebackend.FileBackend;
import org.sipsimple.filebackend.MemoryBackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StorageTest {
    private static final byte[] OLD = "<old/>".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEW = "<new/>".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private FileStorage files() {
        return new FileStorage(folder, FileBackend::new);
    }

    private List<String> made() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static void keepsApart(Storage storage) throws IOException {
        XcapStorage alice = storage.xcapStorageFactory().open("alice@example.org");
        XcapStorage bob = storage.xcapStorageFactory().open("bob@example.org");
        assertThat(alice.load("resource-lists")).isEmpty();
        alice.save("resource-lists", OLD);
        alice.save("resource-lists", NEW);
        alice.save("journal", OLD);
        bob.save("journal", NEW);
        assertThat(storage.xcapStorageFactory().open("alice@example.org").load("resource-lists"))
                .contains(NEW);
        alice.delete("journal");
        alice.delete("journal");
        assertThat(alice.load("journal")).isEmpty();
        assertThat(bob.load("journal")).contains(NEW);
        alice.purge();
        alice.purge();
        assertThat(alice.load("resource-lists")).isEmpty();
        assertThat(bob.load("journal")).contains(NEW);
        for (String name : new String[] {"", "..", "../x", "a/b", ".hidden", "x\n"}) {
            assertThatThrownBy(() -> alice.load(name)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> alice.save(name, NEW)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> alice.delete(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void filesKeepDocumentsOfAccountsApart() throws IOException {
        keepsApart(files());
    }

    @Test
    void memoryKeepsDocumentsOfAccountsApart() throws IOException {
        MemoryBackend configuration = new MemoryBackend();
        MemoryStorage storage = new MemoryStorage(configuration);
        assertThat(storage.configurationBackend()).isSameAs(configuration);
        keepsApart(storage);
    }

    @Test
    void whatIsStoredInMemoryIsNotWhatTheCallerChangesLater() throws IOException {
        XcapStorage storage =
                new MemoryStorage(new MemoryBackend()).xcapStorageFactory().open("alice@example.org");
        byte[] data = NEW.clone();
        storage.save("x", data);
        data[0] = 0;
        storage.load("x").orElseThrow()[1] = 0;
        assertThat(storage.load("x")).contains(NEW);
    }

    @Test
    void everythingLiesBelowOneDirectoryAndBelongsToItsOwner() throws IOException, ConfigurationException {
        FileStorage storage = files();
        assertThat(made()).as("nothing before something is saved").isEmpty();
        storage.configurationBackend().save(ConfigNode.at("Top.name", new ConfigNode.Text("value")));
        storage.xcapStorageFactory().open("alice@example.org").save("resource-lists", NEW);
        assertThat(made()).contains("config", "xcap/alice@example.org/resource-lists");
        Path document = folder.resolve("xcap/alice@example.org/resource-lists");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(document)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(document.getParent())))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc@example.org", "a/b@example.org", "..", "x%2F@example.org", "\u00e9@example.org"})
    void noAccountLeadsOutOfTheDirectory(String account) throws IOException {
        files().xcapStorageFactory().open(account).save("document", NEW);
        assertThat(made()).hasSize(1);
        assertThat(made().get(0)).matches("xcap/[A-Za-z0-9@._+%-]+/document").doesNotContain("/..");
        assertThat(files().xcapStorageFactory().open(account).load("document")).contains(NEW);
    }

    @Test
    void whatACrashLeavesBehindIsNoDocument() throws IOException {
        XcapStorage storage = files().xcapStorageFactory().open("alice@example.org");
        storage.save("document", OLD);
        Path half = folder.resolve("xcap/alice@example.org/.document.new");
        Files.write(half, new byte[] {'<'});
        assertThat(storage.load("document")).contains(OLD);
        storage.save("document", NEW);
        assertThat(storage.load("document")).contains(NEW);
        assertThat(half).doesNotExist();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsToldAndCostsNothing() throws IOException {
        Files.write(folder.resolve("xcap"), NEW);
        XcapStorage storage = files().xcapStorageFactory().open("alice@example.org");
        assertThatThrownBy(() -> storage.save("document", NEW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("xcap");
        assertThat(Files.readAllBytes(folder.resolve("xcap"))).isEqualTo(NEW);
    }
}
