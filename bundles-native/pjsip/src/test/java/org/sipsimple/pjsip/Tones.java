/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** WAV files with one tone, and how pure a tone a recording holds. */
final class Tones {
    private Tones() {}

    /** Writes 16-bit mono PCM. */
    static Path write(Path file, int rate, double hz, double seconds) {
        int count = (int) (rate * seconds);
        ByteBuffer wav = ByteBuffer.allocate(44 + count * 2).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(36 + count * 2);
        wav.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(rate * 2);
        wav.putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(count * 2);
        for (int i = 0; i < count; i++) {
            wav.putShort((short) (8000 * Math.sin(2 * Math.PI * hz * i / rate)));
        }
        try {
            return Files.write(file, wav.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Share of the energy of the last half second that is at that frequency: 1 for a pure tone, 0 for none (Goertzel). */
    static double purity(Path recording, double hz) {
        ByteBuffer wav;
        try {
            wav = ByteBuffer.wrap(Files.readAllBytes(recording)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int rate = wav.getInt(24);
        int count = wav.getInt(40) / 2;
        int take = rate / 2;
        if (wav.getInt(40) != wav.capacity() - 44 || wav.getInt(4) != wav.capacity() - 8) {
            throw new AssertionError("header does not fit a file of " + wav.capacity() + " bytes");
        }
        if (count < take) {
            throw new AssertionError("only " + count + " samples at " + rate + " Hz were recorded");
        }
        double factor = 2 * Math.cos(2 * Math.PI * hz / rate);
        double one = 0;
        double two = 0;
        double energy = 0;
        for (int i = count - take; i < count; i++) {
            double sample = wav.getShort(44 + i * 2);
            double next = sample + factor * one - two;
            two = one;
            one = next;
            energy += sample * sample;
        }
        return energy == 0 ? 0 : 2 * (one * one + two * two - factor * one * two) / take / energy;
    }
}
