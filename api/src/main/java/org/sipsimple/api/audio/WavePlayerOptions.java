/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.audio;

import java.time.Duration;
import java.util.Objects;

/**
 * How a {@link WavePlayer} plays.
 *
 * @param volume in percent, 0 to 1000
 * @param loopCount how many times the file is played, 0 for without end
 * @param pauseTime between two plays
 * @param initialPlay false to let {@code pauseTime} pass before the first play too
 */
public record WavePlayerOptions(int volume, int loopCount, Duration pauseTime, boolean initialPlay) {

    /** Once, at once, as loud as it is. */
    public static final WavePlayerOptions ONCE = new WavePlayerOptions(100, 1, Duration.ZERO, true);

    public WavePlayerOptions {
        Objects.requireNonNull(pauseTime, "pauseTime");
        if (volume < 0 || volume > 1000) {
            throw new IllegalArgumentException("volume " + volume + " is not between 0 and 1000 percent");
        }
        if (loopCount < 0 || pauseTime.isNegative()) {
            throw new IllegalArgumentException("loop count and pause time must not be negative");
        }
    }

    public WavePlayerOptions withVolume(int percent) {
        return new WavePlayerOptions(percent, loopCount, pauseTime, initialPlay);
    }

    public WavePlayerOptions withLoopCount(int count) {
        return new WavePlayerOptions(volume, count, pauseTime, initialPlay);
    }

    public WavePlayerOptions withPauseTime(Duration pause) {
        return new WavePlayerOptions(volume, loopCount, pause, initialPlay);
    }

    public WavePlayerOptions withInitialPlay(boolean initial) {
        return new WavePlayerOptions(volume, loopCount, pauseTime, initial);
    }
}
