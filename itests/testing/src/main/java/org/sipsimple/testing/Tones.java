/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** WAV files with one tone, and how pure a tone a recording holds. */
public final class Tones {
    private Tones() {}

    /** Writes 16-bit mono PCM. */
    public static Path write(Path file, int rate, double hz, double seconds) {
        return write(file, rate, hz, seconds, 0);
    }

    /**
     * As {@link #write}, 0.2 s of silence after each 0.5 s of sound. GSM and others like it describe a sound by the one
     * before it, so that whoever misses the beginning of a tone that never ends never hears how loud it is.
     */
    public static Path writeWithPauses(Path file, int rate, double hz, double seconds) {
        return write(file, rate, hz, seconds, rate / 5);
    }

    private static Path write(Path file, int rate, double hz, double seconds, int pause) {
        int period = rate * 7 / 10;
        int count = (int) (rate * seconds);
        ByteBuffer wav = ByteBuffer.allocate(44 + count * 2).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(US_ASCII)).putInt(36 + count * 2);
        wav.put("WAVEfmt ".getBytes(US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(rate * 2);
        wav.putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(US_ASCII)).putInt(count * 2);
        for (int i = 0; i < count; i++) {
            boolean silent = i % period >= period - pause;
            wav.putShort(silent ? 0 : (short) (8000 * Math.sin(2 * Math.PI * hz * i / rate)));
        }
        try {
            return Files.write(file, wav.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How pure the tone is where a recording is at its best: the share of the energy at that frequency (Goertzel) in the best
     * fifth of a second, 1 for nothing but the tone, 0 for none of it. What a busy machine tears elsewhere does not count,
     * while a wrong codec, rate or key spoils all of it.
     */
    public static double purity(Path recording, double hz) {
        return best(recording, hz, Tones::purity);
    }

    /** How loud the tone is where it is loudest: its amplitude in the best fifth of a second, 8000 as written above. */
    public static double level(Path recording, double hz) {
        return best(recording, hz, Tones::level);
    }

    /** Something measured in one window of a recording. */
    private interface Measure {
        double of(ByteBuffer wav, int from, int window, double factor);
    }

    private static double best(Path recording, double hz, Measure measure) {
        ByteBuffer wav = requireComplete(recording);
        int rate = wav.getInt(24);
        int count = wav.getInt(40) / 2;
        int window = rate / 5;
        if (count < window) {
            throw new AssertionError("only " + count + " samples at " + rate + " Hz were recorded");
        }
        double best = 0;
        for (int from = 0; from + window <= count; from += window / 4) {
            best = Math.max(best, measure.of(wav, from, window, 2 * Math.cos(2 * Math.PI * hz / rate)));
        }
        return best;
    }

    /** The bytes of a WAV file whose header tells its length. */
    public static ByteBuffer requireComplete(Path recording) {
        ByteBuffer wav;
        try {
            wav = ByteBuffer.wrap(Files.readAllBytes(recording)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (wav.capacity() < 44 || wav.getInt(40) != wav.capacity() - 44 || wav.getInt(4) != wav.capacity() - 8) {
            throw new AssertionError("header does not fit a file of " + wav.capacity() + " bytes");
        }
        return wav;
    }

    /** The length of a recording. */
    public static double seconds(Path recording) {
        ByteBuffer wav = requireComplete(recording);
        return wav.getInt(40) / 2 / (double) wav.getInt(24);
    }

    /** The largest sample of a recording. */
    public static int peak(Path recording) {
        ByteBuffer wav = requireComplete(recording);
        int peak = 0;
        for (int at = 44; at < wav.capacity(); at += 2) {
            peak = Math.max(peak, Math.abs(wav.getShort(at)));
        }
        return peak;
    }

    /** How many stretches of sound there are, with a twentieth of a second of silence or more between them. */
    public static int bursts(Path recording) {
        ByteBuffer wav = requireComplete(recording);
        int pause = wav.getInt(24) / 20;
        int bursts = 0;
        int silence = pause;
        for (int at = 44; at < wav.capacity(); at += 2) {
            if (Math.abs(wav.getShort(at)) < 50) {
                silence++;
            } else {
                bursts += silence >= pause ? 1 : 0;
                silence = 0;
            }
        }
        return bursts;
    }

    /**
     * How far a sample is from where the two before it say a tone of that frequency goes on, at the worst place between the
     * first and the last sound: a few units from rounding, thousands for a gap, a click or a lost frame.
     */
    public static double worstJump(Path recording, double hz) {
        ByteBuffer wav = requireComplete(recording);
        double factor = 2 * Math.cos(2 * Math.PI * hz / wav.getInt(24));
        int first = 44;
        int last = wav.capacity() - 2;
        while (first < last && wav.getShort(first) == 0) {
            first += 2;
        }
        while (last > first && wav.getShort(last) == 0) {
            last -= 2;
        }
        double worst = 0;
        for (int at = first + 4; at <= last; at += 2) {
            double expected = factor * wav.getShort(at - 2) - wav.getShort(at - 4);
            worst = Math.max(worst, Math.abs(wav.getShort(at) - expected));
        }
        return worst;
    }

    private static double level(ByteBuffer wav, int from, int window, double factor) {
        double one = 0;
        double two = 0;
        for (int i = from; i < from + window; i++) {
            double next = wav.getShort(44 + i * 2) + factor * one - two;
            two = one;
            one = next;
        }
        return 2 * Math.sqrt(Math.max(0, one * one + two * two - factor * one * two)) / window;
    }

    private static double purity(ByteBuffer wav, int from, int window, double factor) {
        double one = 0;
        double two = 0;
        double energy = 0;
        for (int i = from; i < from + window; i++) {
            double sample = wav.getShort(44 + i * 2);
            double next = sample + factor * one - two;
            two = one;
            one = next;
            energy += sample * sample;
        }
        // rounding noise of a silent stretch is no tone
        boolean silent = energy < 100.0 * 100.0 * window;
        return silent ? 0 : 2 * (one * one + two * two - factor * one * two) / window / energy;
    }
}
