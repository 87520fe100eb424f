/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.sip.SipCoreException;

/**
 * Makes tones in a slot of its mixer. What is asked for while it plays is queued. Any number of generators may run in any
 * number of mixers. Posts {@link ToneGeneratorNotification}. Thread-safe. Spec: SIP Core API, {@code ToneGenerator}.
 */
@ProviderType
public interface ToneGenerator extends AutoCloseable {

    /**
     * One tone, or a pause.
     *
     * @param frequency in Hz; 0 for a pause
     * @param secondFrequency mixed with the first, in Hz; 0 for none
     * @param duration at least a millisecond and at most a minute; whole milliseconds count
     */
    record Tone(int frequency, int secondFrequency, Duration duration) {
        private static final int HIGHEST = 24_000;
        private static final Duration LONGEST = Duration.ofMinutes(1);

        public Tone {
            if (frequency < 0 || secondFrequency < 0 || frequency > HIGHEST || secondFrequency > HIGHEST) {
                throw new IllegalArgumentException("frequencies are 0 to " + HIGHEST + " Hz");
            }
            if (duration.toMillis() < 1 || duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("a tone lasts a millisecond to a minute, not " + duration);
            }
        }

        /** Silence. */
        public static Tone pause(Duration duration) {
            return new Tone(0, 0, duration);
        }
    }

    /** The mixer that it plays into; not closed with it. */
    AudioMixer mixer();

    /**
     * Takes a slot; silent until asked for tones.
     *
     * @throws SipCoreException when it has one, or the mixer is full or closed
     */
    void start() throws SipCoreException;

    /** Falls silent and gives up its slot; no notification. Idempotent; it can be started again. */
    void stop();

    /**
     * Plays tones one after the other, behind what is still queued.
     *
     * @throws SipCoreException when it is not started, or more than 256 tones would wait
     */
    void playTones(List<Tone> tones) throws SipCoreException;

    /**
     * Plays the two tones of a key for a fifth of a second (ITU-T Q.23), behind what is still queued.
     *
     * @param digit 0-9, A-D, * or #
     * @throws SipCoreException as {@link #playTones}; or it is no such digit
     */
    void playDtmf(char digit) throws SipCoreException;

    /** Whether it has a slot. */
    boolean isActive();

    /** Whether something is played or queued. */
    boolean isBusy();

    /** The slot while active. */
    Optional<Integer> slot();

    /** In percent, 100 by default. */
    int volume();

    /** @throws SipCoreException when it is not within 0 to 400 */
    void setVolume(int percent) throws SipCoreException;

    /** The same as {@link #stop()}. */
    @Override
    void close();
}
