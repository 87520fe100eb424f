/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.osgi;

import java.io.IOException;
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
import org.sipsimple.testing.peers.KamailioExtension;
import org.sipsimple.testing.peers.Sipp;

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
        try (Sipp busy = Sipp.callee(folder, "uas_busy")) {
            assertFailed(call(busy.port()), NEGATIVE_RESPONSE, "Session failed: 486 Busy Here");
        }
    }

    /** Told after a while by the stream, or seen when a short call is over. */
    @ParameterizedTest
    @ValueSource(strings = {"--rtp-timeout=1", "--auto-hangup=2"})
    void noRtp(String option) throws Exception {
        try (Sipp mute = Sipp.callee(folder, "uas_no_rtp")) {
            assertFailed(call(mute.port(), option), NO_RTP, "Session failed: no RTP came from the peer");
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
            int port = Integer.parseInt(tool.awaitOutput(WAITING).group(1));
            try (Sipp caller = Sipp.caller(folder, "uac_no_ack", port)) {
                assertThat(caller.port()).isNotEqualTo(port);
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
