/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.cli.internal.Json;
import org.sipsimple.cli.internal.call.ExitStatus;
import org.sipsimple.cli.internal.call.ToolFailure;

/** The far end: {@code sip-audio-session} in a process of its own, which answers, records and reports. */
final class Callee implements AutoCloseable {
    /** Set by the launcher: the command that runs a tool, one word in a line, without the tool. */
    private static final String COMMAND = "org.sipsimple.launcher.command";

    private static final int READY_SECONDS = 30;
    private static final int END_SECONDS = 15;
    private static final Pattern WAITING = Pattern.compile("Waiting for calls to (sip:\\S+)");

    private final Process process;
    private final CompletableFuture<String> address = new CompletableFuture<>();
    private final CompletableFuture<String> report = new CompletableFuture<>();
    private volatile String lastLine = "it said nothing";

    private Callee(Process process) {
        this.process = process;
        follow("demo-callee-err", process.errorReader(StandardCharsets.UTF_8), this::said, address);
        follow(
                "demo-callee-out",
                process.inputReader(StandardCharsets.UTF_8),
                line -> {
                    if (line.startsWith("{")) {
                        report.complete(line);
                    }
                },
                report);
    }

    static Callee start(Path recording, Path files, SrtpPolicy srtp) throws ToolFailure {
        String command = System.getProperty(COMMAND);
        if (command == null) {
            throw new ToolFailure(ExitStatus.FAILED, "the demo needs the launcher to start a second process");
        }
        List<String> words = new ArrayList<>(List.of(command.split("\n")));
        words.addAll(List.of("sip-audio-session", "--user", "callee", "--bind", "127.0.0.1", "--transport", "udp"));
        words.addAll(List.of("--batch", "--disable-sound", "--json", "--srtp", srtp.name()));
        words.addAll(List.of("--record", recording.toString(), "--text", "--files", files.toString()));
        try {
            return new Callee(new ProcessBuilder(words)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start());
        } catch (IOException e) {
            throw new ToolFailure(ExitStatus.FAILED, "the second process does not start: " + e.getMessage());
        }
    }

    private interface Lines {
        void line(String text);
    }

    private static void follow(String name, BufferedReader reader, Lines lines, CompletableFuture<String> unlessEnded) {
        Thread thread = new Thread(
                () -> {
                    try (reader) {
                        reader.lines().forEach(lines::line);
                    } catch (IOException | java.io.UncheckedIOException e) {
                        unlessEnded.completeExceptionally(e);
                    }
                    unlessEnded.completeExceptionally(new IOException("the other process has ended"));
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void said(String line) {
        lastLine = line;
        Matcher waiting = WAITING.matcher(line);
        if (waiting.find()) {
            address.complete(waiting.group(1));
        }
    }

    /** Where it can be called. */
    String awaitAddress() throws ToolFailure, InterruptedException {
        return await(address, READY_SECONDS);
    }

    /** What it says of the call; once the call is over. */
    Map<String, Object> awaitReport() throws ToolFailure, InterruptedException {
        Map<String, Object> members = Json.read(await(report, END_SECONDS));
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new ToolFailure(ExitStatus.FAILED, "the second process does not end");
        }
        return members;
    }

    private <T> T await(CompletableFuture<T> future, int seconds) throws ToolFailure, InterruptedException {
        try {
            return future.get(seconds, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new ToolFailure(ExitStatus.FAILED, "the second process failed: " + lastLine);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
