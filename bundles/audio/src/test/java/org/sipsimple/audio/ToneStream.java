/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio;

import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.AudioPort;
import org.sipsimple.api.audio.BridgedAudio;
import org.sipsimple.api.audio.WavePlayer;
import org.sipsimple.api.audio.WavePlayerOptions;
import org.sipsimple.api.audio.WaveRecorder;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.stream.MediaStream;

/** A stream without a network: its peer's voice is a file, what the peer hears is recorded. */
final class ToneStream implements MediaStream, BridgedAudio, AudioPort {
    private final RunningAudio sdk;
    private final AudioBridge bridge;
    private final WavePlayer voice;
    private final WaveRecorder ear;

    ToneStream(RunningAudio sdk, Path voiceFile, Path heard) throws SipCoreException {
        this.sdk = sdk;
        AudioMixer mixer = sdk.audio.voiceMixer();
        bridge = sdk.audio.createBridge(mixer);
        voice = sdk.audio.createWavePlayer(mixer, voiceFile, WavePlayerOptions.ONCE);
        ear = sdk.audio.createWaveRecorder(mixer, heard);
        voice.start();
        ear.start();
        bridge.add(sdk.audio.voiceDevice());
        bridge.add(this);
    }

    Path heard() {
        return ear.file();
    }

    boolean hearsDevice() {
        return connected(0);
    }

    boolean hears(ToneStream other) {
        return connected(other.producerSlot().orElseThrow());
    }

    private boolean connected(int source) {
        return mixer().connectedSlots()
                .contains(new AudioMixer.Connection(source, consumerSlot().orElseThrow()));
    }

    @Override
    public AudioBridge bridge() {
        return bridge;
    }

    @Override
    public AudioMixer mixer() {
        return bridge.mixer();
    }

    @Override
    public Optional<Integer> producerSlot() {
        return voice.producerSlot();
    }

    @Override
    public Optional<Integer> consumerSlot() {
        return ear.consumerSlot();
    }

    @Override
    public String type() {
        return "audio";
    }

    @Override
    public void initialize(Session session, Direction direction) {}

    @Override
    public SdpMedia localMedia(@Nullable SdpSession remoteOffer, int index) {
        throw new UnsupportedOperationException("nothing is negotiated here");
    }

    @Override
    public void start(SdpSession localSdp, SdpSession remoteSdp, int index) {}

    @Override
    public boolean validateUpdate(SdpSession remoteSdp, int index) {
        return true;
    }

    @Override
    public void update(SdpSession localSdp, SdpSession remoteSdp, int index) {}

    @Override
    public void hold() {}

    @Override
    public void unhold() {}

    @Override
    public void deactivate() {}

    @Override
    public void end() {
        voice.close();
        ear.close();
        bridge.close();
    }

    @Override
    public boolean holdSupported() {
        return false;
    }

    @Override
    public boolean onHoldByLocal() {
        return false;
    }

    @Override
    public boolean onHoldByRemote() {
        return false;
    }

    @Override
    public String toString() {
        return "stream of " + sdk.folder.relativize(voice.file());
    }
}
