/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file or directory as the user wrote it. A leading {@code ~} is the home directory. The seeds' {@code Path},
 * {@code AbsolutePath} and {@code DataPath}.
 */
public record FilePath(String text) {

    /** @throws IllegalArgumentException when the text is empty or cannot be a path */
    public FilePath {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a path is expected");
        }
        try {
            Objects.requireNonNull(Path.of(text));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("no path: " + e.getReason(), e);
        }
    }

    /** Whether it means the same place wherever the data directory is. */
    public boolean isAbsolute() {
        return text.equals("~") || text.startsWith("~/") || Path.of(text).isAbsolute();
    }

    /** The full path; a relative one is taken from the working directory. */
    public Path normalized() {
        return expanded().toAbsolutePath().normalize();
    }

    /** The full path; a relative one is taken below {@code directory}. */
    public Path in(FilePath directory) {
        return directory.normalized().resolve(expanded()).normalize();
    }

    private Path expanded() {
        Path home = Path.of(System.getProperty("user.home"));
        if (text.equals("~")) {
            return home;
        }
        return text.startsWith("~/") ? home.resolve(text.substring(2)) : Path.of(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
