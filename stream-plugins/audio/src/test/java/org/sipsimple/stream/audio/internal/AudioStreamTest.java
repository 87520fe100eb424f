/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.AudioDevice;
import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.audio.AudioPort;
import org.sipsimple.api.audio.AudioPortNotification;
import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.audio.BridgedAudio;
import org.sipsimple.api.audio.Dtmf;
import org.sipsimple.api.audio.Recordable;
import org.sipsimple.api.audio.RtpInformation;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.configuration.FilePath;
import org.sipsimple.api.configuration.StunServerAddress;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.media.IceCandidate;
import org.sipsimple.api.media.IceOptions;
import org.sipsimple.api.media.IceState;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.media.RtpStatistics;
import org.sipsimple.api.media.RtpTransportNotification;
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
    private final RecordedNotifications notifications = new RecordedNotifications();
    private final InlineThreads threads = new InlineThreads();
    private final FakeMedia media = new FakeMedia(notifications, threads.scheduler());
    private final FakeAccount account = new FakeAccount();
    private final DefaultAudio audio = new DefaultAudio(media, media, notifications, threads);
    private final FakeLookup lookup = new FakeLookup();
    private final MediaStreamFactory factory = new AudioStreamFactory(
            new FakeEngine(notifications, threads.scheduler()), media, audio, audio, lookup, notifications, threads);
    private final MediaStream stream = factory.create(account);

    private static SdpSession remote(SdpMedia line) {
        return SdpSession.of("127.0.0.1")
                .withConnection(SdpConnection.of("127.0.0.1"))
                .withMedia(List.of(line));
    }

    private static SdpMedia line(String... formats) {
        return SdpMedia.of("audio", 6000, "RTP/AVP", List.of(formats));
    }

    private void initialize() {
        stream.initialize(new SilentSession(account), Direction.OUTGOING);
    }

    private SdpSession local() {
        return remote(stream.localMedia(null, 0));
    }

    private int start() {
        initialize();
        stream.start(local(), remote(line("8", "0")), 0);
        assertThat(notifications.of(MediaStreamNotification.DidStart.class)).hasSize(1);
        notifications.clear();
        return port().producerSlot().orElseThrow();
    }

    private AudioPort port() {
        return stream.facet(AudioPort.class).orElseThrow();
    }

    private void agree(MediaDirection ours, MediaDirection theirs) {
        SdpSession mine = local();
        stream.update(
                mine.withMedia(0, mine.media().get(0).withDirection(ours)),
                remote(line("8", "0").withDirection(theirs)),
                0);
    }

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
        initialize();
        assertThat(media.lastRtp().srtpPolicy()).as("the default").isEqualTo(SrtpPolicy.OPTIONAL);
    }

    @Test
    void usesTheCodecsAndTheTimeoutOfTheAccount() {
        account.set(AudioSettings.CODECS, List.of("PCMA"));
        account.set(AudioSettings.TIMEOUT, 12);
        start();
        assertThat(media.lastAudio().codecs()).containsExactly("PCMA");
        assertThat(media.lastAudio().timeout()).isEqualTo(Duration.ofSeconds(12));
        assertThat(factory.accepts(account, remote(line("0")), 0)).isFalse();
        assertThat(factory.accepts(account, remote(line("8")), 0)).isTrue();
    }

    @Test
    void connectsTheDeviceWhileNobodyHolds() {
        int slot = start();
        assertThat(port().mixer()).isSameAs(lastMixer());
        assertThat(port().consumerSlot()).contains(slot);
        assertThat(talks(slot)).isTrue();
        stream.hold();
        assertThat(talks(slot)).as("at once").isFalse();
        assertThat(media.lastAudio().direction()).isEqualTo(MediaDirection.INACTIVE);
        agree(MediaDirection.SENDONLY, MediaDirection.RECVONLY);
        assertThat(talks(slot)).isFalse();
        assertThat(media.lastAudio().direction()).isEqualTo(MediaDirection.SENDONLY);
        stream.unhold();
        assertThat(talks(slot)).as("not before the peer agreed").isFalse();
        agree(MediaDirection.SENDRECV, MediaDirection.SENDRECV);
        assertThat(talks(slot)).isTrue();
    }

    private org.sipsimple.stream.testkit.FakeAudioMixer lastMixer() {
        try {
            return media.voice();
        } catch (SipCoreException e) {
            throw new AssertionError(e);
        }
    }

    private boolean talks(int slot) {
        boolean heard = lastMixer().connects(slot, 0);
        assertThat(lastMixer().connects(0, slot)).isEqualTo(heard);
        return heard;
    }

    @Test
    void goesOnWhenTheHoldIsRefused() {
        int slot = start();
        stream.hold();
        stream.unhold();
        assertThat(talks(slot)).isTrue();
        assertThat(media.lastAudio().direction()).isEqualTo(MediaDirection.SENDRECV);
        assertThat(notifications.of(AudioStreamNotification.class)).isEmpty();
    }

    @Test
    void tellsWhoHolds() {
        start();
        agree(MediaDirection.SENDONLY, MediaDirection.RECVONLY);
        agree(MediaDirection.INACTIVE, MediaDirection.SENDONLY);
        agree(MediaDirection.SENDRECV, MediaDirection.SENDRECV);
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
        start();
        agree(MediaDirection.RECVONLY, MediaDirection.SENDONLY);
        stream.hold();
        assertThat(stream.localMedia(null, 0).direction()).isEqualTo(MediaDirection.INACTIVE);
    }

    @Test
    void understandsTheOldWayToHold() {
        start();
        SdpSession zeros = remote(line("8", "0")).withConnection(SdpConnection.of("0.0.0.0"));
        stream.update(local(), zeros, 0);
        assertThat(stream.onHoldByRemote()).isTrue();
    }

    @Test
    void tellsWhatWasNegotiated() {
        initialize();
        RtpInformation information = stream.facet(RtpInformation.class).orElseThrow();
        assertThat(information.codec()).isEmpty();
        assertThat(information.sampleRate()).isEmpty();
        assertThat(information.statistics()).isEqualTo(RtpStatistics.NONE);
        SdpMedia secure = line("8").withAttribute("crypto", "1 AES_CM_128_HMAC_SHA1_80 inline:BBBB");
        stream.start(local(), remote(secure), 0);
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
        start();
        stream.update(local(), remote(line("8", "0")), 0);
        assertThat(notifications.of(AudioStreamNotification.DidChangeRtpParameters.class))
                .isEmpty();
        stream.update(local(), remote(line("0")), 0);
        stream.update(local(), remote(line("0").withPort(6002)), 0);
        assertThat(notifications.of(AudioStreamNotification.DidChangeRtpParameters.class))
                .hasSize(2);
    }

    @Test
    void sendsAndHearsKeys() throws SipCoreException {
        Dtmf dtmf = stream.facet(Dtmf.class).orElseThrow();
        assertThatThrownBy(() -> dtmf.sendDtmf('1')).isInstanceOf(SipCoreException.class);
        start();
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
        start();
        media.lastAudio().peerIsSilent(true);
        assertThat(notifications.of(AudioStreamNotification.DidTimeout.class))
                .singleElement()
                .satisfies(silence -> assertThat(silence.gotAny()).isTrue());
    }

    @Test
    void recordsBothSides(@TempDir Path folder) throws SipCoreException {
        Recordable recordable = stream.facet(Recordable.class).orElseThrow();
        Path file = folder.resolve("new/folder/call.wav");
        assertThatThrownBy(() -> recordable.startRecording(file)).isInstanceOf(SipCoreException.class);
        int slot = start();
        recordable.startRecording(file);
        assertThat(file.getParent()).isDirectory();
        int target = media.lastRecording().slot().orElseThrow();
        assertThat(lastMixer().connects(slot, target)).isTrue();
        assertThat(lastMixer().connects(0, target)).isTrue();
        assertThat(recordable.recordingFile()).contains(file);
        assertThatThrownBy(() -> recordable.startRecording(file))
                .isInstanceOf(SipCoreException.class)
                .hasMessageContaining("already");

        stream.hold();
        assertThat(lastMixer().connects(slot, target))
                .as("nothing while on hold")
                .isFalse();
        assertThat(lastMixer().connects(0, target)).isFalse();
        stream.unhold();
        assertThat(lastMixer().connects(slot, target)).isTrue();

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
    void recordsWhatElseThePeerHears() throws SipCoreException {
        int slot = start();
        AudioPort other = otherStream();
        bridge().add(other);
        stream.facet(Recordable.class).orElseThrow().startRecording(Path.of("target/call.wav"));
        int player = other.producerSlot().orElseThrow();
        assertThat(lastMixer().connects(player, slot)).isTrue();
        assertThat(lastMixer().connects(player, media.lastRecording().slot().orElseThrow()))
                .isTrue();
    }

    private AudioBridge bridge() {
        return stream.facet(BridgedAudio.class).orElseThrow().bridge();
    }

    private AudioPort otherStream() {
        MediaStream other = factory.create(account);
        other.initialize(new SilentSession(account), Direction.OUTGOING);
        SdpSession mine = remote(other.localMedia(null, 0));
        other.start(mine, remote(line("0")), 0);
        return other.facet(AudioPort.class).orElseThrow();
    }

    @Test
    void hasABridgeWithTheDeviceAndItselfUnlessOnHold() throws SipCoreException {
        assertThatThrownBy(this::bridge).isInstanceOf(IllegalStateException.class);
        initialize();
        AudioDevice device = audio.voiceDevice();
        assertThat(bridge().ports()).containsExactly(device);
        int slot = started();
        assertThat(bridge().ports()).containsExactlyInAnyOrder(device, port());
        stream.hold();
        assertThat(bridge().ports()).containsExactly(device);
        stream.unhold();
        device.setInputMuted(true);
        assertThat(lastMixer().connects(0, slot)).as("muted for all calls").isFalse();
        assertThat(lastMixer().connects(slot, 0)).isTrue();
        assertThat(notifications.of(AudioPortNotification.DidChangeSlots.class).stream()
                        .filter(change -> change.sender() == port()))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.oldProducerSlot()).isEmpty();
                    assertThat(change.newProducerSlot()).contains(slot);
                    assertThat(change.newConsumerSlot()).contains(slot);
                });
    }

    private int started() {
        stream.start(local(), remote(line("8", "0")), 0);
        return port().producerSlot().orElseThrow();
    }

    @Test
    void namesRecordingsItself(@TempDir Path folder) throws SipCoreException {
        account.set(AudioSettings.DIRECTORY, new FilePath("calls"));
        account.set(AudioSettings.DATA_DIRECTORY, new FilePath(folder.toString()));
        Recordable recordable = stream.facet(Recordable.class).orElseThrow();
        assertThatThrownBy(recordable::startRecording).isInstanceOf(SipCoreException.class);
        start();
        Path file = recordable.startRecording();
        assertThat(recordable.recordingFile()).contains(file);
        assertThat(file.getParent()).isEqualTo(folder.resolve("calls").resolve(account.id()));
        assertThat(file.getFileName().toString()).matches("2030\\d{4}-\\d{6}-bob@example.org-outgoing.wav");
    }

    @Test
    void sendsKeysAsSoundTooWhenTheAccountWantsIt() throws SipCoreException {
        account.set(AudioSettings.INBAND_DTMF, true);
        int slot = start();
        Dtmf dtmf = stream.facet(Dtmf.class).orElseThrow();
        dtmf.sendDtmf('7');
        dtmf.sendDtmf('#');
        assertThat(media.lastTones().digits()).containsExactly('7', '#');
        assertThat(lastMixer().connects(media.lastTones().slot().orElseThrow(), slot))
                .isTrue();
        assertThat(media.lastAudio().digits()).as("as events too").containsExactly('7', '#');
        stream.end();
        assertThat(lastMixer().usedSlotCount()).as("the device's alone").isEqualTo(1);
    }

    @Test
    void looksForStunServersWhereTheSettingsOrTheDomainSay() {
        account.set(AudioSettings.USE_ICE, true);
        initialize();
        assertThat(media.lastRtp().iceOptions()).as("none in DNS").contains(IceOptions.HOST_ONLY);
        account.set(AudioSettings.STUN_SERVERS, List.of(new StunServerAddress("127.0.0.1", 3479)));
        MediaStream other = factory.create(account);
        other.initialize(new SilentSession(account), Direction.OUTGOING);
        assertThat(media.lastRtp().iceOptions().orElseThrow().stunServers())
                .singleElement()
                .satisfies(server -> assertThat(server.getPort()).isEqualTo(3479));
    }

    @Test
    void passesOnWhatIceTells() {
        account.set(AudioSettings.USE_ICE, true);
        start();
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
                last(AudioStreamNotification.IceNegotiationStateDidChange.class);
        assertThat(state.name()).isEqualTo("AudioStreamICENegotiationStateDidChange");
        assertThat(state.state()).isEqualTo(IceState.NEGOTIATING);
        assertThat(state.timestamp()).isEqualTo(then);
        assertThat(last(AudioStreamNotification.IceNegotiationDidSucceed.class).result())
                .isSameAs(success);
        assertThat(last(AudioStreamNotification.IceNegotiationDidFail.class).reason())
                .isEqualTo("no way");
    }

    @Test
    void tellsWhenTheFolderOfARecordingCannotBeMade(@TempDir Path folder) throws IOException {
        start();
        Path blocked = Files.writeString(folder.resolve("file"), "no folder");
        Recordable recordable = stream.facet(Recordable.class).orElseThrow();
        assertThatThrownBy(() -> recordable.startRecording(blocked.resolve("call.wav")))
                .isInstanceOf(SipCoreException.class)
                .hasMessageContaining(blocked.toString());
        assertThat(recordable.recordingFile()).as("one can try again").isEmpty();
    }

    @Test
    void endsARecordingWithTheStream() throws SipCoreException {
        start();
        stream.facet(Recordable.class).orElseThrow().startRecording(Path.of("target/call.wav"));
        stream.end();
        assertThat(media.lastRecording().isActive()).isFalse();
        assertThat(media.lastRtp().isClosed()).isTrue();
        assertThat(lastMixer().usedSlotCount()).as("the device's alone").isEqualTo(1);
        assertThat(notifications.namesBy(stream))
                .endsWith("AudioStreamDidStopRecordingAudio", "AudioPortDidChangeSlots", "MediaStreamDidEnd");
    }

    @Test
    void failsWhenThereAreNoSockets() {
        media.breaks("no port is free");
        initialize();
        assertThat(notifications.of(MediaStreamNotification.DidFail.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).contains("no port is free"));
        stream.end();
        assertThat(notifications.namesBy(stream)).endsWith("MediaStreamWillEnd", "MediaStreamDidEnd");
    }

    @Test
    void failsWithItsSockets() {
        initialize();
        media.lastRtp().fails("STUN server is silent");
        assertThat(notifications.of(MediaStreamNotification.DidFail.class)).hasSize(1);
    }

    @Test
    void failsWhenTheTransportDoesNotStart() {
        initialize();
        SdpSession mine = local();
        media.lastAudio().breaks("no such codec");
        stream.start(mine, remote(line("0")), 0);
        assertThat(notifications.of(MediaStreamNotification.DidFail.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).contains("no such codec"));
    }

    @Test
    void refusesToDescribeItselfBeforeItIsReady() {
        assertThatThrownBy(() -> stream.localMedia(null, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> port().mixer()).isInstanceOf(IllegalStateException.class);
    }

    private <T extends AudioStreamNotification> T last(Class<T> type) {
        List<T> all = notifications.of(type);
        assertThat(all).isNotEmpty();
        return all.get(all.size() - 1);
    }

    @Test
    void tellsWhenThingsHappenedAndToWhichFile() throws SipCoreException {
        start();
        Path file = Path.of("target/times.wav");
        threads.time().advance(Duration.ofSeconds(1));
        stream.facet(Recordable.class).orElseThrow().startRecording(file);
        stream.facet(Recordable.class).orElseThrow().stopRecording();
        agree(MediaDirection.SENDONLY, MediaDirection.RECVONLY);
        stream.update(local(), remote(line("0")), 0);
        media.lastAudio().peerPresses('1');
        media.lastAudio().peerIsSilent(false);
        Instant now = threads.time().now();
        assertThat(last(AudioStreamNotification.WillStartRecordingAudio.class).timestamp())
                .isEqualTo(now);
        assertThat(last(AudioStreamNotification.WillStartRecordingAudio.class).file())
                .isEqualTo(file);
        assertThat(last(AudioStreamNotification.DidStartRecordingAudio.class).timestamp())
                .isEqualTo(now);
        assertThat(last(AudioStreamNotification.DidStartRecordingAudio.class).file())
                .isEqualTo(file);
        assertThat(last(AudioStreamNotification.WillStopRecordingAudio.class).timestamp())
                .isEqualTo(now);
        assertThat(last(AudioStreamNotification.WillStopRecordingAudio.class).file())
                .isEqualTo(file);
        assertThat(last(AudioStreamNotification.DidStopRecordingAudio.class).timestamp())
                .isEqualTo(now);
        assertThat(last(AudioStreamNotification.DidStopRecordingAudio.class).file())
                .isEqualTo(file);
        assertThat(last(AudioStreamNotification.DidChangeHoldState.class).timestamp())
                .isEqualTo(now);
        assertThat(last(AudioStreamNotification.DidChangeHoldState.class).originator())
                .isEqualTo(Originator.LOCAL);
        assertThat(last(AudioStreamNotification.DidChangeHoldState.class).onHold())
                .isFalse();
        assertThat(last(AudioStreamNotification.DidChangeRtpParameters.class).timestamp())
                .isEqualTo(now);
        assertThat(last(AudioStreamNotification.GotDtmf.class).timestamp()).isEqualTo(now);
        assertThat(last(AudioStreamNotification.GotDtmf.class).digit()).isEqualTo('1');
        assertThat(last(AudioStreamNotification.DidTimeout.class).timestamp()).isEqualTo(now);
    }

    @Test
    void livesAWholeLife() {
        SdpSession offer = remote(line("8", "0"));
        assertThat(factory.accepts(account, offer, 0)).isTrue();
        MediaStream incoming = factory.createIncoming(account, offer, 0);
        assertThat(incoming.type()).isEqualTo("audio");
        incoming.initialize(new SilentSession(account), Direction.INCOMING);
        SdpSession answer = remote(incoming.localMedia(offer, 0));
        incoming.start(answer, offer, 0);
        assertThat(incoming.holdSupported()).isTrue();
        assertThat(incoming.validateUpdate(offer, 0)).isTrue();
        incoming.update(answer, offer, 0);
        incoming.hold();
        SdpMedia held = incoming.localMedia(null, 0);
        incoming.update(remote(held), remote(line("8").withDirection(MediaDirection.RECVONLY)), 0);
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
}
