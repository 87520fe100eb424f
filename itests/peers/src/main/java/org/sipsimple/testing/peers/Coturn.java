/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A coturn: STUN with both addresses that tests of NATs need, and TURN for one user. Ended by {@link #close}. */
public final class Coturn implements AutoCloseable {
    public static final String USER = "alice";
    public static final String PASSWORD = "alice-secret";

    private static final Duration START = Duration.ofSeconds(60);
    private static final int RELAYS = 200;
    private static final int FIRST_RELAY = 40_000;

    private final PeerProcess process;

    private Coturn(PeerProcess process) {
        this.process = process;
    }

    /**
     * @param wrapper a command to run it by, such as {@code ip netns exec NAME}; empty for none
     * @param addresses two of them; relays are on the first
     * @param port the next one is used as well
     */
    static Coturn start(Path folder, List<String> wrapper, List<String> addresses, int port) throws IOException {
        PeerProcess.require("turnserver", "coturn");
        List<String> lines = new ArrayList<>(List.of(
                "listening-port=" + port,
                "alt-listening-port=" + (port + 1),
                "relay-ip=" + addresses.get(0),
                "min-port=" + FIRST_RELAY,
                "max-port=" + (FIRST_RELAY + RELAYS),
                "realm=test.example",
                "lt-cred-mech",
                "user=" + USER + ":" + PASSWORD,
                "allow-loopback-peers",
                "no-tls",
                "no-dtls",
                "no-cli",
                "cli-password=unused",
                "userdb=" + folder.resolve("turndb"),
                "pidfile=" + folder.resolve("turn.pid"),
                "log-file=stdout",
                "simple-log",
                "verbose",
                "relay-threads=1"));
        addresses.forEach(address -> lines.add("listening-ip=" + address));
        Path configuration = Files.write(folder.resolve("turnserver.conf"), lines);
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of("turnserver", "-c", configuration.toString()));
        PeerProcess process = PeerProcess.start("coturn", folder, folder.resolve("turn.log"), command);
        Coturn coturn = new Coturn(process);
        try {
            process.awaitOutput("UDP listener opened on ?: " + addresses.get(1) + ":" + (port + 1), START);
            return coturn;
        } catch (IllegalStateException e) {
            coturn.close();
            throw e;
        }
    }

    /** How many relays it has given so far: one for a session, however often a client has to ask before it hears so. */
    public long allocations() {
        return process.output()
                .lines()
                .filter(line -> line.contains("ALLOCATE processed, success"))
                .map(line -> line.replaceFirst("^.*(session [0-9]+):.*$", "$1"))
                .distinct()
                .count();
    }

    @Override
    public void close() {
        process.close();
    }
}
