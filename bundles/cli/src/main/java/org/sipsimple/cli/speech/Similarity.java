/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.speech;

/**
 * How alike two recordings are: the normalised cross-correlation of sent and received sound, taken piece by piece, since
 * a jitter buffer may shift what it plays by some milliseconds now and then. 1 is the same sound, whatever its volume;
 * other speech stays below 0.5; silence is 0.
 */
public final class Similarity {
    private static final int RATE = 8_000;
    private static final int PIECE = RATE / 2;

    /** Pieces more silent than this part of the loudest one say nothing. */
    private static final double SILENCE = 0.05;

    /** How far a piece may be from where the whole was found: a quarter of a second either way. */
    private static final int DRIFT = RATE / 4;

    private Similarity() {}

    /**
     * @param sent what was played at one end
     * @param received what was recorded at the other; may begin earlier and end later
     * @return 0 to 1
     */
    public static double of(Recording sent, Recording received) {
        float[] reference = sent.at(RATE).samples();
        float[] heard = received.at(RATE).samples();
        if (reference.length < PIECE || heard.length < PIECE) {
            return 0;
        }
        int offset = bestOffset(reference, heard);
        double loudest = 0;
        for (int at = 0; at + PIECE <= reference.length; at += PIECE) {
            loudest = Math.max(loudest, energy(reference, at, PIECE));
        }
        double weighted = 0;
        double total = 0;
        for (int at = 0; at + PIECE <= reference.length; at += PIECE) {
            double weight = energy(reference, at, PIECE);
            if (weight > SILENCE * loudest) {
                weighted += weight * bestNear(reference, at, heard, at + offset);
                total += weight;
            }
        }
        return total == 0 ? 0 : Math.max(0, weighted / total);
    }

    /** Where the whole reference fits best, by correlation over all offsets. */
    private static int bestOffset(float[] reference, float[] heard) {
        int size = Integer.highestOneBit(reference.length + heard.length) << 1;
        double[] correlation = Fourier.crossCorrelation(reference, heard, size);
        int best = 0;
        for (int offset = -reference.length + 1; offset < heard.length; offset++) {
            if (correlation[Math.floorMod(offset, size)] > correlation[Math.floorMod(best, size)]) {
                best = offset;
            }
        }
        return best;
    }

    private static double bestNear(float[] reference, int at, float[] heard, int expected) {
        double own = Math.sqrt(energy(reference, at, PIECE));
        double best = 0;
        int last = Math.min(heard.length - PIECE, expected + DRIFT);
        for (int place = Math.max(0, expected - DRIFT); place <= last; place++) {
            double other = Math.sqrt(energy(heard, place, PIECE));
            if (other > 0) {
                best = Math.max(best, product(reference, at, heard, place) / (own * other));
            }
        }
        return best;
    }

    private static double energy(float[] samples, int from, int length) {
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return sum;
    }

    private static double product(float[] a, int atA, float[] b, int atB) {
        double sum = 0;
        for (int i = 0; i < PIECE; i++) {
            sum += (double) a[atA + i] * b[atB + i];
        }
        return sum;
    }
}
