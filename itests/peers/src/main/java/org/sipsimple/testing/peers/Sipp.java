/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One run of a sipp scenario of this module, or of one that sipp brings with it, over the loopback:
 *
 * <pre>{@code
 * try (Sipp sipp = Sipp.callee(directory, "uas_basic")) {
 *     ... call 127.0.0.1:sipp.port() ...
 *     sipp.expectSuccess();
 * }
 * }</pre>
 */
public final class Sipp implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;
    private static final long TRIAL_MILLIS = 50;
    private static final String HOST = "127.0.0.1";

    private final String scenario;
    private final int port = FreePorts.next();
    private final Path output;
    private final Path errors;
    private final Process process;

    private Sipp(Path directory, String scenario, List<String> how, List<String> arguments, String... keys) {
        this(HOST, directory, scenario, how, arguments, keys);
    }

    private Sipp(
            String host, Path directory, String scenario, List<String> how, List<String> arguments, String... keys) {
        this.scenario = scenario;
        this.output = directory.resolve(scenario + ".out");
        this.errors = directory.resolve(scenario + ".err");
        List<String> command = new ArrayList<>(List.of("sipp"));
        command.addAll(arguments);
        command.addAll(how);
        command.addAll(List.of("-i", host, "-mi", host, "-p", Integer.toString(port)));
        command.addAll(List.of("-mp", Integer.toString(FreePorts.block(4))));
        command.addAll(List.of("-timeout", LIMIT_SECONDS + "s", "-timeout_error"));
        command.addAll(List.of("-nostdin", "-trace_err", "-error_file", errors.toString()));
        Map<String, String> words = new TreeMap<>(Map.of(
                "from_user",
                "sipp",
                "from_domain",
                "127.0.0.1",
                "peer_domain",
                "127.0.0.1",
                "target",
                "sip:carol@127.0.0.1"));
        for (int i = 0; i < keys.length; i += 2) {
            words.put(keys[i], keys[i + 1]);
        }
        words.forEach((key, value) -> command.addAll(List.of("-key", key, value)));
        try {
            process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError("sipp is missing: apt-get install sip-tester", e);
        }
    }

    /** Waits to be called once; the caller's retransmissions make up for its start. */
    public static Sipp callee(Path directory, String scenario) {
        return callee(directory, scenario, 1);
    }

    /**
     * Waits to be called, or subscribed to, that often.
     *
     * @param keys names and values of what the scenario has in brackets, in turns
     */
    public static Sipp callee(Path directory, String scenario, int calls, String... keys) {
        return new Sipp(directory, scenario, times(directory, scenario, calls), List.of(), keys);
    }

    /**
     * Calls once.
     *
     * @param keys names and values of what the scenario has in brackets, in turns
     */
    public static Sipp caller(Path directory, String scenario, int remotePort, String... keys) {
        return new Sipp(directory, scenario, times(directory, scenario, 1), target(remotePort), keys);
    }

    /**
     * Runs one of sipp's own scenarios, {@code uac} or {@code uas}, with as many calls.
     *
     * @param remotePort where to call; 0 waits for calls
     * @param mode sipp's transport mode, {@code u1} or {@code t1}
     */
    public static Sipp builtIn(Path directory, String scenario, int remotePort, String mode, int calls) {
        List<String> how = List.of("-sn", scenario, "-t", mode, "-m", Integer.toString(calls), "-r", "100");
        return new Sipp(directory, scenario, how, remotePort == 0 ? List.of() : target(remotePort));
    }

    /** Waits for one call at {@code ::1}; mode as for {@link #builtIn}. */
    public static Sipp calleeOnIpv6(Path directory, String mode) {
        Sipp sipp = new Sipp("::1", directory, "uas_basic", times(directory, "uas_basic", mode, 1), List.of());
        if (mode.startsWith("t")) {
            sipp.awaitConnections("::1");
        }
        return sipp;
    }

    /** Over UDP a caller repeats itself; a connection is refused once and for all. */
    private void awaitConnections(String host) {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS); System.nanoTime() < end; ) {
            try {
                new Socket(host, port).close();
                return;
            } catch (IOException notYet) {
                awaitEnd(TRIAL_MILLIS);
            }
        }
        throw new AssertionError("sipp " + scenario + " does not listen: " + told());
    }

    private void awaitEnd(long millis) {
        try {
            if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("sipp " + scenario + " has ended: " + told());
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** Calls {@code ::1} once, as sipp's own {@code uac}. */
    public static Sipp callerOnIpv6(Path directory, int remotePort, String mode) {
        List<String> target = List.of("[::1]:" + remotePort, "-s", "bob");
        return new Sipp("::1", directory, "uac", List.of("-sn", "uac", "-t", mode, "-m", "1"), target);
    }

    private static List<String> target(int remotePort) {
        return List.of(HOST + ":" + remotePort, "-s", "bob");
    }

    private static List<String> times(Path directory, String scenario, int calls) {
        return times(directory, scenario, "u1", calls);
    }

    private static List<String> times(Path directory, String scenario, String mode, int calls) {
        Path file = directory.resolve(scenario + ".xml");
        try (InputStream in = Sipp.class.getResourceAsStream("sipp/" + scenario + ".xml")) {
            if (in == null) {
                throw new AssertionError("there is no scenario " + scenario);
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("-sf", file.toString(), "-t", mode, "-m", Integer.toString(calls));
    }

    /** Where it is. */
    public int port() {
        return port;
    }

    /** Waits for the end of the scenario and fails with what sipp says unless all went as it is written there. */
    public void expectSuccess() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("sipp " + scenario + " does not end: " + told());
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("sipp " + scenario + " ended with " + process.exitValue() + ": " + told());
        }
    }

    private String told() {
        try {
            Path file = Files.exists(errors) ? errors : output;
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return text.substring(Math.max(0, text.length() - 2_000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when it is gone, so that nobody else writes into its folder any more. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
