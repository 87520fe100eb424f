/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import java.util.List;

import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.AudioPort;
import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.audio.BridgedAudio;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpConnection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.MediaStreamNotification;
import org.sipsimple.audio.DefaultAudio;
import org.sipsimple.stream.testkit.FakeAccount;
import org.sipsimple.stream.testkit.FakeAudioMixer;
import org.sipsimple.stream.testkit.FakeEngine;
import org.sipsimple.stream.testkit.FakeLookup;
import org.sipsimple.stream.testkit.FakeMedia;
import org.sipsimple.stream.testkit.InlineThreads;
import org.sipsimple.stream.testkit.RecordedNotifications;
import org.sipsimple.stream.testkit.SilentSession;

import static org.assertj.core.api.Assertions.assertThat;

/** An audio stream of Alice's on media without media, for tests to lead through its life. */
final class AudioStreamBench {
    final RecordedNotifications notifications = new RecordedNotifications();
    final InlineThreads threads = new InlineThreads();
    final FakeMedia media = new FakeMedia(notifications, threads.scheduler());
    final FakeAccount account = new FakeAccount();
    final DefaultAudio audio = new DefaultAudio(media, media, notifications, threads);
    final FakeLookup lookup = new FakeLookup();
    final MediaStreamFactory factory = new AudioStreamFactory(
            new FakeEngine(notifications, threads.scheduler()), media, audio, audio, lookup, notifications, threads);
    final MediaStream stream = factory.create(account);

    static SdpSession remote(SdpMedia line) {
        return SdpSession.of("127.0.0.1")
                .withConnection(SdpConnection.of("127.0.0.1"))
                .withMedia(List.of(line));
    }

    static SdpMedia line(String... formats) {
        return SdpMedia.of("audio", 6000, "RTP/AVP", List.of(formats));
    }

    void initialize() {
        stream.initialize(new SilentSession(account), Direction.OUTGOING);
    }

    SdpSession local() {
        return remote(stream.localMedia(null, 0));
    }

    int start() {
        initialize();
        stream.start(local(), remote(line("8", "0")), 0);
        assertThat(notifications.of(MediaStreamNotification.DidStart.class)).hasSize(1);
        notifications.clear();
        return port().producerSlot().orElseThrow();
    }

    AudioPort port() {
        return stream.facet(AudioPort.class).orElseThrow();
    }

    void agree(MediaDirection ours, MediaDirection theirs) {
        SdpSession mine = local();
        stream.update(
                mine.withMedia(0, mine.media().get(0).withDirection(ours)),
                remote(line("8", "0").withDirection(theirs)),
                0);
    }

    FakeAudioMixer lastMixer() {
        try {
            return media.voice();
        } catch (SipCoreException e) {
            throw new AssertionError(e);
        }
    }

    AudioBridge bridge() {
        return stream.facet(BridgedAudio.class).orElseThrow().bridge();
    }

    AudioPort otherStream() {
        MediaStream other = factory.create(account);
        other.initialize(new SilentSession(account), Direction.OUTGOING);
        SdpSession mine = remote(other.localMedia(null, 0));
        other.start(mine, remote(line("0")), 0);
        return other.facet(AudioPort.class).orElseThrow();
    }

    <T extends AudioStreamNotification> T last(Class<T> type) {
        List<T> all = notifications.of(type);
        assertThat(all).isNotEmpty();
        return all.get(all.size() - 1);
    }
}
