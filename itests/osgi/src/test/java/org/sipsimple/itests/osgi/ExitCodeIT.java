/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.osgi;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.itests.osgi.ToolProcess.Run;
import org.sipsimple.testing.peers.FreePorts;
import org.sipsimple.testing.peers.KamailioExtension;
import org.sipsimple.testing.peers.PeerProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** What a script that watches a SIP service learns from {@code sip-audio-session} when its peer does not do well. */
class ExitCodeIT {
    private static final int NEGATIVE_RESPONSE = 4;
    private static final int NO_RTP = 5;
    private static final int MISSING_ACK = 6;
    private static final int NOT_REGISTERED = 8;
    private static final Pattern WAITING = Pattern.compile("Waiting for calls to sip:bob@127\\.0\\.0\\.1:([0-9]+);");

    @RegisterExtension
    static final KamailioExtension KAMAILIO = new KamailioExtension();

    @TempDir
    Path folder;

    /** Plays a scenario of the test resources once, over UDP. */
    private PeerProcess sipp(String scenario, int port, String... arguments) throws URISyntaxException {
        URL file = ExitCodeIT.class.getResource("/sipp/" + scenario + ".xml");
        assertThat(file).as(scenario).isNotNull();
        List<String> command = new ArrayList<>(List.of("sipp"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-sf", Path.of(file.toURI()).toString(), "-m", "1", "-nostdin", "-t", "u1"));
        command.addAll(List.of("-i", "127.0.0.1", "-p", Integer.toString(port), "-timeout", "80s"));
        command.addAll(List.of("-mi", "127.0.0.1", "-mp", Integer.toString(FreePorts.block(4))));
        for (String name : List.of("from_user=sipp", "from_domain=127.0.0.1", "peer_domain=127.0.0.1")) {
            String[] pair = name.split("=", 2);
            command.addAll(List.of("-key", pair[0], pair[1]));
        }
        return PeerProcess.start("sip-tester", folder, folder.resolve(scenario + ".log"), command);
    }

    private Run call(int port, String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("sip-audio-session", "-S", "--bind", "127.0.0.1"));
        words.addAll(List.of(options));
        words.add("sip:bob@127.0.0.1:" + port);
        return ToolProcess.run(folder, words.toArray(String[]::new));
    }

    private static void assertFailed(Run run, int code, String line) {
        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(code);
        assertThat(run.err().lines()).as(run.err()).singleElement().isEqualTo(line);
    }

    @Test
    void aNegativeResponse() throws Exception {
        int port = FreePorts.next();
        try (PeerProcess busy = sipp("uas_busy", port)) {
            assertThat(busy.isAlive()).isTrue();
            assertFailed(call(port), NEGATIVE_RESPONSE, "Session failed: 486 Busy Here");
        }
    }

    /** Told after a while by the stream, or seen when a short call is over. */
    @ParameterizedTest
    @ValueSource(strings = {"--rtp-timeout=1", "--auto-hangup=2"})
    void noRtp(String option) throws Exception {
        int port = FreePorts.next();
        try (PeerProcess mute = sipp("uas_no_rtp", port)) {
            assertThat(mute.isAlive()).isTrue();
            assertFailed(call(port, option), NO_RTP, "Session failed: no RTP came from the peer");
        }
    }

    /** Takes the 32 seconds for which RFC 3261 section 13.3.1.4 has the answer repeated. */
    @Test
    void aMissingAck() throws Exception {
        try (ToolProcess tool = ToolProcess.start(
                folder,
                "sip-audio-session",
                "-S",
                "-b",
                "--bind",
                "127.0.0.1",
                "--transport",
                "udp",
                "-u",
                "bob",
                "--auto-answer")) {
            String port = tool.awaitOutput(WAITING).group(1);
            try (PeerProcess caller = sipp("uac_no_ack", FreePorts.next(), "127.0.0.1:" + port, "-s", "bob")) {
                assertThat(caller.isAlive()).isTrue();
                assertFailed(tool.end(), MISSING_ACK, "Session failed: missing ACK (500 Server Internal Error)");
            }
        }
    }

    @Test
    void aWrongPassword() throws Exception {
        Run run = ToolProcess.run(
                folder,
                Map.of("SIPSIMPLE_PASSWORD", "not-the-one"),
                "sip-audio-session",
                "-S",
                "-b",
                "--bind",
                "127.0.0.1",
                "-u",
                "alice@" + KamailioExtension.DOMAIN,
                "--proxy",
                KAMAILIO.proxyUri("udp"));
        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(NOT_REGISTERED);
        assertThat(run.err().lines())
                .as(run.err())
                .singleElement()
                .asString()
                .contains("could not register alice@", "401");
        assertThat(run.out() + run.err()).doesNotContain("not-the-one");
    }
}
