/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.osgi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.itests.osgi.ToolProcess.Run;
import org.sipsimple.testing.peers.Baresip;
import org.sipsimple.testing.peers.KamailioExtension;
import org.sipsimple.testing.peers.PeerProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code sip-session} as its users have it: people type, programs read JSON; with one another and with baresip. */
class SessionToolIT {
    private static final Pattern URI =
            Pattern.compile("Waiting for calls to (sip:\\w+@127\\.0\\.0\\.1:[0-9]+;transport=udp)");
    private static final int INTERRUPTED = 130;

    @RegisterExtension
    static final KamailioExtension KAMAILIO = new KamailioExtension();

    @TempDir
    Path folder;

    private ToolProcess start(String user, String... options) throws IOException {
        String[] words = {"sip-session", "-S", "--bind", "127.0.0.1", "--transport", "udp", "-u", user};
        String[] all =
                Stream.concat(Arrays.stream(words), Arrays.stream(options)).toArray(String[]::new);
        Path home = Files.createDirectories(folder.resolve(user));
        return ToolProcess.startTyped(
                home, Map.of("SIPSIMPLE_PASSWORD", KamailioExtension.password(user.replaceFirst("@.*", ""))), all);
    }

    private static MatchResult awaits(ToolProcess tool, String regex) throws IOException, InterruptedException {
        return tool.awaitOutput(Pattern.compile(regex));
    }

    private static void end(ToolProcess tool, int code) throws IOException, InterruptedException {
        Run run = tool.end();
        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(code);
        assertThat(run.out() + run.err()).doesNotContain("Exception");
    }

    /** One session with everything in it, and what comes of it when it is handed on. */
    @Test
    void twoTalkInEveryWayAndAThirdIsHandedTheCall() throws Exception {
        try (ToolProcess alice = start("alice");
                ToolProcess bob = start(
                        "bob", "--json", "--files", folder.resolve("inbox").toString());
                ToolProcess carol = start("carol", "--auto-answer")) {
            String toBob = bob.awaitOutput(URI).group(1);
            alice.awaitOutput(URI);
            alice.type("/call " + toBob);
            alice.type("are you there?");
            awaits(bob, "\"event\":\"question\".*audio/chat.*accept.*\"answers\":\\[\"a\",\"b\",\"r\"]");
            bob.type("a");
            awaits(alice, "established: audio/chat");
            awaits(bob, "\"event\":\"message\".*\"text\":\"are you there\\?\"");
            bob.type("Grüße, 世界");
            awaits(alice, "bob@.*> Grüße, 世界\n");

            talk(alice, bob);
            changeStreams(alice, bob);
            sendFile(alice, bob);

            alice.type("/transfer " + carol.awaitOutput(URI).group(1));
            awaits(bob, "\"event\":\"question\".*asks us to call");
            bob.type("a");
            awaits(carol, "SIP session with '.*bob@.*' established: audio\n");
            awaits(alice, "Transfer succeeded\n(?s:.*)ended by");
            awaits(bob, "\"event\":\"started\",\"session\":2");
            bob.type("/add chat");
            awaits(bob, "\"event\":\"added\",\"session\":2,.*\"streams\":\\[\"chat\"]");
            bob.type("hello Carol");
            awaits(carol, "> hello Carol\n");
            bob.type("/hangup");
            awaits(carol, "ended by remote party");
            bob.type("/quit");
            end(bob, 0);
            alice.endInput();
            end(alice, 0);
            carol.interrupt();
            end(carol, INTERRUPTED);
        }
    }

    private static void talk(ToolProcess alice, ToolProcess bob) throws IOException, InterruptedException {
        alice.type("/hold");
        awaits(bob, "\"event\":\"hold\".*\"originator\":\"remote\",\"on_hold\":true");
        alice.type("/hold off");
        awaits(bob, "\"event\":\"hold\".*\"originator\":\"remote\",\"on_hold\":false");
        awaits(alice, "Session is taken out of hold\n");
        alice.type("/record");
        Path recording =
                Path.of(awaits(alice, "Recording audio to (.*\\.wav)\n").group(1));
        alice.type("/dtmf 1#");
        awaits(bob, "\"event\":\"dtmf\".*\"digit\":\"1\"\\}\n(?s:.*)\"event\":\"dtmf\".*\"digit\":\"#\"");
        alice.type("/record off");
        awaits(alice, "Stopped recording audio to ");
        // two keys take 320 ms of the clock that drives the recording too
        assertThat(Files.size(recording)).as("bytes of " + recording).isGreaterThan(4000);
        assertThat(Files.readString(recording, StandardCharsets.ISO_8859_1)).startsWith("RIFF");
    }

    private static void changeStreams(ToolProcess alice, ToolProcess bob) throws IOException, InterruptedException {
        alice.type("/remove chat");
        awaits(bob, "\"event\":\"removed\".*\"streams\":\\[\"chat\"]");
        awaits(alice, "Removed chat\n");
        alice.type("nobody hears this");
        awaits(alice, "The active session has no chat");
        bob.type("/add chat");
        awaits(alice, "wants to add chat, do you want to accept\\?");
        alice.type("a");
        awaits(bob, "\"event\":\"added\".*\"streams\":\\[\"chat\"]");
        alice.type("once more in writing");
        awaits(bob, "\"event\":\"message\".*\"text\":\"once more in writing\"");
    }

    private void sendFile(ToolProcess alice, ToolProcess bob) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("my holiday.jpg"), new byte[300_000]);
        alice.type("/send " + file);
        awaits(bob, "\"event\":\"question\".*file-transfer of my holiday\\.jpg");
        bob.type("a");
        String received =
                awaits(bob, "\"event\":\"file\",.*\"file\":\"([^\"]*)\"").group(1);
        assertThat(Path.of(received))
                .isEqualTo(folder.resolve("inbox").resolve("my holiday.jpg"))
                .hasSameBinaryContentAs(file);
        awaits(alice, "File transfer of my holiday.jpg finished");
        awaits(alice, "Removed file-transfer\n");
    }

    @Test
    void baresipIsCalledThroughAProxyAndCallsBack() throws Exception {
        Path speech = folder.resolve("speech.wav");
        PeerProcess.run(
                "sox",
                folder,
                List.of(
                        "sox",
                        "-n",
                        "-r",
                        "16000",
                        "-c",
                        "1",
                        "-b",
                        "16",
                        speech.toString(),
                        "synth",
                        "60",
                        "sine",
                        "440"));
        try (Baresip bob = Baresip.of(KAMAILIO, "bob").speaking(speech);
                ToolProcess alice = start("alice@" + KamailioExtension.DOMAIN, "--proxy", KAMAILIO.proxyUri("udp"))) {
            awaits(alice, "Registered contact");
            alice.type("/audio bob");
            bob.awaitEvent("CALL_ESTABLISHED");
            alice.type("/wait");
            alice.type("/dtmf 5");
            assertThat(bob.awaitKey()).isEqualTo('5');
            alice.type("/wait");
            alice.type("/hangup");
            awaits(alice, "established: audio\n(?s:.*)Sent DTMF 5\n(?s:.*)ended by local party");

            bob.dial("sip:alice@" + KamailioExtension.DOMAIN);
            awaits(alice, "Incoming audio from '.*bob@.*', do you want to accept");
            alice.type("a");
            awaits(alice, "Incoming audio(?s:.*)established: audio\n");
            alice.type("/rtp on");
            awaits(alice, "RTP statistics: RTT=");
            bob.hangUp();
            awaits(alice, "ended by remote party");
            alice.endInput();
            end(alice, 0);
        }
    }
}
