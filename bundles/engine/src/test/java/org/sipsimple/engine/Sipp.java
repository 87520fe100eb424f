/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of a sipp scenario from the test resources, over UDP on 127.0.0.1. */
final class Sipp implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;

    private final String scenario;
    private final int port;
    private final Path output;
    private final Path errors;
    private final Process process;

    private Sipp(Path directory, String scenario, List<String> arguments) {
        this.scenario = scenario;
        this.port = freePort();
        this.output = directory.resolve(scenario + ".out");
        this.errors = directory.resolve(scenario + ".err");
        Path file = directory.resolve(scenario + ".xml");
        try (InputStream in = Sipp.class.getResourceAsStream("/sipp/" + scenario + ".xml")) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>(List.of("sipp"));
        command.addAll(arguments);
        command.addAll(List.of("-sf", file.toString(), "-i", "127.0.0.1", "-mi", "127.0.0.1", "-t", "u1", "-m", "1"));
        command.addAll(List.of("-p", Integer.toString(port), "-timeout", LIMIT_SECONDS + "s", "-timeout_error"));
        command.addAll(List.of("-nostdin", "-trace_err", "-error_file", errors.toString()));
        for (String key : List.of(
                "from_user=sipp", "from_domain=127.0.0.1", "peer_domain=127.0.0.1", "target=sip:carol@127.0.0.1")) {
            String[] pair = key.split("=", 2);
            command.addAll(List.of("-key", pair[0], pair[1]));
        }
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError("sipp is missing: apt-get install sip-tester", e);
        }
    }

    /** Waits to be called; the caller's retransmissions make up for its start. */
    static Sipp callee(Path directory, String scenario) {
        return new Sipp(directory, scenario, List.of());
    }

    /** Calls. */
    static Sipp caller(Path directory, String scenario, int remotePort) {
        return new Sipp(directory, scenario, List.of("127.0.0.1:" + remotePort, "-s", "bob"));
    }

    int port() {
        return port;
    }

    /** Waits for the end of the scenario and fails with what sipp says unless all went as it is written there. */
    void expectSuccess() throws Exception {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("sipp " + scenario + " does not end: " + told());
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("sipp " + scenario + " ended with " + process.exitValue() + ": " + told());
        }
    }

    private String told() throws IOException {
        Path file = Files.exists(errors) ? errors : output;
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        return text.substring(Math.max(0, text.length() - 2_000));
    }

    private static int freePort() {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
