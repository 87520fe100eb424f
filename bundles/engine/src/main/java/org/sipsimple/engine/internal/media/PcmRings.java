/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

import org.sipsimple.pjsip.PjsipBorder;

/**
 * The memory of one run of a PCM port: a header and two rings of bytes, each written by one side and read by the other.
 * The layout is that of {@code ssc_pcm.c}. One thread may write while another reads.
 */
final class PcmRings {
    private static final int PLAY_WRITTEN = 0;
    private static final int PLAY_READ = 64;
    private static final int MISSING = 72;
    private static final int HEAR_WRITTEN = 128;
    private static final int DROPPED = 136;
    private static final int HEAR_READ = 192;
    private static final int PULSE = 256;
    private static final int HEADER = 320;
    private static final int ALIGNMENT = 64;

    /** An interrupt is noticed after so long. */
    private static final long SLICE = Duration.ofMillis(50).toNanos();

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final ByteBuffer memory;
    private final int capacity;
    private volatile boolean closed;

    PcmRings(int capacity) {
        this.capacity = capacity;
        this.memory =
                ByteBuffer.allocateDirect(HEADER + 2 * capacity + ALIGNMENT).alignedSlice(ALIGNMENT);
    }

    ByteBuffer memory() {
        return memory;
    }

    private long at(int offset) {
        return (long) LONG.getAcquire(memory, offset);
    }

    private int used(int written, int read) {
        return (int) Math.max(0, Math.min(capacity, at(written) - at(read)));
    }

    int room() {
        return closed ? 0 : capacity - used(PLAY_WRITTEN, PLAY_READ);
    }

    int available() {
        return used(HEAR_WRITTEN, HEAR_READ);
    }

    long missing() {
        return at(MISSING);
    }

    long dropped() {
        return at(DROPPED);
    }

    int write(ByteBuffer samples) {
        int count = Math.min(samples.remaining(), room()) & ~1;
        long written = at(PLAY_WRITTEN);
        int offset = (int) (written % capacity);
        int first = Math.min(count, capacity - offset);
        memory.put(HEADER + offset, samples, samples.position(), first);
        memory.put(HEADER, samples, samples.position() + first, count - first);
        samples.position(samples.position() + count);
        LONG.setRelease(memory, PLAY_WRITTEN, written + count);
        return count;
    }

    int read(ByteBuffer samples) {
        int count = Math.min(samples.remaining(), available()) & ~1;
        long read = at(HEAR_READ);
        int offset = (int) (read % capacity);
        int first = Math.min(count, capacity - offset);
        int ring = HEADER + capacity;
        samples.put(samples.position(), memory, ring + offset, first);
        samples.put(samples.position() + first, memory, ring, count - first);
        samples.position(samples.position() + count);
        LONG.setRelease(memory, HEAR_READ, read + count);
        return count;
    }

    boolean awaitRoom(int bytes, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        while (room() < bytes) {
            if (!pause(end, bytes, true)) {
                return false;
            }
        }
        return true;
    }

    boolean awaitAvailable(int bytes, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        while (available() < bytes) {
            if (!pause(end, bytes, false)) {
                return false;
            }
        }
        return true;
    }

    /** False when there is nothing more to wait for. */
    private boolean pause(long end, int bytes, boolean forRoom) throws InterruptedException {
        int pulse = (int) INT.getVolatile(memory, PULSE);
        if ((forRoom ? room() : available()) >= bytes) {
            return true;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long left = end - System.nanoTime();
        if (closed || left <= 0) {
            return false;
        }
        PjsipBorder.awaitPcm(memory, pulse, Math.min(left, SLICE));
        return true;
    }

    /** Nothing can be written any more, and who waits is let go. */
    void close() {
        closed = true;
    }
}
