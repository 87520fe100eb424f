/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.audio.AudioConference;
import org.sipsimple.api.audio.WavePlayer;
import org.sipsimple.api.audio.WavePlayerOptions;
import org.sipsimple.api.audio.WaveRecorder;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.testing.Tones;
import org.sipsimple.testing.peers.Baresip;
import org.sipsimple.testing.peers.KamailioExtension;
import org.sipsimple.testing.peers.PeerProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** Three baresips, each speaking a tone of its own, in one conference of ours. */
class ConferenceIT {
    @RegisterExtension
    static final KamailioExtension KAMAILIO = new KamailioExtension();

    private static final String[] USERS = {"bob", "carol", "dave"};
    private static final String[] CODECS = {"PCMU/8000/1", "G722/16000/1", "opus/48000/2"};
    private static final double[] HZ = {440, 1000, 2600};
    private static final double ANNOUNCEMENT = 1700;

    /** Of an amplitude of 8000; what leaks into another tone's place by codecs is below 100. */
    private static final double AUDIBLE = 2000;

    private static final double SILENT = 400;

    @TempDir
    Path folder;

    private Phone phone;
    private final List<Baresip> peers = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();

    @BeforeEach
    void callAll() throws IOException, InterruptedException {
        phone = new Phone(KAMAILIO);
        Account alice = phone.register("alice", "udp", SrtpPolicy.OPTIONAL);
        for (int i = 0; i < USERS.length; i++) {
            Path voice = Tones.write(folder.resolve(USERS[i] + ".wav"), 16_000, HZ[i], 120);
            peers.add(Baresip.of(KAMAILIO, USERS[i]).codecs(CODECS[i]).speaking(voice));
            calls.add(phone.dial(alice, peers.get(i).uri()));
            calls.get(i).await(SessionNotification.DidStart.class);
        }
    }

    @AfterEach
    void stop() {
        phone.close();
        peers.forEach(Baresip::close);
    }

    @Test
    void eachHearsTheOthersAndNotItself() throws Exception {
        AudioConference conference = phone.audio.createConference();
        for (Call call : calls) {
            conference.add(call.stream);
        }
        Path all = record(conference, "all.wav");
        for (double hz : HZ) {
            assertThat(Tones.level(all, hz)).as("%f Hz in the recording", hz).isGreaterThan(AUDIBLE);
        }
        assertThat(Tones.level(all, ANNOUNCEMENT)).isGreaterThan(AUDIBLE);

        // the peer that is put on hold is not heard, the others go on
        calls.get(1).session.hold().toCompletableFuture().join();
        Path held = record(conference, "held.wav");
        assertThat(Tones.level(held, HZ[0])).isGreaterThan(AUDIBLE);
        assertThat(Tones.level(held, HZ[1])).isLessThan(SILENT);
        assertThat(Tones.level(held, HZ[2])).isGreaterThan(AUDIBLE);
        calls.get(1).session.unhold().toCompletableFuture().join();
        assertThat(Tones.level(record(conference, "again.wav"), HZ[1])).isGreaterThan(AUDIBLE);

        assertThat(connectionsOfTheDevice()).isEqualTo(2 * USERS.length);
        conference.hold();
        assertThat(connectionsOfTheDevice()).isZero();
        assertThat(Tones.level(record(conference, "without-us.wav"), HZ[1])).isGreaterThan(AUDIBLE);
        conference.unhold();
        assertThat(connectionsOfTheDevice()).isEqualTo(2 * USERS.length);

        for (int i = 0; i < USERS.length; i++) {
            calls.get(i).end();
            peers.get(i).awaitEvent("CALL_CLOSED");
        }
        conference.close();
        for (int listener = 0; listener < USERS.length; listener++) {
            Path heard = canonical(peers.get(listener).recordings().get(0));
            for (int speaker = 0; speaker < USERS.length; speaker++) {
                double level = Tones.level(heard, HZ[speaker]);
                System.out.printf("%s hears %s at %.0f%n", USERS[listener], USERS[speaker], level);
                if (listener == speaker) {
                    assertThat(level).as("%s hears itself", USERS[listener]).isLessThan(SILENT);
                } else {
                    assertThat(level)
                            .as("%s hears %s", USERS[listener], USERS[speaker])
                            .isGreaterThan(AUDIBLE);
                }
            }
            assertThat(Tones.level(heard, ANNOUNCEMENT))
                    .as("%s hears the announcement", USERS[listener])
                    .isGreaterThan(AUDIBLE);
        }
    }

    /** Records the whole conference while an announcement is played to it. */
    private Path record(AudioConference conference, String name) throws Exception {
        AudioMixer mixer = conference.bridge().mixer();
        Path tone = Tones.write(folder.resolve("announcement.wav"), 16_000, ANNOUNCEMENT, 1.5);
        try (WaveRecorder recorder = phone.audio.createWaveRecorder(mixer, folder.resolve(name));
                WavePlayer announcement = phone.audio.createWavePlayer(mixer, tone, WavePlayerOptions.ONCE)) {
            conference.bridge().add(recorder);
            conference.bridge().add(announcement);
            recorder.start();
            announcement.play().toCompletableFuture().get(20, TimeUnit.SECONDS);
            return recorder.file();
        }
    }

    private long connectionsOfTheDevice() {
        return calls.get(0).mixer().connectedSlots().stream()
                .filter(connection -> connection.source() == 0 || connection.destination() == 0)
                .count();
    }

    /** Its recordings have headers of their own kind. */
    private Path canonical(Path recording) {
        Path plain = folder.resolve("plain-" + recording.getFileName());
        PeerProcess.run("sox", folder, List.of("sox", recording.toString(), "-c", "1", "-b", "16", plain.toString()));
        return plain;
    }
}
