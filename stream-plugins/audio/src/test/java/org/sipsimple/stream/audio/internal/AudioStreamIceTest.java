/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.audio.RtpInformation;
import org.sipsimple.api.configuration.StunServerAddress;
import org.sipsimple.api.media.IceCandidate;
import org.sipsimple.api.media.IceOptions;
import org.sipsimple.api.media.IceState;
import org.sipsimple.api.media.RtpTransportNotification;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.MediaStreamNotification;
import org.sipsimple.stream.audio.AudioSettings;
import org.sipsimple.stream.testkit.FakeAccount;
import org.sipsimple.stream.testkit.FakeLookup;
import org.sipsimple.stream.testkit.FakeMedia;
import org.sipsimple.stream.testkit.InlineThreads;
import org.sipsimple.stream.testkit.RecordedNotifications;
import org.sipsimple.stream.testkit.SilentSession;

import static org.assertj.core.api.Assertions.assertThat;

/** Where an audio stream gets its candidates from, and what it tells of them. */
class AudioStreamIceTest {
    private final AudioStreamBench bench = new AudioStreamBench();
    private final RecordedNotifications notifications = bench.notifications;
    private final InlineThreads threads = bench.threads;
    private final FakeMedia media = bench.media;
    private final FakeAccount account = bench.account;
    private final FakeLookup lookup = bench.lookup;
    private final MediaStreamFactory factory = bench.factory;
    private final MediaStream stream = bench.stream;

    @Test
    void looksForStunServersWhereTheSettingsOrTheDomainSay() {
        account.set(AudioSettings.USE_ICE, true);
        bench.initialize();
        assertThat(media.lastRtp().iceOptions()).as("none in DNS").contains(IceOptions.HOST_ONLY);
        account.set(AudioSettings.STUN_SERVERS, List.of(new StunServerAddress("127.0.0.1", 3479)));
        MediaStream other = factory.create(account);
        other.initialize(new SilentSession(account), Direction.OUTGOING);
        assertThat(media.lastRtp().iceOptions().orElseThrow().stunServers())
                .singleElement()
                .satisfies(server -> assertThat(server.getPort()).isEqualTo(3479));
    }

    @Test
    void goesOnWithoutStunWhenNoServerAnswers() {
        account.set(AudioSettings.USE_ICE, true);
        account.set(AudioSettings.STUN_SERVERS, List.of(new StunServerAddress("127.0.0.1", 3479)));
        media.silencesServers();
        bench.initialize();
        assertThat(media.lastRtp().iceOptions()).contains(IceOptions.HOST_ONLY);
        assertThat(notifications.of(MediaStreamNotification.DidInitialize.class))
                .hasSize(1);
        assertThat(notifications.of(MediaStreamNotification.DidFail.class)).isEmpty();
        media.lastRtp().fails("the sockets are gone");
        assertThat(notifications.of(MediaStreamNotification.DidFail.class)).hasSize(1);
    }

    @Test
    void asksNobodyForServersOfAnAddress() {
        FakeAccount here = new FakeAccount(SipUri.of("alice", "127.0.0.1"));
        here.set(AudioSettings.USE_ICE, true);
        factory.create(here).initialize(new SilentSession(here), Direction.OUTGOING);
        assertThat(media.lastRtp().iceOptions()).contains(IceOptions.HOST_ONLY);
        assertThat(lookup.asked()).isEmpty();
    }

    @Test
    void passesOnWhatIceTells() {
        account.set(AudioSettings.USE_ICE, true);
        bench.start();
        RtpInformation rtp = stream.facet(RtpInformation.class).orElseThrow();
        assertThat(rtp.localRtpCandidateType()).isEmpty();
        assertThat(rtp.remoteRtpCandidateType()).isEmpty();
        RtpTransportNotification.ChosenCandidates chosen = new RtpTransportNotification.ChosenCandidates(
                IceCandidate.Type.HOST,
                rtp.localRtpAddress().orElseThrow(),
                IceCandidate.Type.HOST,
                rtp.localRtpAddress().orElseThrow());
        Instant then = threads.time().now().minusSeconds(1);
        notifications.post(
                new RtpTransportNotification.IceNegotiationStateDidChange(media.lastRtp(), then, IceState.NEGOTIATING));
        RtpTransportNotification.IceNegotiationDidSucceed success =
                new RtpTransportNotification.IceNegotiationDidSucceed(
                        media.lastRtp(), then, chosen, chosen, Duration.ofMillis(5), List.of(), List.of(), List.of());
        notifications.post(success);
        notifications.post(new RtpTransportNotification.IceNegotiationDidFail(media.lastRtp(), then, "no way"));
        AudioStreamNotification.IceNegotiationStateDidChange state =
                bench.last(AudioStreamNotification.IceNegotiationStateDidChange.class);
        assertThat(state.name()).isEqualTo("AudioStreamICENegotiationStateDidChange");
        assertThat(state.state()).isEqualTo(IceState.NEGOTIATING);
        assertThat(state.timestamp()).isEqualTo(then);
        assertThat(bench.last(AudioStreamNotification.IceNegotiationDidSucceed.class)
                        .result())
                .isSameAs(success);
        assertThat(bench.last(AudioStreamNotification.IceNegotiationDidFail.class)
                        .reason())
                .isEqualTo("no way");
    }
}
