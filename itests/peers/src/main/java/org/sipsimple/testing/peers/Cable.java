/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Two network namespaces and a cable between them, for tests in which addresses change. Made and removed as root. */
public final class Cable implements AutoCloseable {
    private final String here;
    private final String there;

    private Cable(String here, String there) {
        this.here = here;
        this.there = there;
    }

    /**
     * @param hereAddress address and prefix length of this end, for example {@code 10.99.7.1/24}
     * @param thereAddress of the other end
     */
    public static Cable lay(String hereAddress, String thereAddress) throws IOException {
        String id = Long.toString(ProcessHandle.current().pid() % 100_000);
        Cable cable = new Cable("sips-h" + id, "sips-t" + id);
        try {
            ip("netns", "add", cable.here);
            ip("netns", "add", cable.there);
            ip(
                    "link",
                    "add",
                    "name",
                    "end",
                    "netns",
                    cable.here,
                    "type",
                    "veth",
                    "peer",
                    "name",
                    "end",
                    "netns",
                    cable.there);
            cable.setUp(cable.here, hereAddress);
            cable.setUp(cable.there, thereAddress);
            return cable;
        } catch (IOException e) {
            cable.close();
            throw e;
        }
    }

    private void setUp(String namespace, String address) throws IOException {
        if (address.indexOf(':') < 0) {
            ip("-n", namespace, "addr", "add", address, "dev", "end");
        } else {
            // without a look whether somebody has it already it can be used at once
            ip("-n", namespace, "addr", "add", address, "dev", "end", "nodad");
        }
        ip("-n", namespace, "link", "set", "end", "up");
        ip("-n", namespace, "link", "set", "lo", "up");
    }

    /** Takes this end's addresses away and gives it another one. */
    public void readdressHere(String address) throws IOException {
        ip("-n", here, "addr", "flush", "dev", "end");
        ip("-n", here, "addr", "add", address, "dev", "end");
    }

    /** The name of the namespace at the other end. */
    public String there() {
        return there;
    }

    /** The same command, to be run at this end. */
    public List<String> here(List<String> command) {
        return in(here, command);
    }

    /** The same command, to be run at the other end. */
    public List<String> there(List<String> command) {
        return in(there, command);
    }

    private static List<String> in(String namespace, List<String> command) {
        List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        inside.addAll(command);
        return inside;
    }

    private static void ip(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said.strip()
                        + "; network namespaces need root and the package iproute2");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        for (String namespace : List.of(here, there)) {
            try {
                ip("netns", "del", namespace);
            } catch (IOException e) {
                System.getLogger(Cable.class.getName()).log(System.Logger.Level.WARNING, e.getMessage());
            }
        }
    }
}
