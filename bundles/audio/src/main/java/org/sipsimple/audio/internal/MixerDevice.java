/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio.internal;

import java.util.Optional;

import org.sipsimple.api.audio.AudioDevice;
import org.sipsimple.api.audio.AudioPortNotification;
import org.sipsimple.api.media.AudioMixer;

/** The devices of a mixer, which have its slot 0. */
final class MixerDevice implements AudioDevice, WiredPort {
    private static final Optional<Integer> SLOT = Optional.of(0);

    private final Wiring wiring;
    private final Desk desk;
    private volatile boolean inputMuted;
    private volatile boolean outputMuted;

    MixerDevice(Wiring wiring, Desk desk) {
        this.wiring = wiring;
        this.desk = desk;
    }

    @Override
    public AudioMixer mixer() {
        return wiring.mixer();
    }

    @Override
    public Optional<Integer> producerSlot() {
        return slot(inputMuted);
    }

    @Override
    public Optional<Integer> consumerSlot() {
        return slot(outputMuted);
    }

    private static Optional<Integer> slot(boolean muted) {
        return muted ? Optional.empty() : SLOT;
    }

    @Override
    public boolean isInputMuted() {
        return inputMuted;
    }

    @Override
    public void setInputMuted(boolean muted) {
        boolean was = inputMuted;
        inputMuted = muted;
        changed(was, muted, outputMuted, outputMuted);
    }

    @Override
    public boolean isOutputMuted() {
        return outputMuted;
    }

    @Override
    public void setOutputMuted(boolean muted) {
        boolean was = outputMuted;
        outputMuted = muted;
        changed(inputMuted, inputMuted, was, muted);
    }

    private void changed(boolean inputWas, boolean inputIs, boolean outputWas, boolean outputIs) {
        if (inputWas == inputIs && outputWas == outputIs) {
            return;
        }
        wiring.settle();
        desk.post(new AudioPortNotification.DidChangeSlots(
                this, desk.now(), slot(inputWas), slot(inputIs), slot(outputWas), slot(outputIs)));
    }

    @Override
    public String toString() {
        return "sound device";
    }
}
