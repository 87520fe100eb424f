/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program of these tests that runs on another host, told lines and saying lines. */
final class RemoteEnd implements AutoCloseable {
    private static final long SECONDS = 60;

    private final Process process;
    private final Path errors;
    private final BufferedReader lines;
    private final PrintStream input;

    private RemoteEnd(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        input = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
    }

    /** @param wrapper the words before a command that run it on that host */
    static RemoteEnd start(List<String> wrapper, Path errors, Class<?> program, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName()));
        command.addAll(List.of(arguments));
        return new RemoteEnd(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    /** The rest of the next line that begins so, passing over others. */
    String await(String beginning) {
        return CompletableFuture.supplyAsync(() -> read(beginning))
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private String read(String beginning) {
        try {
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.startsWith(beginning + " ")) {
                    return line.substring(beginning.length() + 1);
                }
            }
            throw new AssertionError("it never said " + beginning + "; " + Files.readString(errors));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void tell(String line) {
        input.println(line);
    }

    /** Returns when it is gone, so that nobody writes into its folder any more. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
