/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A BIND 9 of one's own for a test class, on a free port of 127.0.0.1, with the zones of src/test/resources/zones. */
final class Bind implements BeforeAllCallback, AfterAllCallback {
    private static final List<String> PROGRAMS = List.of("/usr/sbin/named", "/usr/local/sbin/named", "/usr/bin/named");
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final String CONFIGURATION =
            """
            options {
              directory "%1$s";
              pid-file "%1$s/named.pid";
              session-keyfile "%1$s/session.key";
              managed-keys-directory "%1$s";
              lock-file none;
              listen-on port %2$d { 127.0.0.1; };
              listen-on-v6 { none; };
              recursion yes;
              allow-recursion { any; };
              dnssec-validation no;
              empty-zones-enable no;
              minimal-responses %3$s;
              notify no;
            };
            controls { };
            logging {
              channel c { stderr; severity info; };
              category default { c; };
              category queries { c; };
              category lame-servers { null; };
            };
            zone "." { type primary; file "root.zone"; };
            zone "test.example" { type primary; file "test.zone"; };
            zone "hosting.example" { type primary; file "hosting.zone"; };
            zone "e164.arpa" { type primary; file "enum.zone"; };
            zone "broken.example" { type primary; file "there-is-no-such.zone"; };
            """;

    private final boolean additional;
    private Process process;
    private Path directory;
    private int port;

    /** One that adds the records that will be asked for next to its answers. */
    Bind() {
        this(true);
    }

    /** @param additional whether it adds the records that will be asked for next to its answers */
    Bind(boolean additional) {
        this.additional = additional;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Everything it was asked since it started: the lines of its query log. */
    List<String> queries() {
        try (Stream<String> lines = Files.lines(log())) {
            return lines.filter(line -> line.contains(" query: ")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        String program = PROGRAMS.stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("these tests need BIND 9 (package bind9): no named found"));
        directory = Files.createTempDirectory("bind");
        for (String zone : List.of("root", "test", "hosting", "enum")) {
            try (InputStream in = Bind.class.getResourceAsStream("/zones/" + zone + ".zone")) {
                Files.copy(in, directory.resolve(zone + ".zone"));
            }
        }
        for (int attempt = 0; attempt < 5; attempt++) {
            port = freePort();
            if (start(program)) {
                return;
            }
        }
        throw new IllegalStateException("named did not start:\n" + Files.readString(log()));
    }

    private boolean start(String program) throws IOException, InterruptedException {
        Path configuration = directory.resolve("named.conf");
        Files.writeString(configuration, CONFIGURATION.formatted(directory, port, additional ? "no" : "yes"));
        process = new ProcessBuilder(program, "-g", "-c", configuration.toString(), "-n", "1")
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        long end = System.nanoTime() + START_NANOS;
        while (process.isAlive() && System.nanoTime() < end) {
            String said = Files.readString(log());
            if (said.contains("address in use") || said.contains("could not listen")) {
                break;
            }
            if (said.lines().anyMatch(line -> line.endsWith(" running"))) {
                return true;
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        stop();
        return false;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path log() {
        return directory.resolve("named.log");
    }

    private void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
        stop();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
