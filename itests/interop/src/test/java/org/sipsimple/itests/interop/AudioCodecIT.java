/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.audio.BridgedAudio;
import org.sipsimple.api.audio.Dtmf;
import org.sipsimple.api.audio.WavePlayer;
import org.sipsimple.api.audio.WavePlayerOptions;
import org.sipsimple.api.audio.WaveRecorder;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.testing.Tones;
import org.sipsimple.testing.peers.Baresip;
import org.sipsimple.testing.peers.KamailioExtension;
import org.sipsimple.testing.peers.PeerProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** Every codec, plain and encrypted, and keys, with baresip; what it does not have, between two accounts of ours. */
class AudioCodecIT {
    @RegisterExtension
    static final KamailioExtension KAMAILIO = new KamailioExtension();

    private static final double OURS = 440;
    private static final double THEIRS = 1000;
    private static final String KEYS = "0123456789*#ABCD";

    @TempDir
    Path folder;

    private Phone phone;

    @BeforeEach
    void start() {
        phone = new Phone(KAMAILIO);
    }

    @AfterEach
    void stop() {
        phone.close();
    }

    private Path tone(String name, double hz, double seconds) {
        return Tones.write(folder.resolve(name), 16_000, hz, seconds);
    }

    @ParameterizedTest
    @CsvSource({
        "PCMU/8000/1, false",
        "PCMU/8000/1, true",
        "PCMA/8000/1, false",
        "PCMA/8000/1, true",
        "G722/16000/1, false",
        "G722/16000/1, true",
        "GSM/8000/1, false",
        "GSM/8000/1, true",
        "opus/48000/2, false",
        "opus/48000/2, true"
    })
    void carriesBothVoicesWithBaresip(String codec, boolean encrypted) throws Exception {
        Account alice = phone.register("alice", "udp", encrypted ? SrtpPolicy.MANDATORY : SrtpPolicy.DISABLED);
        try (Baresip bob = Baresip.of(KAMAILIO, "bob")
                .codecs(codec)
                .mediaEncryption(encrypted ? "srtp-mand" : "")
                .speaking(Tones.writeWithPauses(folder.resolve("theirs.wav"), 16_000, THEIRS, 60))) {
            Call call = phone.dial(alice, bob.uri());
            call.await(SessionNotification.DidStart.class);
            assertThat(call.rtp().codec().orElseThrow()).isEqualToIgnoringCase(codec.replaceFirst("/.*", ""));
            assertThat(call.rtp().srtpActive()).isEqualTo(encrypted);
            Path heard = converse(call, "heard.wav");
            call.end();
            bob.awaitEvent("CALL_CLOSED");
            assertThat(Tones.purity(heard, THEIRS)).isGreaterThan(0.9);
            Path there = folder.resolve("there.wav");
            PeerProcess.run(
                    "sox",
                    folder,
                    List.of("sox", bob.recordings().get(0).toString(), "-c", "1", "-b", "16", there.toString()));
            assertThat(Tones.purity(there, OURS)).isGreaterThan(0.9);
            assertThat(Tones.level(there, OURS)).as("as loud as it was").isBetween(7000.0, 9000.0);
            // to 8 kHz it comes through a filter of baresip's, which takes a fifth of it
            assertThat(Tones.level(heard, THEIRS)).as("as loud as it was sent").isBetween(6000.0, 9000.0);
            System.out.printf(
                    "%s: 8000 from us is heard there at %.0f, 8000 from there is heard here at %.0f%n",
                    codec, Tones.level(there, OURS), Tones.level(heard, THEIRS));
        }
    }

    /** Lets the peer hear a tone through the stream's bridge and records what comes back. */
    private Path converse(Call call, String name) throws Exception {
        AudioBridge bridge = call.stream.facet(BridgedAudio.class).orElseThrow().bridge();
        try (WavePlayer voice = phone.audio.createWavePlayer(
                        bridge.mixer(), tone("ours.wav", OURS, 1.5), WavePlayerOptions.ONCE);
                WaveRecorder recorder = phone.audio.createWaveRecorder(bridge.mixer(), folder.resolve(name))) {
            recorder.start();
            bridge.mixer()
                    .connectSlots(
                            call.port().producerSlot().orElseThrow(),
                            recorder.consumerSlot().orElseThrow());
            bridge.add(voice);
            voice.play().toCompletableFuture().get(20, TimeUnit.SECONDS);
            return recorder.file();
        }
    }

    @ParameterizedTest
    @CsvSource({"speex/8000, false", "speex/16000, true", "speex/32000, false", "speex/32000, true"})
    void carriesAVoiceBetweenAccountsOfOurs(String codec, boolean encrypted) throws Exception {
        SrtpPolicy policy = encrypted ? SrtpPolicy.MANDATORY : SrtpPolicy.DISABLED;
        Account alice = phone.register("alice", "udp", policy, codec);
        phone.register("bob", "udp", policy, codec);
        Call out = phone.dial(alice, "sip:bob@" + KamailioExtension.DOMAIN);
        Call in = phone.awaitCall();
        in.accept();
        out.await(SessionNotification.DidStart.class);
        in.await(SessionNotification.DidStart.class);
        assertThat(out.rtp().codec().orElseThrow() + "/"
                        + out.rtp().sampleRate().orElseThrow())
                .isEqualTo(codec);
        assertThat(out.rtp().srtpActive()).isEqualTo(encrypted);
        Path heard = folder.resolve("heard.wav");
        AudioBridge there = in.stream.facet(BridgedAudio.class).orElseThrow().bridge();
        try (WaveRecorder recorder = phone.audio.createWaveRecorder(there.mixer(), heard)) {
            there.add(recorder);
            recorder.start();
            converse(out, "nothing.wav");
        }
        assertThat(Tones.purity(heard, OURS)).isGreaterThan(0.9);
        out.end();
        in.await(SessionNotification.DidEnd.class);
    }

    @Test
    void keysArriveBothWays() throws Exception {
        Account alice = phone.register("alice", "udp", SrtpPolicy.DISABLED);
        try (Baresip bob = Baresip.of(KAMAILIO, "bob").codecs("PCMU/8000/1").speaking(tone("theirs.wav", THEIRS, 60))) {
            Call call = phone.dial(alice, bob.uri());
            BlockingQueue<AudioStreamNotification.GotDtmf> keys = new LinkedBlockingQueue<>();
            phone.notifications.observe(AudioStreamNotification.GotDtmf.class, call.stream, keys::add);
            call.await(SessionNotification.DidStart.class);
            bob.awaitEvent("CALL_ESTABLISHED");
            Dtmf dtmf = call.stream.facet(Dtmf.class).orElseThrow();
            List<Character> there = new ArrayList<>();
            for (char key : KEYS.toCharArray()) {
                dtmf.sendDtmf(key);
                there.add(bob.awaitKey());
            }
            assertThat(there).as("keys baresip heard").containsExactlyElementsOf(letters(KEYS));
            List<Character> here = new ArrayList<>();
            for (char key : KEYS.toCharArray()) {
                bob.pressKey(key);
                AudioStreamNotification.GotDtmf heard = keys.poll(20, TimeUnit.SECONDS);
                assertThat(heard).as("key %s of baresip", key).isNotNull();
                here.add(heard.digit());
            }
            assertThat(here).as("keys we heard").containsExactlyElementsOf(letters(KEYS));
            call.end();
        }
    }

    private static List<Character> letters(String text) {
        return text.chars().mapToObj(c -> (char) c).toList();
    }
}
