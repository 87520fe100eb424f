/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.audio.AudioPort;
import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.audio.Recordable;
import org.sipsimple.api.configuration.FilePath;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.stream.audio.AudioSettings;
import org.sipsimple.stream.testkit.FakeAccount;
import org.sipsimple.stream.testkit.FakeMedia;
import org.sipsimple.stream.testkit.RecordedNotifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an audio stream records. */
class AudioStreamRecordingTest {
    private final AudioStreamBench bench = new AudioStreamBench();
    private final RecordedNotifications notifications = bench.notifications;
    private final FakeMedia media = bench.media;
    private final FakeAccount account = bench.account;
    private final MediaStream stream = bench.stream;

    @Test
    void recordsBothSides(@TempDir Path folder) throws SipCoreException {
        Recordable recordable = stream.facet(Recordable.class).orElseThrow();
        Path file = folder.resolve("new/folder/call.wav");
        assertThatThrownBy(() -> recordable.startRecording(file)).isInstanceOf(SipCoreException.class);
        int slot = bench.start();
        recordable.startRecording(file);
        assertThat(file.getParent()).isDirectory();
        int target = media.lastRecording().slot().orElseThrow();
        assertThat(bench.lastMixer().connects(slot, target)).isTrue();
        assertThat(bench.lastMixer().connects(0, target)).isTrue();
        assertThat(recordable.recordingFile()).contains(file);
        assertThatThrownBy(() -> recordable.startRecording(file))
                .isInstanceOf(SipCoreException.class)
                .hasMessageContaining("already");

        stream.hold();
        assertThat(bench.lastMixer().connects(slot, target))
                .as("nothing while on hold")
                .isFalse();
        assertThat(bench.lastMixer().connects(0, target)).isFalse();
        stream.unhold();
        assertThat(bench.lastMixer().connects(slot, target)).isTrue();

        recordable.stopRecording();
        recordable.stopRecording();
        assertThat(media.lastRecording().isActive()).isFalse();
        assertThat(recordable.recordingFile()).isEmpty();
        assertThat(notifications.namesBy(stream))
                .containsExactly(
                        "AudioStreamWillStartRecordingAudio",
                        "AudioStreamDidStartRecordingAudio",
                        "AudioStreamWillStopRecordingAudio",
                        "AudioStreamDidStopRecordingAudio");
    }

    @Test
    void recordsWhenTheHoldEndsWhileTheFileIsBeingMade(@TempDir Path folder) throws SipCoreException {
        int slot = bench.start();
        bench.agree(MediaDirection.SENDONLY, MediaDirection.RECVONLY);
        notifications.observe(
                AudioStreamNotification.WillStartRecordingAudio.class,
                stream,
                begins -> bench.agree(MediaDirection.SENDRECV, MediaDirection.SENDRECV));
        stream.facet(Recordable.class).orElseThrow().startRecording(folder.resolve("call.wav"));
        assertThat(bench.lastMixer().connects(slot, media.lastRecording().slot().orElseThrow()))
                .isTrue();
    }

    @Test
    void recordsNothingWhenAHoldBeginsWhileTheFileIsBeingMade(@TempDir Path folder) throws SipCoreException {
        int slot = bench.start();
        notifications.observe(
                AudioStreamNotification.WillStartRecordingAudio.class,
                stream,
                begins -> bench.agree(MediaDirection.SENDONLY, MediaDirection.RECVONLY));
        stream.facet(Recordable.class).orElseThrow().startRecording(folder.resolve("call.wav"));
        assertThat(bench.lastMixer().connects(slot, media.lastRecording().slot().orElseThrow()))
                .isFalse();
    }

    @Test
    void recordsWhatElseThePeerHears() throws SipCoreException {
        int slot = bench.start();
        AudioPort other = bench.otherStream();
        bench.bridge().add(other);
        stream.facet(Recordable.class).orElseThrow().startRecording(Path.of("target/call.wav"));
        int player = other.producerSlot().orElseThrow();
        assertThat(bench.lastMixer().connects(player, slot)).isTrue();
        assertThat(bench.lastMixer()
                        .connects(player, media.lastRecording().slot().orElseThrow()))
                .isTrue();
    }

    @Test
    void namesRecordingsItself(@TempDir Path folder) throws SipCoreException {
        account.set(AudioSettings.DIRECTORY, new FilePath("calls"));
        account.set(AudioSettings.DATA_DIRECTORY, new FilePath(folder.toString()));
        Recordable recordable = stream.facet(Recordable.class).orElseThrow();
        assertThatThrownBy(recordable::startRecording).isInstanceOf(SipCoreException.class);
        bench.start();
        Path file = recordable.startRecording();
        assertThat(recordable.recordingFile()).contains(file);
        assertThat(file.getParent()).isEqualTo(folder.resolve("calls").resolve(account.id()));
        assertThat(file.getFileName().toString()).matches("2030\\d{4}-\\d{6}-bob@example.org-outgoing.wav");
    }

    @Test
    void tellsWhenTheFolderOfARecordingCannotBeMade(@TempDir Path folder) throws IOException {
        bench.start();
        Path blocked = Files.writeString(folder.resolve("file"), "no folder");
        Recordable recordable = stream.facet(Recordable.class).orElseThrow();
        assertThatThrownBy(() -> recordable.startRecording(blocked.resolve("call.wav")))
                .isInstanceOf(SipCoreException.class)
                .hasMessageContaining(blocked.toString());
        assertThat(recordable.recordingFile()).as("one can try again").isEmpty();
    }

    @Test
    void endsARecordingWithTheStream() throws SipCoreException {
        bench.start();
        stream.facet(Recordable.class).orElseThrow().startRecording(Path.of("target/call.wav"));
        stream.end();
        assertThat(media.lastRecording().isActive()).isFalse();
        assertThat(media.lastRtp().isClosed()).isTrue();
        assertThat(bench.lastMixer().usedSlotCount()).as("the device's alone").isEqualTo(1);
        assertThat(notifications.namesBy(stream))
                .endsWith("AudioStreamDidStopRecordingAudio", "AudioPortDidChangeSlots", "MediaStreamDidEnd");
    }
}
