/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.sip.SipCoreException;

/**
 * Raw sound of the application in a slot of a mixer: what is written is heard by the slots it is connected to, and what
 * its slot is sent can be read. Samples are signed, 16 bits each in {@link java.nio.ByteOrder#nativeOrder()}, one
 * channel, at {@link #sampleRate()}; every count of bytes is even.
 *
 * <p>Sound goes through two bounded rings shared with the mixer's clock, so moving it costs a copy: no allocation, no
 * look at the native side. The clock never waits: when the application does not write in time there is silence, when it
 * does not read in time new sound is dropped, and both are counted.
 *
 * <p>One thread may write while another reads. Waiting threads are platform threads, or hold their carrier while they
 * wait.
 *
 * <pre>{@code
 * try (PcmPort ear = media.createPcmPort(mixer, 16_000, Duration.ofSeconds(1))) {
 *     ear.start();
 *     mixer.connectSlots(call, ear.slot().orElseThrow());
 *     ByteBuffer frame = ByteBuffer.allocateDirect(640);
 *     while (ear.awaitSamples(frame.capacity(), Duration.ofSeconds(5))) {
 *         ear.read(frame.clear());
 *         recogniser.accept(frame.flip());
 *     }
 * }
 * }</pre>
 */
@ProviderType
public interface PcmPort extends AutoCloseable {

    AudioMixer mixer();

    /** In Hz; the mixer converts when its own differs. */
    int sampleRate();

    /** How many bytes each ring holds at most. */
    int capacity();

    /**
     * Takes a slot, with empty rings.
     *
     * @throws SipCoreException when it has one, or the mixer is full or closed
     */
    void start() throws SipCoreException;

    /** Gives up the slot and wakes who waits. Idempotent; it can be started again. */
    void stop();

    boolean isActive();

    /** The slot while active. */
    Optional<Integer> slot();

    /**
     * Takes as many samples as there is room for. Never waits.
     *
     * @param samples a direct buffer is cheapest; its position moves past what was taken
     * @return bytes taken; 0 when the ring is full or the port not active
     */
    int write(ByteBuffer samples);

    /**
     * Gives as many samples as there are and fit. Never waits.
     *
     * @param samples its position moves past what was given
     * @return bytes given; 0 when there are none; what came before a stop can still be read after it
     */
    int read(ByteBuffer samples);

    /** Bytes that {@link #write} would take now. */
    int room();

    /** Bytes that {@link #read} would give now. */
    int available();

    /**
     * Waits until so many bytes can be written.
     *
     * @param bytes at most {@link #capacity()}
     * @return false when the time is over or the port stopped
     */
    boolean awaitRoom(int bytes, Duration timeout) throws InterruptedException;

    /**
     * Waits until so many bytes can be read.
     *
     * @param bytes at most {@link #capacity()}
     * @return false when the time is over or the port stopped
     */
    boolean awaitSamples(int bytes, Duration timeout) throws InterruptedException;

    /** Bytes that came since the start and were dropped because nobody had read. */
    long dropped();

    /** Bytes of silence that were played since the first write because nothing was written in time. */
    long missing();

    /** The same as {@link #stop()}. */
    @Override
    void close();
}
