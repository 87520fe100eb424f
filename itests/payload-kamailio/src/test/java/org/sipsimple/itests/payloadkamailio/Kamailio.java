/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payloadkamailio;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A Kamailio of our own on a free port of the loopback interface, with its data in a directory of its own. */
final class Kamailio implements AutoCloseable {
    private static final Path TABLES = Path.of("/usr/share/kamailio/dbtext/kamailio");

    private final Process process;
    private final Path log;
    private final int port;

    private Kamailio(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /**
     * Starts the server.
     *
     * @param directory an empty directory
     * @param services a document of type rls-services for user alice@test.example
     */
    static Kamailio start(Path directory, String services) throws IOException {
        int port = freePort();
        Path database = Files.createDirectory(directory.resolve("db"));
        for (String table : new String[] {
            "version", "presentity", "active_watchers", "watchers", "pua", "rls_presentity", "rls_watchers"
        }) {
            Path source = TABLES.resolve(table);
            if (!Files.isReadable(source)) {
                throw new IllegalStateException(
                        source + " is missing: install the packages kamailio and kamailio-presence-modules");
            }
            Files.copy(source, database.resolve(table));
        }
        Files.writeString(database.resolve("xcap"), xcapTable(services));
        Path config = directory.resolve("kamailio.cfg");
        Files.writeString(
                config, template().replace("@PORT@", Integer.toString(port)).replace("@DB@", database.toString()));
        Path log = directory.resolve("kamailio.log");
        Process process = new ProcessBuilder(
                        program(),
                        "-DD",
                        "-E",
                        "-f",
                        config.toString(),
                        "-Y",
                        directory.toString(),
                        "-w",
                        directory.toString(),
                        "-m",
                        "64",
                        "-M",
                        "8")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Kamailio kamailio = new Kamailio(process, log, port);
        try {
            kamailio.awaitAnswer();
            return kamailio;
        } catch (IOException | RuntimeException e) {
            kamailio.close();
            throw e;
        }
    }

    private static String program() {
        for (String directory : (System.getenv("PATH") + ":/usr/sbin:/sbin").split(":")) {
            File candidate = new File(directory, "kamailio");
            if (candidate.canExecute()) {
                return candidate.getPath();
            }
        }
        throw new IllegalStateException(
                "kamailio is missing: install the packages kamailio and kamailio-presence-modules");
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String template() throws IOException {
        try (InputStream in = Kamailio.class.getResourceAsStream("kamailio.cfg")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The table of XCAP documents in the format of db_text; 8 is its number for rls-services. */
    private static String xcapTable(String services) {
        String escaped = services.replace("\\", "\\\\")
                .replace(":", "\\:")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
        return "id(int,auto) username(string) domain(string) doc(string) doc_type(int) etag(string) source(int) doc_uri(string) port(int) \n"
                + "1:alice:test.example:" + escaped
                + ":8:etag1:0:/xcap-root/rls-services/users/sip\\:alice@test.example/index:0\n";
    }

    private void awaitAnswer() throws IOException {
        try (SipClient probe = new SipClient("probe", port)) {
            for (int i = 0; i < 60; i++) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("kamailio died at start: " + log());
                }
                if (probe.ping(500)) {
                    return;
                }
            }
        }
        throw new IllegalStateException("kamailio does not answer: " + log());
    }

    int port() {
        return port;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
