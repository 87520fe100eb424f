/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing.peers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program of somebody else that runs as long as a test needs it, with its output in a file. */
public final class PeerProcess implements AutoCloseable {
    private static final int POLL_MILLIS = 20;
    private static final int STOP_SECONDS = 5;
    private static final int SHOWN_LINES = 25;

    private final String name;
    private final Process process;
    private final Path log;

    private PeerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** @throws IllegalStateException naming the package when the program is not installed */
    public static PeerProcess start(String aptPackage, Path folder, Path log, List<String> command) {
        return start(
                aptPackage,
                log,
                builder(folder, command).redirectInput(Path.of("/dev/null").toFile()));
    }

    /** Starts a program that is driven by lines of text, see {@link #tell}, with its home in {@code folder}. */
    static PeerProcess startWithInput(String aptPackage, Path folder, Path log, List<String> command) {
        ProcessBuilder builder = builder(folder, command);
        builder.environment().put("HOME", folder.toString());
        builder.environment()
                .put("XDG_DATA_HOME", folder.resolve(".local/share").toString());
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        builder.environment().put("XDG_CACHE_HOME", folder.toString());
        return start(aptPackage, log, builder);
    }

    private static ProcessBuilder builder(Path folder, List<String> command) {
        return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    }

    private static PeerProcess start(String aptPackage, Path log, ProcessBuilder builder) {
        List<String> command = builder.command();
        require(command.get(0), aptPackage);
        try {
            return new PeerProcess(
                    command.get(0), builder.redirectOutput(log.toFile()).start(), log);
        } catch (IOException e) {
            throw new IllegalStateException(command.get(0) + " does not start: " + e.getMessage(), e);
        }
    }

    /** Runs a program to its end. */
    public static void run(String aptPackage, Path folder, List<String> command) {
        Path log = folder.resolve(Path.of(command.get(0)).getFileName() + ".out");
        try (PeerProcess running = start(aptPackage, folder, log, command)) {
            if (!running.process.waitFor(60, TimeUnit.SECONDS) || running.process.exitValue() != 0) {
                throw running.failure("failed: " + String.join(" ", command));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** @throws IllegalStateException naming the package when the program is not installed */
    public static void require(String program, String aptPackage) {
        boolean there = List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin", "/usr/local/bin").stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!there) {
            throw new IllegalStateException(program + " is not installed: apt-get install " + aptPackage);
        }
    }

    /** Waits until a line of its output matches. */
    public void awaitOutput(String regex, Duration limit) {
        Pattern pattern = Pattern.compile(regex);
        await("no output matches " + regex, limit, () -> pattern.matcher(output())
                .find());
    }

    /** Waits until the condition holds; fails when the process ends before. */
    public void await(String otherwise, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) {
                throw failure("has ended");
            }
            if (System.nanoTime() > end) {
                throw failure(otherwise + " after " + limit);
            }
            pause();
        }
    }

    private void pause() {
        try {
            // polling another process's output; there is nothing to be notified by
            process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    /** Writes a line to its input. */
    void tell(String line) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    /** All it has written. */
    public String output() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it has that file open; one that has ended has none. */
    boolean hasOpen(Path file) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return descriptors.anyMatch(descriptor -> leadsTo(descriptor, file));
        } catch (IOException | UncheckedIOException ended) {
            return false;
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.isSameFile(descriptor, file);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private IllegalStateException failure(String what) {
        List<String> lines = output().lines().toList();
        List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
        return new IllegalStateException(name + " " + what + "; it said:\n" + String.join("\n", last));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
