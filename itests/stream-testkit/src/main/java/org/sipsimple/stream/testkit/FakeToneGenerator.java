/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.util.ArrayList;
import java.util.List;

import org.sipsimple.api.media.ToneGenerator;

/** A generator that only remembers which keys it should have played. For one thread only. */
public final class FakeToneGenerator extends FakePort implements ToneGenerator {
    private final List<Character> digits = new ArrayList<>();

    FakeToneGenerator(FakeAudioMixer mixer) {
        super(mixer);
    }

    /** The keys asked for. */
    public List<Character> digits() {
        return List.copyOf(digits);
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
    public boolean isBusy() {
        return false;
    }

    @Override
    public int volume() {
        return 100;
    }

    @Override
    public void setVolume(int percent) {}
}
