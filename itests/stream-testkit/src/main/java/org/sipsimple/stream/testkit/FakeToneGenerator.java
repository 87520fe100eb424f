/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.media.ToneGenerator;

/** A generator that only remembers which keys it should have played. For one thread only. */
public final class FakeToneGenerator implements ToneGenerator {
    private final FakeAudioMixer mixer;
    private final List<Character> digits = new ArrayList<>();
    private @Nullable Integer slot;

    FakeToneGenerator(FakeAudioMixer mixer) {
        this.mixer = mixer;
    }

    /** The keys asked for. */
    public List<Character> digits() {
        return List.copyOf(digits);
    }

    @Override
    public FakeAudioMixer mixer() {
        return mixer;
    }

    @Override
    public void start() {
        slot = mixer.take();
    }

    @Override
    public void stop() {
        if (slot != null) {
            mixer.free(slot);
        }
        slot = null;
    }

    @Override
    public void playTones(List<Tone> tones) {
        throw new AssertionError("nobody was to ask for " + tones);
    }

    @Override
    public void playDtmf(char digit) {
        digits.add(digit);
    }

    @Override
    public boolean isActive() {
        return slot != null;
    }

    @Override
    public boolean isBusy() {
        return false;
    }

    @Override
    public Optional<Integer> slot() {
        return Optional.ofNullable(slot);
    }

    @Override
    public int volume() {
        return 100;
    }

    @Override
    public void setVolume(int percent) {}

    @Override
    public void close() {
        stop();
    }
}
