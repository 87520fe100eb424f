/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SimilarityTest {
    private static final int RATE = 16_000;

    @Test
    void isOneForTheSameSoundLaterAndMoreSilent() {
        Recording sent = noise(1, 3 * RATE);
        float[] later = new float[5 * RATE];
        for (int i = 0; i < sent.samples().length; i++) {
            later[RATE + i] = sent.samples()[i] / 4;
        }
        assertThat(Similarity.of(sent, new Recording(RATE, later))).isGreaterThan(0.99);
    }

    @Test
    void followsAShiftInTheMiddle() {
        Recording sent = noise(1, 4 * RATE);
        float[] shifted = new float[5 * RATE];
        for (int i = 0; i < sent.samples().length; i++) {
            shifted[i < 2 * RATE ? i : i + 800] = sent.samples()[i];
        }
        assertThat(Similarity.of(sent, new Recording(RATE, shifted))).isGreaterThan(0.99);
    }

    @Test
    void isSmallForOtherSoundAndNothingForSilence() {
        Recording sent = noise(1, 3 * RATE);
        assertThat(Similarity.of(sent, noise(2, 5 * RATE))).isLessThan(0.3);
        assertThat(Similarity.of(sent, new Recording(RATE, new float[5 * RATE])))
                .isZero();
        assertThat(Similarity.of(sent, new Recording(RATE, new float[10]))).isZero();
    }

    @Test
    void missesWhatWasCutOff() {
        Recording sent = noise(1, 4 * RATE);
        float[] half = java.util.Arrays.copyOf(sent.samples(), 2 * RATE);
        assertThat(Similarity.of(sent, new Recording(RATE, half))).isBetween(0.4, 0.6);
    }

    @Test
    void refusesWhatIsNoWavFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("text.wav"), "this is no sound at all");
        assertThatThrownBy(() -> Recording.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("text.wav");
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> Recording.read(file)).isInstanceOf(IOException.class);
    }

    /** Noise without high tones, as speech is. */
    private static Recording noise(long seed, int length) {
        Random random = new Random(seed);
        float[] samples = new float[length];
        float value = 0;
        for (int i = 0; i < length; i++) {
            value = 0.9f * value + 0.1f * (float) random.nextGaussian();
            samples[i] = value;
        }
        return new Recording(RATE, samples);
    }
}
