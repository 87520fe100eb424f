/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.osgi;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of a tool of the distribution as a process of its own, without input unless it is typed to, its output in files. Its home directory
 * is the folder, so that it knows no account but those a test has added there.
 */
final class ToolProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int POLL_MILLIS = 50;

    private final String words;
    private final Path out;
    private final Path err;
    private final Process process;

    private ToolProcess(Path folder, Map<String, String> environment, String... words) throws IOException {
        this(folder, environment, UnaryOperator.identity(), Redirect.from(new File("/dev/null")), words);
    }

    private ToolProcess(
            Path folder,
            Map<String, String> environment,
            UnaryOperator<List<String>> place,
            Redirect input,
            String... words)
            throws IOException {
        this.words = String.join(" ", words);
        out = Files.createTempFile(folder, "tool", ".out");
        err = Files.createTempFile(folder, "tool", ".err");
        ProcessBuilder builder = new ProcessBuilder(place.apply(Distribution.command(folder, words)))
                .directory(folder.toFile())
                .redirectInput(input)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /** What it said and how it ended. */
    record Run(int code, String out, String err) {}

    static ToolProcess start(Path folder, String... words) throws IOException {
        return new ToolProcess(folder, Map.of(), words);
    }

    /** Starts it elsewhere: {@code place} makes the command that does so. */
    static ToolProcess startIn(UnaryOperator<List<String>> place, Path folder, String... words) throws IOException {
        return new ToolProcess(folder, Map.of(), place, Redirect.from(new File("/dev/null")), words);
    }

    /** Starts one that is typed to. */
    static ToolProcess startTyped(Path folder, Map<String, String> environment, String... words) throws IOException {
        return new ToolProcess(folder, environment, UnaryOperator.identity(), Redirect.PIPE, words);
    }

    /** Types a line. */
    void type(String line) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    /** There is no more to be typed. */
    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Asks it to end, as Ctrl-C does. */
    void interrupt() {
        process.destroy();
    }

    /** Runs it to its end. */
    static Run run(Path folder, String... words) throws IOException, InterruptedException {
        return run(folder, Map.of(), words);
    }

    static Run run(Path folder, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        try (ToolProcess tool = new ToolProcess(folder, environment, words)) {
            return tool.end();
        }
    }

    /** Waits until its output has what the pattern finds. */
    MatchResult awaitOutput(Pattern pattern) throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            boolean over = !process.isAlive();
            Matcher matcher = pattern.matcher(Files.readString(out));
            if (matcher.find()) {
                return matcher.toMatchResult();
            }
            if (over || System.nanoTime() > end) {
                throw new AssertionError(words + " did not say " + pattern + " but " + Files.readString(out) + " and "
                        + Files.readString(err));
            }
            // another process's output: there is nothing to be notified by
            process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Waits for its end. */
    Run end() throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(words + " does not end: " + Files.readString(err));
        }
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Returns when it is gone, so that nobody writes into its folder any more. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
