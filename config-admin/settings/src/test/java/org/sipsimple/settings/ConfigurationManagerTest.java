/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.configuration.ConfigNode;
import org.sipsimple.api.configuration.ConfigNode.Group;
import org.sipsimple.api.configuration.ConfigNode.Text;
import org.sipsimple.api.configuration.ConfigurationBackend;
import org.sipsimple.api.configuration.ConfigurationBackendException;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.ConfigurationManager;
import org.sipsimple.api.configuration.ObjectNotFoundException;
import org.sipsimple.filebackend.FileBackend;
import org.sipsimple.filebackend.MemoryBackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConfigurationManagerTest {
    private final ConfigurationManager manager = new DefaultConfigurationManager();

    @Test
    void isOfNoUseBeforeItIsStarted() {
        assertThatThrownBy(() -> manager.names(null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> manager.update(null, "a", Group.EMPTY)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(manager::save).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void storesObjectsOnlyWhenTold() throws ConfigurationException {
        ConfigurationBackend backend = new MemoryBackend();
        manager.start(backend);
        manager.update("Accounts", "a@b", data("x", "1"));
        manager.update("Accounts", "a@b", data("y", "2"));
        manager.update(null, "top", data("z", "3"));
        assertThat(backend.load()).isEqualTo(Group.EMPTY);
        manager.save();
        assertThat(backend.load().group("Accounts").group("a@b").children()).containsOnlyKeys("x", "y");
        assertThat(manager.get("Accounts", "a@b").children()).containsEntry("x", new Text("1"));
        assertThat(manager.names("Accounts")).containsExactly("a@b");
        assertThat(manager.names("Nothing")).isEmpty();
        assertThat(manager.names(null)).containsExactly("Accounts", "top");
    }

    @Test
    void whatIsDeletedIsNotFound() throws ConfigurationException {
        manager.start(new MemoryBackend());
        manager.update("g", "a", data("x", "1"));
        manager.delete("g", "a");
        assertThatThrownBy(() -> manager.get("g", "a"))
                .isInstanceOf(ObjectNotFoundException.class)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("there is no \"a\" in g in the configuration");
        assertThat(manager.names(null)).isEmpty();
    }

    @Test
    void anObjectWithoutSettingsStaysOne() throws ConfigurationException {
        manager.start(new MemoryBackend());
        manager.update("Accounts", "a@b", data("x", "1"));
        manager.update("Accounts", "a@b", new Group(Map.of("x", new ConfigNode.Default())));
        assertThat(manager.get("Accounts", "a@b")).isEqualTo(Group.EMPTY);
    }

    @Test
    void twoProcessesThatSaveAtOnceLoseNothing(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("config");
        ConfigurationManager other = new DefaultConfigurationManager();
        manager.start(new FileBackend(file));
        other.start(new FileBackend(file));
        Thread theirs = new Thread(() -> saveMany(other, "theirs"), "theirs");
        theirs.start();
        saveMany(manager, "ours");
        theirs.join();
        Group stored = new FileBackend(file).load();
        assertThat(stored.group("g").group("ours").children()).hasSize(50);
        assertThat(stored.group("g").group("theirs").children()).hasSize(50);
    }

    private static void saveMany(ConfigurationManager manager, String name) {
        try {
            for (int i = 0; i < 50; i++) {
                manager.update("g", name, data("n" + i, "x"));
                manager.save();
            }
        } catch (ConfigurationBackendException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFailedSaveShowsWhatIsStored(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("config");
        manager.start(new FileBackend(file));
        manager.update(null, "a", data("x", "1"));
        manager.save();
        Files.writeString(file, "torn");
        manager.update(null, "a", data("x", "2"));
        assertThatThrownBy(manager::save)
                .isInstanceOf(ConfigurationBackendException.class)
                .hasMessageContaining("line 1");
        assertThat(manager.get(null, "a")).isEqualTo(data("x", "1"));
        assertThat(file).hasContent("torn");
    }

    private static Group data(String name, String value) {
        return new Group(Map.<String, ConfigNode>of(name, new Text(value)));
    }
}
