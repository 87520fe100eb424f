/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing.peers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Two hosts in network namespaces of their own, each behind a NAT that lets in answers only, and a {@link Coturn} between
 * the NATs: there is no direct path from host to host. Needs root.
 */
public final class NatBench implements AutoCloseable {
    private static final List<String> SERVERS = List.of("10.66.9.1", "10.66.9.2");
    private static final int PORT = 3478;

    private final Path folder;
    private final String prefix;
    private @Nullable Coturn coturn;

    /** @param routed whether packets get from NAT to NAT, so that holes can be punched; else there are relays alone */
    public NatBench(boolean routed) throws IOException {
        PeerProcess.require("ip", "iproute2");
        PeerProcess.require("nft", "nftables");
        folder = Files.createTempDirectory("sipsimple-nat");
        prefix = "ss" + ProcessHandle.current().pid() + (routed ? "r" : "n");
        Path script = Templates.write("natbench.sh", folder.resolve("natbench.sh"), java.util.Map.of());
        try {
            PeerProcess.run("bash", folder, List.of("bash", script.toString(), "up", prefix, routed ? "1" : "0"));
            coturn = Coturn.start(folder, in("t"), SERVERS, PORT);
        } catch (IOException | IllegalStateException e) {
            close();
            throw e;
        }
    }

    /** The words before a command that run it on a host, {@code "a"} or {@code "b"}. */
    public List<String> in(String host) {
        return List.of("ip", "netns", "exec", namespace(host));
    }

    /** The network namespace of a host, {@code "a"} or {@code "b"}, or of what is between the NATs, {@code "t"}. */
    public String namespace(String host) {
        return prefix + "-" + host;
    }

    public static String address(String host) {
        return host.equals("a") ? "192.168.10.2" : "192.168.20.2";
    }

    /** Of the NAT before the host, as the other side sees it. */
    public static String publicAddress(String host) {
        return host.equals("a") ? "10.66.1.2" : "10.66.2.2";
    }

    public static InetSocketAddress server() {
        return new InetSocketAddress(SERVERS.get(0), PORT);
    }

    /** How many relays the server has given so far. */
    public long allocations() {
        if (coturn == null) {
            throw new IllegalStateException("coturn is not running");
        }
        return coturn.allocations();
    }

    @Override
    public void close() {
        if (coturn != null) {
            coturn.close();
        }
        PeerProcess.run(
                "bash", folder, List.of("bash", folder.resolve("natbench.sh").toString(), "down", prefix));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
