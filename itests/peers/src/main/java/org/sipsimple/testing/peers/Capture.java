/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What passed one TCP port of the loopback interface, as Wireshark's dissectors read it. */
public final class Capture {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private final String protocol;

    private Capture(Path folder, int port, String protocol) {
        this.folder = folder;
        this.port = port;
        this.protocol = protocol;
    }

    /** What is to be captured. */
    @FunctionalInterface
    public interface Traffic {
        void run() throws Exception;
    }

    /**
     * Captures while something happens.
     *
     * @param folder for files
     * @param protocol name of the dissector
     * @param last what occurs in the traffic when all has passed
     */
    public static Capture of(Path folder, int port, String protocol, String last, Traffic traffic) throws Exception {
        Capture capture = new Capture(folder, port, protocol);
        Path file = capture.file();
        List<String> command =
                List.of("dumpcap", "-q", "-P", "-i", "lo", "-f", "tcp port " + port, "-w", file.toString());
        try (PeerProcess dumpcap = PeerProcess.start("tshark", folder, folder.resolve("dumpcap.log"), command)) {
            dumpcap.awaitOutput("File:", PATIENCE);
            traffic.run();
            dumpcap.await("'" + last + "' is not in the capture", PATIENCE, () -> contains(file, last));
        }
        return capture;
    }

    private Path file() {
        return folder.resolve("capture.pcap");
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.exists(file)
                    && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line for each frame that the filter lets pass, with those fields. */
    public List<String> frames(String filter, String... fields) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "tshark",
                "-n",
                "-r",
                file().toString(),
                "-d",
                "tcp.port==" + port + "," + protocol,
                "-Y",
                filter,
                "-T",
                "fields"));
        for (String field : fields) {
            command.add("-e");
            command.add(field);
        }
        Path errors = folder.resolve("tshark.err");
        Process tshark =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String output = new String(tshark.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tshark.waitFor() != 0) {
            throw new AssertionError("tshark failed: " + Files.readString(errors));
        }
        return output.lines().toList();
    }

    /** The frames no dissector could make sense of. */
    public List<String> malformed() throws IOException, InterruptedException {
        return frames("_ws.malformed", "frame.number");
    }
}
