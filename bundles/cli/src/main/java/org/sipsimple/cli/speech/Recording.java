/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.speech;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The samples of one channel of a WAV file, from -1 to 1. Not immutable: whoever changes {@code samples} changes the
 * recording.
 *
 * @param rate samples in a second
 * @param samples the first channel
 */
public record Recording(int rate, float[] samples) {
    private static final int HEADER = 12;
    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xFFFE;

    /**
     * Reads a WAV file with 16-bit samples.
     *
     * @throws IOException when it cannot be read, or is something else; the message names the file
     */
    public static Recording read(Path file) throws IOException {
        ByteBuffer data = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (data.remaining() < HEADER
                || !text(data, 0).equals("RIFF")
                || !text(data, 8).equals("WAVE")) {
            throw new IOException(file + " is not a WAV file");
        }
        int channels = 0;
        int rate = 0;
        for (int at = HEADER; at + 8 <= data.limit(); ) {
            String chunk = text(data, at);
            int start = at + 8;
            // a recorder that was killed leaves a length of zero or too large a one
            int length = (int) Math.min(Integer.toUnsignedLong(data.getInt(at + 4)), data.limit() - start);
            if (chunk.equals("fmt ") && length >= 16) {
                int format = Short.toUnsignedInt(data.getShort(start));
                channels = data.getShort(start + 2);
                rate = data.getInt(start + 4);
                if (format != PCM && format != EXTENSIBLE || data.getShort(start + 14) != 16 || channels < 1) {
                    throw new IOException(file + " does not have 16-bit samples");
                }
            } else if (chunk.equals("data")) {
                if (channels == 0 || rate <= 0) {
                    throw new IOException(file + " has no format in front of its samples");
                }
                return new Recording(rate, firstChannel(data, start, length, channels));
            }
            at = start + length + (length & 1);
        }
        throw new IOException(file + " has no samples");
    }

    private static String text(ByteBuffer data, int at) {
        byte[] letters = new byte[4];
        data.get(at, letters);
        return new String(letters, java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static float[] firstChannel(ByteBuffer data, int start, int length, int channels) {
        float[] samples = new float[length / 2 / channels];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = data.getShort(start + 2 * channels * i) / 32768f;
        }
        return samples;
    }

    /** How long it is. */
    public double seconds() {
        return (double) samples.length / rate;
    }

    /** The same sound at another rate; what lies above half of the lower rate is lost. */
    public Recording at(int newRate) {
        if (newRate == rate) {
            return this;
        }
        double step = (double) rate / newRate;
        // each new sample is the mean over its own stretch of time, which keeps high tones from folding back
        float[] changed = new float[(int) (samples.length / step)];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = step > 1 ? mean(i * step, (i + 1) * step) : between(i * step);
        }
        return new Recording(newRate, changed);
    }

    private float mean(double from, double to) {
        int first = (int) from;
        int last = Math.min((int) Math.ceil(to), samples.length);
        double sum = 0;
        for (int i = first; i < last; i++) {
            sum += samples[i];
        }
        return (float) (sum / Math.max(1, last - first));
    }

    private float between(double at) {
        int left = (int) at;
        int right = Math.min(left + 1, samples.length - 1);
        double part = at - left;
        return (float) (samples[left] * (1 - part) + samples[right] * part);
    }
}
