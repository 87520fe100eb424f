/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.archetype;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Somebody who writes a plugin, with a Maven repository of their own: this build's artifacts from {@code target/repository},
 * all others by links into the repository that this build uses.
 */
final class Author {
    private static final long MINUTES = 5;
    private static final String OURS = "sipsimple";

    private final Path repository;

    Author(Path folder) throws IOException {
        repository = folder.resolve("repository");
        Path builders = Path.of(property("repository"));
        Path org = Files.createDirectories(repository.resolve("org"));
        link(builders, repository, "org");
        link(builders.resolve("org"), org, OURS);
        Files.createSymbolicLink(org.resolve(OURS), Path.of(property("build"), "repository", "org", OURS));
    }

    static String property(String name) {
        return System.getProperty("org.sipsimple.itests." + name);
    }

    private static void link(Path from, Path to, String except) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().equals(except)) {
                    Files.createSymbolicLink(to.resolve(file.getFileName()), file);
                }
            }
        }
    }

    /** Runs Maven to its end in a folder; fails with what it said unless it succeeds. */
    void maven(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(property("maven"), "bin", "mvn").toString(), "-B", "-Dmaven.repo.local=" + repository));
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile(repository.getParent(), "maven", ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("Maven does not end:\n" + Files.readString(log));
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("Maven failed:\n" + Files.readString(log));
        }
    }
}
