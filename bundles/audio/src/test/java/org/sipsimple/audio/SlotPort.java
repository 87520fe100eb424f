/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;

import org.sipsimple.api.audio.AudioPort;
import org.sipsimple.api.audio.AudioPortNotification;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.RecordingWaveFile;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.SipCoreException;

/** A port as an application may write one: real slots of a mixer, of which it tells by notification only. */
final class SlotPort implements AudioPort {
    private final AudioMixer mixer;
    private final boolean produces;
    private final boolean consumes;
    private volatile RecordingWaveFile slot;

    SlotPort(RunningAudio sdk, AudioMixer mixer, boolean produces, boolean consumes) {
        this.mixer = mixer;
        this.produces = produces;
        this.consumes = consumes;
        slot = take(sdk);
    }

    private RecordingWaveFile take(RunningAudio sdk) {
        try {
            RecordingWaveFile port =
                    sdk.media.createRecordingWaveFile(mixer, Files.createTempFile(sdk.folder, "slot", ".wav"));
            port.start();
            return port;
        } catch (SipCoreException | IOException e) {
            throw new AssertionError(e);
        }
    }

    int number() {
        return slot.slot().orElseThrow();
    }

    /** Leaves its slot for another one. */
    void move(RunningAudio sdk, NotificationCenter notifications) {
        Optional<Integer> producer = producerSlot();
        Optional<Integer> consumer = consumerSlot();
        RecordingWaveFile old = slot;
        slot = take(sdk);
        old.close();
        notifications.post(new AudioPortNotification.DidChangeSlots(
                this, Instant.now(), producer, producerSlot(), consumer, consumerSlot()));
    }

    @Override
    public AudioMixer mixer() {
        return mixer;
    }

    @Override
    public Optional<Integer> producerSlot() {
        return produces ? slot.slot() : Optional.empty();
    }

    @Override
    public Optional<Integer> consumerSlot() {
        return consumes ? slot.slot() : Optional.empty();
    }
}
