/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.sipsimple.api.cli.Tool;
import org.sipsimple.api.cli.ToolContext;

/** One run of one tool with the streams of the process. */
record ToolRun(
        String toolName,
        List<String> arguments,
        CompletableFuture<Void> interruption,
        CompletableFuture<Integer> exitCode) {

    /** A tool appears once its own services are there; one that is not there by then never comes. */
    private static final int WAIT_SECONDS = 10;

    private static final int EXIT_NO_TOOL = 2;
    private static final int EXIT_FAILED = 1;

    @SuppressWarnings("unchecked") // the launcher's side of the agreement: see ToolRunnerComponent
    static ToolRun of(CompletableFuture<Integer> exitCode, Map<String, Object> properties) {
        return new ToolRun(
                (String) properties.get("sip.tool.name"),
                List.of((String[]) properties.get("sip.tool.arguments")),
                (CompletableFuture<Void>) properties.get("sip.tool.interruption"),
                exitCode);
    }

    void start(CompletableFuture<Tool> tool, Set<String> known) {
        Thread thread = new Thread(() -> exitCode.complete(run(tool, known)), "sipsimple-" + toolName);
        thread.start();
    }

    private int run(CompletableFuture<Tool> tool, Set<String> known) {
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        try {
            return tool.get(WAIT_SECONDS, TimeUnit.SECONDS)
                    .run(new ToolContext(arguments, System.in, out, err, interruption));
        } catch (TimeoutException | CancellationException e) {
            err.println("sipsimple: there is no tool " + toolName + "; try: " + String.join(", ", others(known)));
            return EXIT_NO_TOOL;
        } catch (ExecutionException | RuntimeException e) {
            err.println("sipsimple: " + toolName + " failed: " + e);
            System.getLogger(ToolRun.class.getName()).log(System.Logger.Level.DEBUG, "tool failed", e);
            return EXIT_FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return EXIT_FAILED;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private List<String> others(Set<String> known) {
        return known.stream().filter(name -> !name.equals(toolName)).sorted().toList();
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
