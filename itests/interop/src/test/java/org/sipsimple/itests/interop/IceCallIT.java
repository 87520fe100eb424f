/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sipsimple.testing.Tones;
import org.sipsimple.testing.peers.Baresip;
import org.sipsimple.testing.peers.Cable;
import org.sipsimple.testing.peers.PeerProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls with baresip in which ICE finds the way, plain and encrypted; on hosts of their own, for baresip has no ICE on loopback. */
class IceCallIT {
    private static final String HERE = "10.99.8.1";
    private static final String THERE = "10.99.8.2";
    private static final String HERE_6 = "fd99::1";
    private static final String THERE_6 = "fd99::2";
    private static final double OURS = 440;
    private static final double THEIRS = 1000;

    @TempDir
    Path folder;

    private Path ours;
    private Path theirs;

    @BeforeEach
    void speak() throws IOException {
        ours = Tones.write(folder.resolve("ours.wav"), 16_000, OURS, 1.5);
        theirs = Tones.write(folder.resolve("theirs.wav"), 16_000, THEIRS, 60);
        Files.createDirectory(folder.resolve("peer"));
    }

    private RemoteEnd caller(
            List<String> host, String address, String srtp, String stun, boolean negotiates, String... whom)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                address,
                srtp,
                stun,
                "3478",
                ours.toString(),
                folder.resolve("heard.wav").toString(),
                String.valueOf(THEIRS),
                String.valueOf(negotiates)));
        arguments.addAll(List.of(whom));
        return RemoteEnd.start(host, folder.resolve("caller.log"), IceCaller.class, arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"MANDATORY, srtp-mand", "DISABLED, ''", "DTLS, dtls_srtp"})
    void aCallGoesTheWayThatIceFinds(String srtp, String theirEncryption) throws IOException {
        boolean encrypted = !theirEncryption.isEmpty();
        try (Cable cable = Cable.lay(HERE + "/24", THERE + "/24");
                Baresip peer = Baresip.on(cable.there(List.of()), THERE, folder.resolve("peer"))
                        .ice()
                        .mediaEncryption(theirEncryption)
                        .speaking(theirs);
                RemoteEnd caller = caller(cable.here(List.of()), HERE, srtp, "none", true, peer.uri())) {
            assertNegotiated(caller);
            assertThat(caller.await("SRTP")).startsWith(encrypted ? "AES_CM_128_HMAC_SHA1_" : "none");
            assertBothHeard(caller, peer);
        }
    }

    @Test
    void aCallThatPeersMakeGoesTheWayThatIceFinds() throws IOException {
        try (Cable cable = Cable.lay(HERE + "/24", THERE + "/24");
                RemoteEnd called = caller(cable.here(List.of()), HERE, "OPTIONAL", "none", true)) {
            called.await("READY");
            try (Baresip peer = Baresip.on(cable.there(List.of()), THERE, folder.resolve("peer"))
                    .ice()
                    .mediaEncryption("srtp-mand")
                    .dialing("sip:alice@" + HERE)
                    .speaking(theirs)) {
                assertNegotiated(called);
                assertThat(called.await("SRTP")).startsWith("AES_CM_128_HMAC_SHA1_");
                assertBothHeard(called, peer);
            }
        }
    }

    @Test
    void aCallOverIpv6GoesTheWayThatIceFinds() throws IOException {
        try (Cable cable = Cable.lay(HERE_6 + "/64", THERE_6 + "/64");
                Baresip peer = Baresip.on(cable.there(List.of()), THERE_6, folder.resolve("peer"))
                        .ice()
                        .mediaEncryption("srtp-mand")
                        .speaking(theirs);
                RemoteEnd caller = caller(cable.here(List.of()), HERE_6, "MANDATORY", "none", true, peer.uri())) {
            assertThat(caller.await("STATES")).isEqualTo("GATHERING GATHERED NEGOTIATING RUNNING");
            assertThat(caller.await("OUTCOME"))
                    .startsWith("HOST fd99:0:0:0:0:0:0:1:")
                    .contains(" to HOST fd99:0:0:0:0:0:0:2:");
            assertThat(caller.await("SRTP")).startsWith("AES_CM_128_HMAC_SHA1_");
            assertBothHeard(caller, peer);
        }
    }

    @Test
    void aCallOverIpv6WithoutIceGoesWhereTheSdpSays() throws IOException {
        try (Cable cable = Cable.lay(HERE_6 + "/64", THERE_6 + "/64");
                Baresip peer = Baresip.on(cable.there(List.of()), THERE_6, folder.resolve("peer"))
                        .speaking(theirs);
                RemoteEnd caller = caller(cable.here(List.of()), HERE_6, "DISABLED", "none", false, peer.uri())) {
            assertThat(caller.await("RTP")).startsWith("ice=false - fd99:").contains(" to - fd99:0:0:0:0:0:0:2:");
            assertBothHeard(caller, peer);
        }
    }

    /** RFC 8445 section 5.3: the peer's SDP has no candidates, so media goes where it says. */
    @Test
    void aPeerWithoutIceIsTalkedToAsItsSdpSays() throws IOException {
        try (Cable cable = Cable.lay(HERE + "/24", THERE + "/24");
                Baresip peer = Baresip.on(cable.there(List.of()), THERE, folder.resolve("peer"))
                        .speaking(theirs);
                RemoteEnd caller = caller(cable.here(List.of()), HERE, "DISABLED", "none", false, peer.uri())) {
            assertThat(caller.await("RTP")).startsWith("ice=false - " + HERE).contains(" to - " + THERE);
            assertBothHeard(caller, peer);
        }
    }

    private static void assertNegotiated(RemoteEnd end) {
        assertThat(end.await("STATES")).isEqualTo("GATHERING GATHERED NEGOTIATING RUNNING");
        String outcome = end.await("OUTCOME");
        assertThat(outcome).matches("HOST " + HERE + ":\\d+ to HOST " + THERE + ":\\d+ of .*");
        assertThat(outcome).contains("of [1 HOST " + HERE).contains("and [1 HOST " + THERE);
        String[] rtp = end.await("RTP").split(" ");
        String[] chosen = outcome.split(" ");
        assertThat(List.of(rtp))
                .as("of the facet RtpInformation")
                .containsExactly("ice=true", "HOST", chosen[1], "to", "HOST", chosen[4], "from", chosen[4]);
    }

    private void assertBothHeard(RemoteEnd caller, Baresip peer) throws IOException {
        assertThat(Double.parseDouble(caller.await("HEARD"))).isGreaterThan(0.9);
        caller.await("DONE");
        Path there = folder.resolve("there.wav");
        String heard = peer.recordings().get(0).toString();
        PeerProcess.run("sox", folder, List.of("sox", heard, "-c", "1", "-b", "16", there.toString()));
        assertThat(Tones.purity(there, OURS)).isGreaterThan(0.9);
    }
}
