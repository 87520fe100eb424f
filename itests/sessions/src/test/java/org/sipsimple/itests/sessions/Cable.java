/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.sessions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.sipsimple.testing.peers.PeerProcess;

/** Two network namespaces with a cable between them; for root. */
final class Cable implements AutoCloseable {
    private static final String DEVICE = "eth0";

    private final Path folder;
    private final String here = "sipsimple-a-" + ProcessHandle.current().pid();
    private final String there = "sipsimple-b-" + ProcessHandle.current().pid();

    /** @param folder for the output of commands */
    Cable(Path folder, String addressHere, String addressThere) {
        this.folder = folder;
        ip("netns", "add", here);
        ip("netns", "add", there);
        ip("link", "add", DEVICE, "netns", here, "type", "veth", "peer", "name", DEVICE, "netns", there);
        for (String[] end : new String[][] {{here, addressHere}, {there, addressThere}}) {
            ip("-n", end[0], "addr", "add", end[1] + "/24", "dev", DEVICE);
            ip("-n", end[0], "link", "set", "lo", "up");
            ip("-n", end[0], "link", "set", DEVICE, "up");
        }
    }

    private void ip(String... words) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words));
        PeerProcess.run("iproute2 (and be root)", folder, command);
    }

    /** Takes the near end's address away and gives it another one. */
    void readdress(String before, String after) {
        ip("-n", here, "addr", "del", before + "/24", "dev", DEVICE);
        ip("-n", here, "addr", "add", after + "/24", "dev", DEVICE);
    }

    /** Starts a main class of the tests at one end. */
    Process java(boolean near, Path errors, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "ip",
                "netns",
                "exec",
                near ? here : there,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(errors.toFile()).start();
    }

    @Override
    public void close() {
        ip("netns", "del", here);
        ip("netns", "del", there);
    }
}
