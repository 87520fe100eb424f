/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.audio.AudioDevice;
import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.audio.AudioPortNotification;
import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.audio.Dtmf;
import org.sipsimple.api.audio.Recordable;
import org.sipsimple.api.audio.RtpInformation;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.media.RtpStatistics;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpConnection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.MediaStreamNotification;
import org.sipsimple.api.stream.StreamServices;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.audio.DefaultAudio;
import org.sipsimple.stream.audio.AudioSettings;
import org.sipsimple.stream.audio.AudioStreamProvider;
import org.sipsimple.stream.testkit.FakeAccount;
import org.sipsimple.stream.testkit.FakeEngine;
import org.sipsimple.stream.testkit.FakeLookup;
import org.sipsimple.stream.testkit.FakeMedia;
import org.sipsimple.stream.testkit.InlineThreads;
import org.sipsimple.stream.testkit.RecordedNotifications;
import org.sipsimple.stream.testkit.SilentSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AudioStreamTest {
    private final AudioStreamBench bench = new AudioStreamBench();
    private final RecordedNotifications notifications = bench.notifications;
    private final InlineThreads threads = bench.threads;
    private final FakeMedia media = bench.media;
    private final FakeAccount account = bench.account;
    private final DefaultAudio audio = bench.audio;
    private final FakeLookup lookup = bench.lookup;
    private final MediaStreamFactory factory = bench.factory;
    private final MediaStream stream = bench.stream;

    @Test
    void isFoundByServiceLoaderAndMadeOfTheGivenParts() {
        StreamServices services = StreamServices.of(Map.of(
                Engine.class, new FakeEngine(notifications, threads.scheduler()),
                MediaFactory.class, media,
                AudioFactory.class, audio,
                SystemAudio.class, audio,
                Lookup.class, lookup,
                NotificationCenter.class, notifications,
                ThreadManager.class, threads));
        assertThat(new AudioStreamProvider().factory(services).type()).isEqualTo("audio");
        assertThatThrownBy(() -> new AudioStreamProvider().factory(StreamServices.of(Map.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Engine.class.getName());
    }

    @Test
    void isOfferedToPeersThatLeaveTheOfferToUs() {
        assertThat(factory.offeredByDefault()).isTrue();
    }

    @Test
    void encryptsAsTheAccountWants() {
        account.set(AudioSettings.SRTP_ENCRYPTION, SrtpPolicy.MANDATORY);
        MediaStream secret = factory.create(account);
        secret.initialize(new SilentSession(account), Direction.OUTGOING);
        assertThat(media.lastRtp().srtpPolicy()).isEqualTo(SrtpPolicy.MANDATORY);
        assertThat(secret.localMedia(null, 0).transport()).isEqualTo("RTP/SAVP");
        bench.initialize();
        assertThat(media.lastRtp().srtpPolicy()).as("the default").isEqualTo(SrtpPolicy.OPTIONAL);
    }

    @Test
    void tellsOfKeysWhenTheHandshakeIsDone() {
        account.set(AudioSettings.SRTP_ENCRYPTION, SrtpPolicy.DTLS);
        MediaStream secret = factory.create(account);
        secret.initialize(new SilentSession(account), Direction.OUTGOING);
        SdpSession ours = AudioStreamBench.remote(secret.localMedia(null, 0));
        assertThat(ours.media().get(0).transport()).isEqualTo("UDP/TLS/RTP/SAVP");
        secret.start(ours, ours, 0);
        RtpInformation information = secret.facet(RtpInformation.class).orElseThrow();
        assertThat(information.srtpActive()).isFalse();
        assertThat(notifications.of(AudioStreamNotification.DidChangeRtpParameters.class))
                .isEmpty();
        media.lastRtp().shakesHands();
        assertThat(information.srtpActive()).isTrue();
        assertThat(information.srtpSuite()).contains("AES_CM_128_HMAC_SHA1_80");
        assertThat(notifications.of(AudioStreamNotification.DidChangeRtpParameters.class))
                .hasSize(1);
        media.lastRtp().fails("DTLS: another certificate");
        assertThat(notifications.of(MediaStreamNotification.DidFail.class))
                .extracting(MediaStreamNotification.DidFail::reason)
                .containsExactly("DTLS: another certificate");
    }

    @Test
    void usesTheCodecsAndTheTimeoutOfTheAccount() {
        account.set(AudioSettings.CODECS, List.of("PCMA"));
        account.set(AudioSettings.TIMEOUT, 12);
        bench.start();
        assertThat(media.lastAudio().codecs()).containsExactly("PCMA");
        assertThat(media.lastAudio().timeout()).isEqualTo(Duration.ofSeconds(12));
        assertThat(factory.accepts(account, AudioStreamBench.remote(AudioStreamBench.line("0")), 0))
                .isFalse();
        assertThat(factory.accepts(account, AudioStreamBench.remote(AudioStreamBench.line("8")), 0))
                .isTrue();
    }

    @Test
    void connectsTheDeviceWhileNobodyHolds() {
        int slot = bench.start();
        assertThat(bench.port().mixer()).isSameAs(bench.lastMixer());
        assertThat(bench.port().consumerSlot()).contains(slot);
        assertThat(talks(slot)).isTrue();
        stream.hold();
        assertThat(talks(slot)).as("at once").isFalse();
        assertThat(media.lastAudio().direction()).isEqualTo(MediaDirection.INACTIVE);
        bench.agree(MediaDirection.SENDONLY, MediaDirection.RECVONLY);
        assertThat(talks(slot)).isFalse();
        assertThat(media.lastAudio().direction()).isEqualTo(MediaDirection.SENDONLY);
        stream.unhold();
        assertThat(talks(slot)).as("not before the peer agreed").isFalse();
        bench.agree(MediaDirection.SENDRECV, MediaDirection.SENDRECV);
        assertThat(talks(slot)).isTrue();
    }

    @Test
    void goesOnWhenTheHoldIsRefused() {
        int slot = bench.start();
        stream.hold();
        stream.unhold();
        assertThat(talks(slot)).isTrue();
        assertThat(media.lastAudio().direction()).isEqualTo(MediaDirection.SENDRECV);
        assertThat(notifications.of(AudioStreamNotification.class)).isEmpty();
    }

    @Test
    void tellsWhoHolds() {
        bench.start();
        bench.agree(MediaDirection.SENDONLY, MediaDirection.RECVONLY);
        bench.agree(MediaDirection.INACTIVE, MediaDirection.SENDONLY);
        bench.agree(MediaDirection.SENDRECV, MediaDirection.SENDRECV);
        List<AudioStreamNotification.DidChangeHoldState> changes =
                notifications.of(AudioStreamNotification.DidChangeHoldState.class);
        assertThat(changes)
                .extracting(AudioStreamNotification.DidChangeHoldState::originator)
                .containsExactly(Originator.LOCAL, Originator.REMOTE, Originator.LOCAL, Originator.REMOTE);
        assertThat(changes)
                .extracting(AudioStreamNotification.DidChangeHoldState::onHold)
                .containsExactly(true, true, false, false);
    }

    @Test
    void offersNothingWhenItHoldsAPeerThatHoldsIt() {
        bench.start();
        bench.agree(MediaDirection.RECVONLY, MediaDirection.SENDONLY);
        stream.hold();
        assertThat(stream.localMedia(null, 0).direction()).isEqualTo(MediaDirection.INACTIVE);
    }

    @Test
    void understandsTheOldWayToHold() {
        bench.start();
        SdpSession zeros =
                AudioStreamBench.remote(AudioStreamBench.line("8", "0")).withConnection(SdpConnection.of("0.0.0.0"));
        stream.update(bench.local(), zeros, 0);
        assertThat(stream.onHoldByRemote()).isTrue();
    }

    @Test
    void tellsWhatWasNegotiated() {
        bench.initialize();
        RtpInformation information = stream.facet(RtpInformation.class).orElseThrow();
        assertThat(information.codec()).isEmpty();
        assertThat(information.sampleRate()).isEmpty();
        assertThat(information.statistics()).isEqualTo(RtpStatistics.NONE);
        SdpMedia secure = AudioStreamBench.line("8").withAttribute("crypto", "1 AES_CM_128_HMAC_SHA1_80 inline:BBBB");
        stream.start(bench.local(), AudioStreamBench.remote(secure), 0);
        assertThat(information.codec()).contains("PCMA");
        assertThat(information.sampleRate()).contains(8000);
        assertThat(information.srtpActive()).isTrue();
        assertThat(information.srtpSuite()).contains("AES_CM_128_HMAC_SHA1_80");
        assertThat(information.iceActive()).isFalse();
        assertThat(information.localRtpAddress()).map(a -> a.getPort()).contains(50_000);
        assertThat(information.remoteRtpAddressInSdp()).map(a -> a.getPort()).contains(6000);
        assertThat(information.remoteRtpAddressReceived()).map(a -> a.getPort()).contains(6000);
        assertThat(information.statistics().sentPackets()).isEqualTo(7);
    }

    @Test
    void tellsWhenCodecOrAddressChange() {
        bench.start();
        stream.update(bench.local(), AudioStreamBench.remote(AudioStreamBench.line("8", "0")), 0);
        assertThat(notifications.of(AudioStreamNotification.DidChangeRtpParameters.class))
                .isEmpty();
        stream.update(bench.local(), AudioStreamBench.remote(AudioStreamBench.line("0")), 0);
        stream.update(
                bench.local(),
                AudioStreamBench.remote(AudioStreamBench.line("0").withPort(6002)),
                0);
        assertThat(notifications.of(AudioStreamNotification.DidChangeRtpParameters.class))
                .hasSize(2);
    }

    @Test
    void sendsAndHearsKeys() throws SipCoreException {
        Dtmf dtmf = stream.facet(Dtmf.class).orElseThrow();
        assertThatThrownBy(() -> dtmf.sendDtmf('1')).isInstanceOf(SipCoreException.class);
        bench.start();
        for (char digit : "0123456789ABCD*#a".toCharArray()) {
            dtmf.sendDtmf(digit);
        }
        assertThat(media.lastAudio().digits()).hasSize(17).endsWith('#', 'A');
        assertThatThrownBy(() -> dtmf.sendDtmf('x')).isInstanceOf(IllegalArgumentException.class);
        media.lastAudio().peerPresses('5');
        assertThat(notifications.of(AudioStreamNotification.GotDtmf.class))
                .singleElement()
                .satisfies(key -> assertThat(key.digit()).isEqualTo('5'));
    }

    @Test
    void tellsOfSilence() {
        bench.start();
        media.lastAudio().peerIsSilent(true);
        assertThat(notifications.of(AudioStreamNotification.DidTimeout.class))
                .singleElement()
                .satisfies(silence -> assertThat(silence.gotAny()).isTrue());
    }

    @Test
    void hasABridgeWithTheDeviceAndItselfUnlessOnHold() throws SipCoreException {
        assertThatThrownBy(bench::bridge).isInstanceOf(IllegalStateException.class);
        bench.initialize();
        AudioDevice device = audio.voiceDevice();
        assertThat(bench.bridge().ports()).containsExactly(device);
        int slot = started();
        assertThat(bench.bridge().ports()).containsExactlyInAnyOrder(device, bench.port());
        stream.hold();
        assertThat(bench.bridge().ports()).containsExactly(device);
        stream.unhold();
        device.setInputMuted(true);
        assertThat(bench.lastMixer().connects(0, slot))
                .as("muted for all calls")
                .isFalse();
        assertThat(bench.lastMixer().connects(slot, 0)).isTrue();
        assertThat(notifications.of(AudioPortNotification.DidChangeSlots.class).stream()
                        .filter(change -> change.sender() == bench.port()))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.oldProducerSlot()).isEmpty();
                    assertThat(change.newProducerSlot()).contains(slot);
                    assertThat(change.newConsumerSlot()).contains(slot);
                });
    }

    @Test
    void sendsKeysAsSoundTooWhenTheAccountWantsIt() throws SipCoreException {
        account.set(AudioSettings.INBAND_DTMF, true);
        int slot = bench.start();
        Dtmf dtmf = stream.facet(Dtmf.class).orElseThrow();
        dtmf.sendDtmf('7');
        dtmf.sendDtmf('#');
        assertThat(media.lastTones().digits()).containsExactly('7', '#');
        assertThat(bench.lastMixer().connects(media.lastTones().slot().orElseThrow(), slot))
                .isTrue();
        assertThat(media.lastAudio().digits()).as("as events too").containsExactly('7', '#');
        stream.end();
        assertThat(bench.lastMixer().usedSlotCount()).as("the device's alone").isEqualTo(1);
    }

    @Test
    void failsWhenThereAreNoSockets() {
        media.breaks("no port is free");
        bench.initialize();
        assertThat(notifications.of(MediaStreamNotification.DidFail.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).contains("no port is free"));
        stream.end();
        assertThat(notifications.namesBy(stream)).endsWith("MediaStreamWillEnd", "MediaStreamDidEnd");
    }

    @Test
    void failsWithItsSockets() {
        bench.initialize();
        media.lastRtp().fails("STUN server is silent");
        assertThat(notifications.of(MediaStreamNotification.DidFail.class)).hasSize(1);
    }

    @Test
    void failsWhenTheTransportDoesNotStart() {
        bench.initialize();
        SdpSession mine = bench.local();
        media.lastAudio().breaks("no such codec");
        stream.start(mine, AudioStreamBench.remote(AudioStreamBench.line("0")), 0);
        assertThat(notifications.of(MediaStreamNotification.DidFail.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).contains("no such codec"));
    }

    @Test
    void refusesToDescribeItselfBeforeItIsReady() {
        assertThatThrownBy(() -> stream.localMedia(null, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> bench.port().mixer()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tellsWhenThingsHappenedAndToWhichFile() throws SipCoreException {
        bench.start();
        Path file = Path.of("target/times.wav");
        threads.time().advance(Duration.ofSeconds(1));
        stream.facet(Recordable.class).orElseThrow().startRecording(file);
        stream.facet(Recordable.class).orElseThrow().stopRecording();
        bench.agree(MediaDirection.SENDONLY, MediaDirection.RECVONLY);
        stream.update(bench.local(), AudioStreamBench.remote(AudioStreamBench.line("0")), 0);
        media.lastAudio().peerPresses('1');
        media.lastAudio().peerIsSilent(false);
        Instant now = threads.time().now();
        assertThat(bench.last(AudioStreamNotification.WillStartRecordingAudio.class)
                        .timestamp())
                .isEqualTo(now);
        assertThat(bench.last(AudioStreamNotification.WillStartRecordingAudio.class)
                        .file())
                .isEqualTo(file);
        assertThat(bench.last(AudioStreamNotification.DidStartRecordingAudio.class)
                        .timestamp())
                .isEqualTo(now);
        assertThat(bench.last(AudioStreamNotification.DidStartRecordingAudio.class)
                        .file())
                .isEqualTo(file);
        assertThat(bench.last(AudioStreamNotification.WillStopRecordingAudio.class)
                        .timestamp())
                .isEqualTo(now);
        assertThat(bench.last(AudioStreamNotification.WillStopRecordingAudio.class)
                        .file())
                .isEqualTo(file);
        assertThat(bench.last(AudioStreamNotification.DidStopRecordingAudio.class)
                        .timestamp())
                .isEqualTo(now);
        assertThat(bench.last(AudioStreamNotification.DidStopRecordingAudio.class)
                        .file())
                .isEqualTo(file);
        assertThat(bench.last(AudioStreamNotification.DidChangeHoldState.class).timestamp())
                .isEqualTo(now);
        assertThat(bench.last(AudioStreamNotification.DidChangeHoldState.class).originator())
                .isEqualTo(Originator.LOCAL);
        assertThat(bench.last(AudioStreamNotification.DidChangeHoldState.class).onHold())
                .isFalse();
        assertThat(bench.last(AudioStreamNotification.DidChangeRtpParameters.class)
                        .timestamp())
                .isEqualTo(now);
        assertThat(bench.last(AudioStreamNotification.GotDtmf.class).timestamp())
                .isEqualTo(now);
        assertThat(bench.last(AudioStreamNotification.GotDtmf.class).digit()).isEqualTo('1');
        assertThat(bench.last(AudioStreamNotification.DidTimeout.class).timestamp())
                .isEqualTo(now);
    }

    @Test
    void livesAWholeLife() {
        SdpSession offer = AudioStreamBench.remote(AudioStreamBench.line("8", "0"));
        assertThat(factory.accepts(account, offer, 0)).isTrue();
        MediaStream incoming = factory.createIncoming(account, offer, 0);
        assertThat(incoming.type()).isEqualTo("audio");
        incoming.initialize(new SilentSession(account), Direction.INCOMING);
        SdpSession answer = AudioStreamBench.remote(incoming.localMedia(offer, 0));
        incoming.start(answer, offer, 0);
        assertThat(incoming.holdSupported()).isTrue();
        assertThat(incoming.validateUpdate(offer, 0)).isTrue();
        incoming.update(answer, offer, 0);
        incoming.hold();
        SdpMedia held = incoming.localMedia(null, 0);
        incoming.update(
                AudioStreamBench.remote(held),
                AudioStreamBench.remote(AudioStreamBench.line("8").withDirection(MediaDirection.RECVONLY)),
                0);
        assertThat(incoming.onHold()).isTrue();
        assertThat(incoming.onHoldByLocal()).isTrue();
        assertThat(incoming.onHoldByRemote()).isFalse();
        incoming.unhold();
        incoming.deactivate();
        incoming.end();
        assertThat(notifications.of(MediaStreamNotification.class))
                .hasExactlyElementsOfTypes(
                        MediaStreamNotification.DidInitialize.class,
                        MediaStreamNotification.DidStart.class,
                        MediaStreamNotification.WillEnd.class,
                        MediaStreamNotification.DidEnd.class);
    }

    private boolean talks(int slot) {
        boolean heard = bench.lastMixer().connects(slot, 0);
        assertThat(bench.lastMixer().connects(0, slot)).isEqualTo(heard);
        return heard;
    }

    private int started() {
        stream.start(bench.local(), AudioStreamBench.remote(AudioStreamBench.line("8", "0")), 0);
        return bench.port().producerSlot().orElseThrow();
    }
}
