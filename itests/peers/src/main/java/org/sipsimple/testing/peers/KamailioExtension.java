/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Kamailio for the tests of a class, serving {@code test.example}. When a test fails, the logs of all peers in its folder
 * are printed. {@linkplain #KamailioExtension() As registrar, proxy and MSRP relay} it has UDP, TCP and TLS and
 * digest authentication; the password of each user is the name with {@code -secret} behind it.
 * {@linkplain #presenceServer As presence and list server} it has UDP and TCP and trusts everybody. {@linkplain
 * #xcapServer As XCAP server} it has HTTP and HTTPS and the same passwords.
 */
public final class KamailioExtension implements BeforeAllCallback, AfterAllCallback, TestExecutionExceptionHandler {
    /** The domain it serves. */
    public static final String DOMAIN = "test.example";

    private static final Path EMPTY_TABLES = Path.of("/usr/share/kamailio/dbtext/kamailio");
    private static final Duration START = Duration.ofSeconds(60);
    private static final int SHOWN = 6_000;

    private static final Path NEW_DATABASES = Path.of("/usr/share/kamailio/db_sqlite");

    /**
     * What a server is for: its configuration, the tables it wants beside the common ones, and which ports it has beside
     * the first: for TLS, and for MSRP.
     */
    private record Role(String configuration, List<String> tables, boolean tls, boolean msrp) {}

    private static final List<String> TABLES = List.of("version", "presentity", "active_watchers", "watchers");
    private static final Role REGISTRAR = new Role("kamailio.cfg", List.of("xcap"), true, true);
    private static final Role PRESENCE_SERVER =
            new Role("kamailio-presence.cfg", List.of("pua", "rls_presentity", "rls_watchers"), false, false);
    private static final Role XCAP_SERVER = new Role("kamailio-xcap.cfg", List.of(), true, false);

    private final Role role;
    private final Map<String, String> lists;
    private @Nullable Path folder;
    private @Nullable PeerProcess process;
    private @Nullable Certificates certificates;
    private int port;
    private int tlsPort;
    private int msrpPort;
    private int msrpsPort;
    private String algorithm = "MD5";
    private String address = "127.0.0.1";
    private boolean ipv6;
    private List<String> within = List.of();

    /** The same with another hash of the digest authentication, for example {@code SHA-256} (RFC 8760). */
    public KamailioExtension withDigest(String hash) {
        algorithm = hash;
        return this;
    }

    /** The same at another address, in a network namespace that is there already. */
    public KamailioExtension within(String namespace, String itsAddress) {
        within = List.of("ip", "netns", "exec", namespace);
        address = itsAddress;
        return this;
    }

    /** The same at the same ports of {@code ::1} too: a server that joins IPv4 and IPv6. For the registrar alone. */
    public KamailioExtension withIpv6() {
        ipv6 = true;
        return this;
    }

    /** A registrar and proxy that serves presence too. */
    public KamailioExtension() {
        this(REGISTRAR, Map.of());
    }

    private KamailioExtension(Role role, Map<String, String> lists) {
        this.role = role;
        this.lists = lists;
    }

    /**
     * A server of presence, watchers, dialogs, waiting messages and resource lists.
     *
     * @param lists documents of type rls-services by the name of their user
     */
    public static KamailioExtension presenceServer(Map<String, String> lists) {
        return new KamailioExtension(PRESENCE_SERVER, Map.copyOf(lists));
    }

    /** A server of documents; {@link #xcapRoot} is where they are. */
    public static KamailioExtension xcapServer() {
        return new KamailioExtension(XCAP_SERVER, Map.of());
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path home = Files.createTempDirectory("sipsimple-peers");
        folder = home;
        Certificates made = Certificates.make(home);
        certificates = made;
        port = FreePorts.next();
        tlsPort = FreePorts.next();
        msrpPort = FreePorts.next();
        msrpsPort = FreePorts.next();
        Map<String, Object> words = Map.ofEntries(
                Map.entry("PORT", port),
                Map.entry("TLS_PORT", tlsPort),
                Map.entry("MSRP_PORT", msrpPort),
                Map.entry("MSRPS_PORT", msrpsPort),
                Map.entry("DOMAIN", DOMAIN),
                Map.entry("FOLDER", home),
                Map.entry("ADDRESS", address),
                Map.entry("LISTEN_ON_IPV6", ipv6 ? listenOnIpv6() : ""),
                Map.entry("ALGORITHM", algorithm),
                Map.entry("KEY", made.key()),
                Map.entry("CERTIFICATE", made.certificate()));
        copyTables(home.resolve("tables"));
        if (role.equals(XCAP_SERVER)) {
            makeDatabase(home);
        }
        Path tls = Templates.write("kamailio-tls.cfg", home.resolve("tls.cfg"), words);
        Path configuration = Templates.write(role.configuration(), home.resolve("kamailio.cfg"), words);
        if (!Files.exists(tls)) {
            throw new IOException("no TLS configuration in " + home);
        }
        start(configuration);
    }

    private String listenOnIpv6() {
        return "listen=udp:[::1]:" + port + "\nlisten=tcp:[::1]:" + port + "\nlisten=tls:[::1]:" + tlsPort;
    }

    private void start(Path configuration) throws IOException {
        Path home = folder();
        List<String> command = new ArrayList<>(within);
        command.addAll(List.of("kamailio", "-DD", "-E", "-f", configuration.toString()));
        command.addAll(List.of("-Y", home.toString(), "-w", home.toString(), "-m", "64", "-M", "8"));
        PeerProcess started = PeerProcess.start(
                "kamailio kamailio-tls-modules kamailio-presence-modules", home, home.resolve("kamailio.log"), command);
        process = started;
        started.await("kamailio does not listen", START, this::acceptsAll);
    }

    /** Ends it; it forgets all registrations. */
    public void stop() {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    /** Starts it again at the same ports. */
    public void startAgain() throws IOException {
        start(folder().resolve("kamailio.cfg"));
    }

    /** The presence module wants tables even when it keeps everything in memory; its own copies of the empty ones. */
    private void copyTables(Path folder) throws IOException {
        Files.createDirectory(folder);
        for (String table :
                Stream.concat(TABLES.stream(), role.tables().stream()).toList()) {
            Path empty = EMPTY_TABLES.resolve(table);
            if (!Files.exists(empty)) {
                throw new IOException(empty + " is missing: apt-get install kamailio");
            }
            Files.copy(empty, folder.resolve(table));
        }
        if (!lists.isEmpty()) {
            Files.writeString(folder.resolve("xcap"), XcapTable.of(lists));
        }
    }

    private static void makeDatabase(Path home) throws IOException {
        StringBuilder statements = new StringBuilder();
        for (String part : List.of("standard-create.sql", "presence-create.sql")) {
            Path file = NEW_DATABASES.resolve(part);
            if (!Files.exists(file)) {
                throw new IOException(file + " is missing: apt-get install kamailio-sqlite-modules");
            }
            statements.append(Files.readString(file)).append('\n');
        }
        Path script = Files.writeString(
                home.resolve("xcap.sql"), "PRAGMA journal_mode=WAL;\nBEGIN;\n" + statements + "COMMIT;\n");
        PeerProcess.run(
                "sqlite3", home, List.of("sqlite3", home.resolve("xcap.db").toString(), ".read " + script));
    }

    private boolean acceptsAll() {
        return accepts(port)
                && (!role.tls() || accepts(tlsPort))
                && (!role.msrp() || accepts(msrpPort) && accepts(msrpsPort));
    }

    private boolean accepts(int port) {
        return within.isEmpty() ? acceptsHere(port) : acceptsThere(port);
    }

    private boolean acceptsThere(int port) {
        List<String> command = new ArrayList<>(within);
        command.addAll(List.of("bash", "-c", "exec 3<>/dev/tcp/" + address + "/" + port));
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean acceptsHere(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (process != null) {
            process.close();
        }
        if (folder != null) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                String text = new String(Files.readAllBytes(log), java.nio.charset.StandardCharsets.ISO_8859_1);
                System.err.println("--- " + context.getDisplayName() + ": end of " + log.getFileName());
                System.err.println(text.substring(Math.max(0, text.length() - SHOWN)));
            }
        }
        throw failure;
    }

    /** Where peers of this bench keep their files; gone after the tests of the class. */
    public Path folder() {
        if (folder == null) {
            throw new IllegalStateException("kamailio is not running");
        }
        return folder;
    }

    public Certificates certificates() {
        if (certificates == null) {
            throw new IllegalStateException("kamailio is not running");
        }
        return certificates;
    }

    /** @param transport {@code udp}, {@code tcp} or {@code tls} */
    public String proxyUri(String transport) {
        return "sip:" + address + ":" + port(transport) + ";transport=" + transport;
    }

    /** The same by IPv6; see {@link #withIpv6}. */
    public String proxyUriOnIpv6(String transport) {
        return "sip:[::1]:" + port(transport) + ";transport=" + transport;
    }

    public int port(String transport) {
        return transport.equals("tls") ? tlsPort : port;
    }

    /** Where the MSRP relay listens, with TLS or without. */
    public int relayPort(boolean useTls) {
        return useTls ? msrpsPort : msrpPort;
    }

    /** Where an XCAP server has its documents, with TLS or without. */
    public String xcapRoot(boolean useTls) {
        return (useTls ? "https://" : "http://") + address + ":" + port(useTls ? "tls" : "tcp") + "/xcap-root";
    }

    public static String password(String user) {
        return user + "-secret";
    }
}
