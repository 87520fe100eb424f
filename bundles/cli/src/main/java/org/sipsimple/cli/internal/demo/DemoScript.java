/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.sipsimple.api.media.RtpStatistics;
import org.sipsimple.cli.internal.call.AudioCall;
import org.sipsimple.cli.internal.call.EventLoop;

/** What the demo does in its call, step by step, with a line that shows how it goes. */
final class DemoScript {
    static final String KEYS = "1234";
    private static final int PADDING = 20;
    private static final int BARS = 10;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TICK = Duration.ofMillis(500);

    private final EventLoop loop;
    private final Path speech;
    private final Extras extras;
    private final PrintStream out;
    private final boolean terminal;
    private String step = "ringing";
    private int ticks;
    private int bars;

    /** @param out where progress is shown */
    DemoScript(EventLoop loop, Path speech, Extras extras, PrintStream out) {
        this.loop = loop;
        this.speech = speech;
        this.extras = extras;
        this.out = out;
        this.terminal = System.console() != null;
    }

    void run(AudioCall call) {
        tick(call);
        call.established()
                .thenCompose(nothing -> step("speech", call.play(speech)))
                .thenComposeAsync(nothing -> step("hold", call.hold()), loop)
                .thenComposeAsync(nothing -> step("on hold", pause()), loop)
                .thenComposeAsync(nothing -> step("unhold", call.unhold()), loop)
                .thenComposeAsync(nothing -> step("keys " + KEYS, call.sendKeys(KEYS)), loop)
                .thenComposeAsync(nothing -> step("speech", call.play(speech)), loop)
                .thenComposeAsync(nothing -> step("chat", extras.chat(call, this::show)), loop)
                .thenComposeAsync(nothing -> step("file", extras.file(call, this::showBar)), loop)
                .thenComposeAsync(nothing -> step("a moment", pause()), loop)
                .whenCompleteAsync((nothing, failure) -> end(call, failure), loop);
    }

    private CompletionStage<Void> step(String name, CompletionStage<Void> doing) {
        step = name;
        if (!terminal) {
            out.println("  " + name);
        }
        return doing;
    }

    private void show(String text) {
        out.println((terminal ? "\r  " : "  ")
                + String.format(Locale.ROOT, "%-12s %s", step, text)
                + (terminal ? " ".repeat(PADDING) : ""));
    }

    /** One line that moves on a terminal, a few lines in a log file. */
    private void showBar(String bar) {
        if (terminal) {
            out.print("\r  " + String.format(Locale.ROOT, "%-12s %s", step, bar) + " ".repeat(PADDING));
            out.flush();
        } else if (bar.contains("100 %") || bars++ % BARS == 0) {
            show(bar);
        }
    }

    private CompletionStage<Void> pause() {
        CompletableFuture<Void> over = new CompletableFuture<>();
        loop.after(PAUSE, () -> over.complete(null));
        return over;
    }

    private void end(AudioCall call, Throwable failure) {
        if (failure != null) {
            step = "failed: " + failure.getMessage();
            out.println((terminal ? "\n" : "  ") + step);
        }
        call.end();
    }

    private void tick(AudioCall call) {
        if (call.isOver()) {
            if (terminal) {
                out.println();
            }
            return;
        }
        ticks++;
        // a terminal gets one line that moves, a log file one line every two seconds
        if (terminal || ticks % 4 == 0) {
            RtpStatistics now = call.report().statistics();
            String line = String.format(
                    Locale.ROOT,
                    "  %-12s %5.1f s  sent %d  received %d  lost %d  jitter %.1f ms",
                    step,
                    call.report().runningFor().toMillis() / 1000.0,
                    now.sentPackets(),
                    now.receivedPackets(),
                    now.lostPackets(),
                    now.jitter().toNanos() / 1e6);
            out.print(terminal ? "\r" + line + "   " : line + System.lineSeparator());
            out.flush();
        }
        loop.after(TICK, () -> tick(call));
    }
}
