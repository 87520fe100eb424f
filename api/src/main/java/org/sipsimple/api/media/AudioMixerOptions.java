/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import org.jspecify.annotations.Nullable;

/**
 * How an {@link AudioMixer} is made.
 *
 * @param inputDevice device name, {@code "system_default"}, or null for none
 * @param outputDevice likewise
 * @param sampleRate in Hz, a multiple of 50
 * @param echoTailMillis echo canceller tail, 0 for none
 * @param slotCount the number of slots, the devices' own included
 */
public record AudioMixerOptions(
        @Nullable String inputDevice,
        @Nullable String outputDevice,
        int sampleRate,
        int echoTailMillis,
        int slotCount) {

    /** No devices, 16 kHz, no echo canceller, 254 slots: driven by a clock instead of a sound card. */
    public static final AudioMixerOptions SILENT = new AudioMixerOptions(null, null, 16_000, 0, 254);

    public AudioMixerOptions {
        if (sampleRate <= 0 || sampleRate % 50 != 0) {
            throw new IllegalArgumentException("sample rate " + sampleRate + " is not a positive multiple of 50");
        }
        if (echoTailMillis < 0 || slotCount < 1) {
            throw new IllegalArgumentException("echo tail and slot count must not be negative or zero");
        }
    }
}
