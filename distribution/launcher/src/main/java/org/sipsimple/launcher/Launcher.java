/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.launcher;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * Entry point of a distribution: {@code java -cp lib/* org.sipsimple.launcher.Launcher BUNDLE_FOLDER TOOL ARGS...}.
 * Starts the framework, lets the command line bundle run the tool, and ends with the tool's exit code. Each run has a
 * bundle cache of its own, so that any number may run side by side.
 */
public final class Launcher {
    private static final int EXIT_USAGE = 2;
    private static final int EXIT_BROKEN = 70;
    private static final int EXIT_INTERRUPTED = 130;

    /** How long a tool may take to end its calls after Ctrl-C; longer than a BYE and an unregistration take. */
    private static final int INTERRUPTION_SECONDS = 8;

    /** Tells tools how to start another tool in a process of its own: one word of the command in a line. */
    private static final String COMMAND = "org.sipsimple.launcher.command";

    private Launcher() {}

    public static void main(String[] args) {
        if (args.length < 2) {
            System.err.println("usage: Launcher BUNDLE_FOLDER TOOL [ARGUMENTS]");
            System.exit(EXIT_USAGE);
        }
        System.setProperty(COMMAND, String.join("\n", command(args[0])));
        // halt, not exit: the shutdown hook waits for the tool, and the tool has ended
        Runtime.getRuntime()
                .halt(run(Path.of(args[0]), args[1], Arrays.asList(args).subList(2, args.length)));
    }

    private static List<String> command(String bundles) {
        List<String> words = new ArrayList<>();
        words.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agentlib:"))
                .forEach(words::add);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Launcher.class.getName(), bundles));
        return words;
    }

    private static int run(Path bundles, String tool, List<String> arguments) {
        Path cache;
        try {
            cache = Files.createTempDirectory("sipsimple-cache");
        } catch (IOException e) {
            System.err.println("sipsimple: no temporary folder for the bundle cache: " + e.getMessage());
            return EXIT_BROKEN;
        }
        try (FrameworkRun framework = FrameworkRun.start(bundles, cache)) {
            ToolRequest request = framework.request(tool, arguments);
            Thread main = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(request, main), "sipsimple-shutdown"));
            return request.exitCode().get();
        } catch (LaunchException e) {
            System.err.println("sipsimple: " + e.getMessage());
            return EXIT_BROKEN;
        } catch (ExecutionException e) {
            System.err.println("sipsimple: " + e.getCause());
            return EXIT_BROKEN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return EXIT_BROKEN;
        } finally {
            System.out.flush();
            delete(cache);
        }
    }

    /** Runs in the shutdown hook: the tool hangs up and unregisters, and then the main thread ends the process. */
    private static void interrupt(ToolRequest request, Thread main) {
        request.interruption().complete(null);
        try {
            main.join(INTERRUPTION_SECONDS * 1000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.err.println("sipsimple: " + request.tool() + " did not end in time");
        Runtime.getRuntime().halt(EXIT_INTERRUPTED);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // a folder below the system's temporary one: it is cleaned by the system, nothing depends on it
            System.getLogger(Launcher.class.getName()).log(System.Logger.Level.DEBUG, "bundle cache is left", e);
        }
    }
}
