/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.msrp;

import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.msrp.MsrpHeader;
import org.sipsimple.msrp.MsrpLogger;
import org.sipsimple.msrp.MsrpOptions;
import org.sipsimple.msrp.MsrpRefusedException;
import org.sipsimple.msrp.MsrpStack;
import org.sipsimple.msrp.OutgoingFile;
import org.sipsimple.msrp.OutgoingMessage;
import org.sipsimple.msrp.RelayConnection;
import org.sipsimple.msrp.Reports;
import org.sipsimple.testing.ManualScheduler;
import org.sipsimple.testing.peers.KamailioExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Through the MSRP relay of Kamailio, over TCP and over TLS. */
@Timeout(240)
class MsrpRelayIT {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final long FILE_SIZE = 100L << 20;

    @RegisterExtension
    static final KamailioExtension KAMAILIO = new KamailioExtension();

    @TempDir
    static Path folder;

    /** A file at random, and its hash. */
    private static byte[] write(Path file) throws Exception {
        MessageDigest hash = Ends.sha256();
        Random random = new Random(100);
        byte[] block = new byte[1 << 20];
        try (var out = Files.newOutputStream(file)) {
            for (long size = 0; size < FILE_SIZE; size += block.length) {
                random.nextBytes(block);
                hash.update(block);
                out.write(block);
            }
        }
        return hash.digest();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void chatAndALargeFileGoThroughTheRelay(boolean useTls) throws Exception {
        Path file = folder.resolve("file-" + useTls);
        byte[] hash = write(file);
        try (MsrpStack stack = new MsrpStack(new ManualScheduler());
                FileChannel source = FileChannel.open(file)) {
            Relays relays = new Relays(KAMAILIO, stack, useTls);
            Ends ends = relays.ends(relays.options());
            assertThat(ends.active.transport().localPath()).hasSize(2);
            OutgoingMessage sending = ends.active.sendFile(OutgoingFile.of(source, Ends.FILE_TYPE), Reports.ALL);
            for (int i = 0; i < 100; i++) {
                byte[] line = ("line " + i).getBytes(StandardCharsets.UTF_8);
                Ends.get(ends.active.send(line, "text/plain", Reports.ALL).delivered());
                assertThat(Ends.take(ends.texts)).isEqualTo(line);
            }
            byte[] large = "x".repeat(50_000).getBytes(StandardCharsets.US_ASCII);
            Ends.get(ends.active.send(large, "text/plain", Reports.ALL).delivered());
            assertThat(Ends.take(ends.texts)).isEqualTo(large);
            Ends.get(sending.delivered());
            assertThat(Ends.take(ends.hashes)).isEqualTo(hash);
            assertThat(sending.acceptedBytes()).isEqualTo(FILE_SIZE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nicknamesPassTheRelay(boolean useTls) throws Exception {
        try (MsrpStack stack = new MsrpStack(new ManualScheduler())) {
            Relays relays = new Relays(KAMAILIO, stack, useTls);
            Ends ends = relays.ends(relays.options());
            var answer = ends.active.request("NICKNAME", List.of(new MsrpHeader.UseNickname("Alice the Great")));
            assertThat(Ends.get(answer).code()).isEqualTo(200);
            assertThat(Ends.take(ends.nicknames)).isEqualTo("\"Alice the Great\"");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wrongPasswordsAreRefused(boolean useTls) throws Exception {
        try (MsrpStack stack = new MsrpStack(new ManualScheduler())) {
            Relays relays = new Relays(KAMAILIO, stack, useTls);
            RelayConnection relay = relays.connector("alice", "guessed", relays.options());
            assertThatThrownBy(() -> Ends.get(relay.prepare(null)))
                    .isInstanceOfSatisfying(MsrpRefusedException.class, e -> assertThat(e.code())
                            .isEqualTo(401));
            assertThatThrownBy(() -> relay.complete(List.of(stack.newUri(LOOPBACK, useTls, 9))))
                    .isInstanceOf(IllegalStateException.class);
            relay.cleanup();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pathsAreRenewedWithoutTheSessionNoticing(boolean useTls) throws Exception {
        ManualScheduler scheduler = new ManualScheduler();
        BlockingQueue<String> remarks = new LinkedBlockingQueue<>();
        BlockingQueue<String> sent = new LinkedBlockingQueue<>();
        MsrpLogger logger = new MsrpLogger() {
            @Override
            public boolean wantsData() {
                return true;
            }

            @Override
            public void sent(java.nio.ByteBuffer data) {
                String text = StandardCharsets.ISO_8859_1.decode(data).toString();
                if (text.contains(" AUTH\r\n")) {
                    sent.add(text);
                }
            }

            @Override
            public void log(System.Logger.Level level, String message) {
                remarks.add(message);
            }
        };
        try (MsrpStack stack = new MsrpStack(scheduler)) {
            Relays relays = new Relays(KAMAILIO, stack, useTls);
            MsrpOptions options =
                    relays.options().withTimeout(Duration.ofHours(2)).withLogger(logger);
            Ends ends = relays.ends(options);
            byte[] line = {'x'};
            Ends.get(ends.active.send(line, "text/plain", Reports.ALL).delivered());
            sent.clear();
            // Kamailio grants half an hour
            scheduler.advance(Duration.ofSeconds(1790));
            String relayUri = ends.active.transport().localPath().get(0).toString();
            String ours = "From-Path: " + ends.active.transport().localUri();
            String refresh = Ends.take(sent);
            while (!refresh.contains(ours)) {
                refresh = Ends.take(sent);
            }
            assertThat(refresh).contains("To-Path: " + relayUri).contains("Authorization: Digest");
            Ends.get(ends.active.send(line, "text/plain", Reports.ALL).delivered());
            assertThat(remarks).noneMatch(remark -> remark.contains("not renewed"));
        }
    }
}
