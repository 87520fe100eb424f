/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.audio.AudioConference;
import org.sipsimple.api.audio.WavePlayer;
import org.sipsimple.api.audio.WavePlayerOptions;
import org.sipsimple.api.audio.WaveRecorder;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.testing.Tones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Three parties of one tone each, in the real mixer. */
class AudioConferenceTest {
    private static final double[] HZ = {440, 1000, 2600};
    private static final double ANNOUNCEMENT = 3500;

    @TempDir
    Path folder;

    private RunningAudio sdk;
    private AudioConference conference;
    private List<ToneStream> parties;

    @BeforeEach
    void start() throws SipCoreException {
        sdk = new RunningAudio(folder);
        conference = sdk.audio.createConference();
        parties = List.of(party(0), party(1), party(2));
    }

    private ToneStream party(int number) throws SipCoreException {
        Path voice = Tones.write(folder.resolve("voice" + number + ".wav"), 16_000, HZ[number], 10);
        return new ToneStream(sdk, voice, folder.resolve("heard" + number + ".wav"));
    }

    @AfterEach
    void stop() {
        sdk.close();
    }

    private boolean hears(Path file, double hz) {
        return Tones.level(file, hz) > 1000;
    }

    @Test
    void everyoneHearsTheOthersAndNotItself() throws Exception {
        for (ToneStream party : parties) {
            conference.add(party);
            conference.add(party);
        }
        assertThat(conference.streams()).containsExactlyElementsOf(parties);
        WaveRecorder all = sdk.audio.createWaveRecorder(sdk.audio.voiceMixer(), folder.resolve("all.wav"));
        conference.bridge().add(all);
        all.start();
        Path file = Tones.write(folder.resolve("announcement.wav"), 16_000, ANNOUNCEMENT, 0.5);
        WavePlayer announcement = sdk.audio.createWavePlayer(sdk.audio.voiceMixer(), file, WavePlayerOptions.ONCE);
        conference.bridge().add(announcement);
        announcement.play().toCompletableFuture().get(20, TimeUnit.SECONDS);
        all.stop();
        parties.forEach(ToneStream::end);
        for (int listener = 0; listener < 3; listener++) {
            for (int speaker = 0; speaker < 3; speaker++) {
                assertThat(hears(parties.get(listener).heard(), HZ[speaker]))
                        .as("%d hears %d", listener, speaker)
                        .isEqualTo(listener != speaker);
            }
            assertThat(hears(parties.get(listener).heard(), ANNOUNCEMENT)).isTrue();
        }
        for (double hz : HZ) {
            assertThat(hears(all.file(), hz)).isTrue();
        }
        assertThat(hears(all.file(), ANNOUNCEMENT)).isTrue();
    }

    @Test
    void holdTakesTheDeviceOutAndLeavesTheOthersTogether() throws SipCoreException {
        ToneStream a = parties.get(0);
        ToneStream b = parties.get(1);
        conference.add(a);
        conference.add(b);
        assertThat(a.bridge().contains(sdk.audio.voiceDevice())).isFalse();
        assertThat(a.hearsDevice()).isTrue();
        assertThat(a.hears(b)).isTrue();
        conference.hold();
        assertThat(conference.isOnHold()).isTrue();
        assertThat(a.hearsDevice()).isFalse();
        assertThat(b.hearsDevice()).isFalse();
        assertThat(a.hears(b)).isTrue();
        assertThat(b.hears(a)).isTrue();
        conference.unhold();
        assertThat(conference.isOnHold()).isFalse();
        assertThat(b.hearsDevice()).isTrue();
    }

    @Test
    void whoLeavesHasTheDeviceForItself() throws SipCoreException {
        ToneStream a = parties.get(0);
        ToneStream b = parties.get(1);
        conference.add(a);
        conference.add(b);
        conference.hold();
        conference.remove(a);
        assertThat(conference.streams()).containsExactly(b);
        assertThat(a.hears(b)).isFalse();
        assertThat(a.hearsDevice()).as("as before the conference").isTrue();
        assertThatThrownBy(() -> conference.remove(a)).isInstanceOf(IllegalArgumentException.class);
        conference.close();
        conference.close();
        assertThat(b.hearsDevice()).isTrue();
        assertThat(conference.streams()).isEmpty();
        assertThatThrownBy(() -> conference.add(a)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aStreamThatEndedIsLetGo() throws SipCoreException {
        ToneStream a = parties.get(0);
        conference.add(a);
        conference.add(parties.get(1));
        a.end();
        conference.remove(a);
        assertThat(conference.streams()).hasSize(1);
    }
}
