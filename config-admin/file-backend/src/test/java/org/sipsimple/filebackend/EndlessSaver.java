/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.filebackend;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.sipsimple.api.configuration.ConfigNode;
import org.sipsimple.api.configuration.ConfigurationBackendException;

/** A process that saves until it is killed, and prints a character before each time. */
final class EndlessSaver {
    static final int ENTRIES = 500;

    private EndlessSaver() {}

    public static void main(String[] arguments) throws ConfigurationBackendException {
        FileBackend backend = new FileBackend(Path.of(arguments[0]));
        backend.load();
        for (int generation = 0; ; generation++) {
            System.out.write('.');
            System.out.flush();
            backend.save(state(generation));
        }
    }

    /** All entries are of one generation. */
    static ConfigNode.Group state(int generation) {
        Map<String, ConfigNode> entries = new TreeMap<>();
        for (int i = 0; i < ENTRIES; i++) {
            entries.put("entry" + i, new ConfigNode.Text("generation " + generation));
        }
        return new ConfigNode.Group(entries);
    }
}
