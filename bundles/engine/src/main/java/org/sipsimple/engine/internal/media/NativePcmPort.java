/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.PcmPort;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.MediaOp;
import org.sipsimple.pjsip.PjsipBorder;

/** Owns a native port while it has a slot, and the memory that it shares with it. */
final class NativePcmPort implements PcmPort {
    private static final int LOWEST_RATE = 8000;
    private static final int HIGHEST_RATE = 48_000;
    private static final int FRAMES_PER_SECOND = 50;
    private static final int SAMPLE = Short.BYTES;
    private static final long SHORTEST_MILLIS = 20;
    private static final long LONGEST_MILLIS = 60_000;

    private final NativeMixer mixer;
    private final int sampleRate;
    private final int capacity;
    private final SlotRun run;
    private final Object reading = new Object();
    private final Object writing = new Object();
    private volatile @Nullable PcmRings rings;

    NativePcmPort(EngineCore core, NativeMixer mixer, int sampleRate, Duration buffer) {
        if (sampleRate < LOWEST_RATE || sampleRate > HIGHEST_RATE || sampleRate % FRAMES_PER_SECOND != 0) {
            throw new IllegalArgumentException(
                    "sample rate " + sampleRate + " is no multiple of 50 from 8000 to 48000");
        }
        long millis = buffer.toMillis();
        if (millis < SHORTEST_MILLIS || millis > LONGEST_MILLIS) {
            throw new IllegalArgumentException("a buffer holds 20 ms to a minute, not " + buffer);
        }
        this.mixer = mixer;
        this.sampleRate = sampleRate;
        this.capacity = (int) (millis * sampleRate / 1000) * SAMPLE;
        this.run = new SlotRun(core, "PCM port", MediaOp.PCM_STOP, new SlotRun.Listener() {
            @Override
            public void ended() {
                endRings();
            }
        });
    }

    @Override
    public AudioMixer mixer() {
        return mixer;
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public void start() throws SipCoreException {
        PcmRings fresh = new PcmRings(capacity);
        long token = PjsipBorder.share(fresh.memory());
        try {
            run.start(
                    MediaOp.PCM_START,
                    new FieldWriter()
                            .putLong(mixer.id())
                            .putLong(token)
                            .putInt(sampleRate)
                            .putInt(capacity));
        } finally {
            PjsipBorder.unshare(token);
        }
        rings = fresh;
        if (!run.isActive()) {
            fresh.close();
        }
    }

    @Override
    public void stop() {
        run.stop();
        endRings();
    }

    private void endRings() {
        PcmRings ended = rings;
        if (ended != null) {
            ended.close();
        }
    }

    @Override
    public boolean isActive() {
        return run.isActive();
    }

    @Override
    public Optional<Integer> slot() {
        return run.slot();
    }

    @Override
    public int write(ByteBuffer samples) {
        synchronized (writing) {
            PcmRings current = rings;
            return current == null ? 0 : current.write(samples);
        }
    }

    @Override
    public int read(ByteBuffer samples) {
        synchronized (reading) {
            PcmRings current = rings;
            return current == null ? 0 : current.read(samples);
        }
    }

    @Override
    public int room() {
        PcmRings current = rings;
        return current == null ? 0 : current.room();
    }

    @Override
    public int available() {
        PcmRings current = rings;
        return current == null ? 0 : current.available();
    }

    @Override
    public boolean awaitRoom(int bytes, Duration timeout) throws InterruptedException {
        requireFit(bytes);
        PcmRings current = rings;
        return current != null && current.awaitRoom(bytes, timeout.toNanos());
    }

    @Override
    public boolean awaitSamples(int bytes, Duration timeout) throws InterruptedException {
        requireFit(bytes);
        PcmRings current = rings;
        return current != null && current.awaitAvailable(bytes, timeout.toNanos());
    }

    private void requireFit(int bytes) {
        if (bytes > capacity) {
            throw new IllegalArgumentException(bytes + " bytes never fit into a ring of " + capacity);
        }
    }

    @Override
    public long dropped() {
        PcmRings current = rings;
        return current == null ? 0 : current.dropped();
    }

    @Override
    public long missing() {
        PcmRings current = rings;
        return current == null ? 0 : current.missing();
    }

    @Override
    public void close() {
        stop();
    }
}
