/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.osgi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.ops4j.pax.exam.Option;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;

/** The distribution as the build has made it; the system property {@value #FOLDER} says where. */
final class Distribution {
    static final String FOLDER = "org.sipsimple.distribution";

    private Distribution() {}

    /** All bundles of the distribution {@code name}. */
    static List<Path> bundles(String name) {
        try (Stream<Path> files = Files.list(folder().resolve("bundles/export").resolve(name))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("is the distribution built?", e);
        }
    }

    private static Path folder() {
        return Path.of(System.getProperty(FOLDER));
    }

    /** Installs and starts all of them. */
    static Option installed(String name) {
        return composite(bundles(name).stream()
                .map(file -> bundle(file.toUri().toString()))
                .toArray(Option[]::new));
    }

    /** The command that runs a tool of the full distribution for a user with this home directory. */
    static List<String> command(Path home, String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // it runs for seconds: compiling well costs more than it brings
                "-Duser.home=" + home,
                "-cp",
                folder().resolve("lib") + "/*",
                "org.sipsimple.launcher.Launcher",
                folder().resolve("bundles/export/full").toString()));
        command.addAll(List.of(words));
        return command;
    }
}
