/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.stream.FileExchange;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.TextExchange;
import org.sipsimple.cli.internal.call.AudioCall;
import org.sipsimple.cli.internal.call.CallServices;
import org.sipsimple.cli.internal.call.EventLoop;

/**
 * What the demo adds to its call: lines of chat, each with its report, and a file with a progress bar. Knows streams by
 * their type's name and facets only. Event loop only.
 */
final class Extras {
    static final List<String> LINES =
            List.of("Hello from the same session as the voice", "Grüße, 世界, γειά", "This is the last line");
    static final String FILE_NAME = "demo file.bin";
    static final int FILE_SIZE = 32 * 1024 * 1024;

    private static final int BAR = 30;

    private final CallServices services;
    private final EventLoop loop;
    private final Path folder;
    private int delivered;
    private long slowestMillis;
    private double fileSeconds;
    private boolean sent;

    /** How the progress of a step is shown. */
    interface Progress {
        void show(String text);
    }

    Extras(CallServices services, EventLoop loop, Path folder) {
        this.services = services;
        this.loop = loop;
        this.folder = folder;
    }

    int delivered() {
        return delivered;
    }

    /** The longest time from a line to its report. */
    long slowestMillis() {
        return slowestMillis;
    }

    /** Empty when the file did not arrive. */
    Optional<Double> fileSeconds() {
        return sent ? Optional.of(fileSeconds) : Optional.empty();
    }

    Path file() {
        return folder.resolve(FILE_NAME);
    }

    private MediaStream create(AudioCall call, String type) {
        MediaStreamFactory factory = services.streams()
                .find(type)
                .orElseThrow(() -> new IllegalStateException("no " + type + ": its bundle is not installed"));
        return factory.create(call.account());
    }

    private static <T> T power(MediaStream stream, Class<T> facet) {
        return stream.facet(facet)
                .orElseThrow(() -> new IllegalStateException(stream.type() + " cannot do what the demo needs"));
    }

    /** Adds chat, sends the lines one after the other, and takes it out again. */
    CompletionStage<Void> chat(AudioCall call, Progress progress) {
        MediaStream stream = create(call, "chat");
        TextExchange exchange = power(stream, TextExchange.class);
        CompletionStage<Void> talking = call.add(stream);
        for (String line : LINES) {
            talking = talking.thenComposeAsync(before -> say(exchange, line, progress), loop);
        }
        return talking.thenComposeAsync(nothing -> call.remove(stream), loop);
    }

    private CompletionStage<Void> say(TextExchange exchange, String line, Progress progress) {
        Instant start = Instant.now();
        return exchange.sendText(line)
                .thenRunAsync(
                        () -> {
                            long millis = Duration.between(start, Instant.now()).toMillis();
                            slowestMillis = Math.max(slowestMillis, millis);
                            delivered++;
                            progress.show("\"" + line + "\" delivered in " + millis + " ms");
                        },
                        loop);
    }

    /** Adds a file transfer, waits until the file has arrived, and takes it out again. */
    CompletionStage<Void> file(AudioCall call, Progress progress) {
        MediaStream stream = create(call, "file-transfer");
        FileExchange exchange = power(stream, FileExchange.class);
        try {
            byte[] content = new byte[FILE_SIZE];
            new Random(1).nextBytes(content);
            exchange.send(Files.write(file(), content));
        } catch (IOException e) {
            return CompletableFuture.failedStage(e);
        }
        Instant[] start = {Instant.now()};
        Observation watching = services.notifications()
                .observe(
                        FileExchange.Progress.class,
                        stream,
                        loop,
                        now -> progress.show(bar(now.transferredBytes(), now.fileSize(), start[0])));
        return call.add(stream)
                .thenRunAsync(() -> start[0] = Instant.now(), loop)
                .thenCompose(nothing -> exchange.transferred())
                .thenAcceptAsync(
                        file -> {
                            fileSeconds =
                                    Duration.between(start[0], Instant.now()).toNanos() / 1e9;
                            sent = true;
                        },
                        loop)
                .whenCompleteAsync((nothing, failure) -> watching.close(), loop)
                .thenComposeAsync(nothing -> call.remove(stream), loop);
    }

    private static String bar(long done, long total, Instant start) {
        int filled = (int) (BAR * done / total);
        double seconds = Math.max(1e-3, Duration.between(start, Instant.now()).toNanos() / 1e9);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %% of %.0f MiB, %.0f MiB/s",
                "=".repeat(filled),
                " ".repeat(BAR - filled),
                100 * done / total,
                total / 1048576.0,
                done / 1048576.0 / seconds);
    }
}
