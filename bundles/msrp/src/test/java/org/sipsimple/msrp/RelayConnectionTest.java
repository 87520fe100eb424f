/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.testing.ManualScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Through Kamailio's relay, which has to be installed: packages kamailio and kamailio-extra-modules. */
@Timeout(120)
class RelayConnectionTest {
    private static final int START_SECONDS = 20;

    @TempDir
    static Path folder;

    private static Process kamailio;
    private static int port;

    @BeforeAll
    static void startKamailio() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, Pair.LOOPBACK)) {
            port = free.getLocalPort();
        }
        Path configuration = folder.resolve("relay.cfg");
        try (InputStream in = RelayConnectionTest.class.getResourceAsStream("kamailio-relay.cfg")) {
            String template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(configuration, template.replace("@PORT@", Integer.toString(port)));
        }
        Path log = folder.resolve("kamailio.log");
        try {
            kamailio = new ProcessBuilder(
                            "kamailio",
                            "-DD",
                            "-E",
                            "-f",
                            configuration.toString(),
                            "-Y",
                            folder.toString(),
                            "-w",
                            folder.toString(),
                            "-m",
                            "64",
                            "-M",
                            "8")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError("kamailio is missing: install the package kamailio", e);
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!listens()) {
            if (System.nanoTime() > end || kamailio.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("kamailio does not run: " + Files.readString(log));
            }
        }
    }

    private static boolean listens() {
        try (Socket socket = new Socket(Pair.LOOPBACK, port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @AfterAll
    static void stopKamailio() throws InterruptedException {
        if (kamailio != null) {
            kamailio.destroy();
            kamailio.waitFor();
        }
    }

    private static MsrpRelaySettings settings(String user, String password) {
        return new MsrpRelaySettings("relay.test", user, password, "127.0.0.1", port, false, null);
    }

    @Test
    void chatAndFilesGoThroughTwoRelaySessions() throws Exception {
        byte[] content = new byte[3_000_000];
        new Random(8).nextBytes(content);
        Path file = Files.write(folder.resolve("source"), content);
        MsrpOptions options = Pair.options().withMaxMessage(content.length);
        try (MsrpStack stack = new MsrpStack(new ManualScheduler());
                FileChannel source = FileChannel.open(file)) {
            RelayConnection alice =
                    new RelayConnection(stack, options, settings("alice", "alice-secret"), RelayConnection.Mode.ACTIVE);
            RelayConnection bob =
                    new RelayConnection(stack, options, settings("bob", "bob-secret"), RelayConnection.Mode.PASSIVE);
            List<MsrpUri> alicePath = Pair.get(alice.prepare(null));
            List<MsrpUri> bobPath = Pair.get(bob.prepare(null));
            assertThat(alicePath).hasSize(2);
            CompletionStage<MsrpTransport> passive = bob.complete(alicePath);
            CompletionStage<MsrpTransport> active = alice.complete(bobPath);
            RecordingListener received = new RecordingListener();
            new MsrpSession(Pair.get(passive), List.of("*"), received);
            MsrpSession session = new MsrpSession(Pair.get(active), List.of("*"), new RecordingListener());

            byte[] hello = "hello through relays".getBytes(StandardCharsets.UTF_8);
            Pair.get(session.send(hello, "text/plain", Reports.ALL).delivered());
            assertThat(Pair.take(received.received).content()).isEqualTo(hello);
            Pair.get(session.send(content, "application/x", Reports.ALL).delivered());
            assertThat(Pair.take(received.received).content()).isEqualTo(content);
            Pair.get(session.sendFile(OutgoingFile.of(source, "application/x"), Reports.ALL)
                    .delivered());
            assertThat(Pair.take(received.received).content()).isEqualTo(content);
        }
    }

    @Test
    void wrongPasswordsAreRefusedAndNeverShown() throws Exception {
        try (MsrpStack stack = new MsrpStack(new ManualScheduler())) {
            MsrpRelaySettings settings = settings("alice", "guessed");
            assertThat(settings.toString()).doesNotContain("guessed").contains("alice");
            RelayConnection relay = new RelayConnection(stack, Pair.options(), settings, RelayConnection.Mode.ACTIVE);
            assertThatThrownBy(() -> Pair.get(relay.prepare(null)))
                    .isInstanceOfSatisfying(MsrpRefusedException.class, e -> assertThat(e.code())
                            .isEqualTo(401));
            relay.cleanup();
        }
    }

    @Test
    void settingsKeepWhatTheyAreGiven() {
        MsrpRelaySettings settings = settings("alice", "alice-secret");
        assertThat(settings.domain()).isEqualTo("relay.test");
        assertThat(settings.username()).isEqualTo("alice");
        assertThat(settings.password()).isEqualTo("alice-secret");
        assertThat(settings.host()).contains("127.0.0.1");
        assertThat(settings.port()).isEqualTo(port);
        assertThat(settings.useTls()).isFalse();
        assertThat(settings.credentials()).isEmpty();
    }
}
