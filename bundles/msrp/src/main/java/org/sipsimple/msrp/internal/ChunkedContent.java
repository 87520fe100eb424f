/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import org.jspecify.annotations.Nullable;

import org.sipsimple.msrp.internal.LinkHandler.FileSlice;

/**
 * Sends content in chunks. A chunk is cut short when something else waits; files on plain TCP are left to the kernel.
 * On the I/O thread only.
 */
public final class ChunkedContent implements Outgoing {
    /** What the kernel is given at once: others wait no longer than for this. */
    private static final int SLICE = 512 * 1024;

    private static final int END_LINE = 64;

    /** The message this is the content of. */
    public interface Owner {
        /**
         * A chunk begins.
         *
         * @param start number of its first byte, from 0
         * @param end of its last byte plus one, or -1 when it may be cut short
         * @return its head with the blank line
         */
        byte[] chunkStarts(long start, long end);

        /** The line break and the end line of that chunk, of the given length. */
        byte[] chunkEnds(char flag, long length);

        /** False to stop with {@code #}. */
        boolean wanted();

        /** False to wait for answers first. */
        boolean mayStartChunk();

        /** The last chunk is out. */
        void finished();

        void failed(IOException cause);
    }

    private final Owner owner;
    private final @Nullable FileChannel file;
    private final byte @Nullable [] bytes;
    private final long total;
    private final int chunkSize;
    private final boolean fixed;
    private ByteBuffer line = ByteBuffer.allocate(0);
    private long position;
    private long chunkStart;
    private long chunkEnd;
    private boolean begun;
    private boolean inside;
    private boolean ending;
    private boolean last;
    private @Nullable IOException broken;
    private @Nullable FileSlice slice;

    private ChunkedContent(
            Owner owner,
            @Nullable FileChannel file,
            byte @Nullable [] bytes,
            long position,
            long total,
            int chunkSize,
            boolean fixed) {
        this.owner = owner;
        this.file = file;
        this.bytes = bytes;
        this.position = position;
        this.total = total;
        this.chunkSize = chunkSize;
        this.fixed = fixed;
    }

    /** @param fixed chunks say how long they are and are not cut short, as some relays want it */
    public static ChunkedContent of(
            Owner owner, FileChannel file, long position, long total, int chunkSize, boolean fixed) {
        return new ChunkedContent(owner, file, null, position, total, chunkSize, fixed);
    }

    public static ChunkedContent of(Owner owner, byte[] bytes, int chunkSize, boolean fixed) {
        return new ChunkedContent(owner, null, bytes, 0, bytes.length, chunkSize, fixed);
    }

    @Override
    public boolean insideChunk() {
        return inside;
    }

    @Override
    public Progress fill(ByteBuffer out, boolean takesFiles, boolean othersWait) {
        if (!inside) {
            if (!owner.wanted() && !begun) {
                owner.finished();
                return Progress.DONE;
            }
            if (owner.wanted() && !owner.mayStartChunk()) {
                return Progress.WAITING;
            }
            begin();
        }
        return write(out, takesFiles, othersWait);
    }

    private void begin() {
        begun = true;
        chunkStart = position;
        chunkEnd = Math.min(total, position + chunkSize);
        inside = true;
        ending = false;
        line = ByteBuffer.wrap(owner.chunkStarts(chunkStart, fixed ? chunkEnd : -1));
    }

    private Progress write(ByteBuffer out, boolean takesFiles, boolean othersWait) {
        Buffers.copy(line, out);
        if (line.hasRemaining()) {
            return Progress.MORE;
        }
        if (ending) {
            return chunkOver();
        }
        if (!owner.wanted() || broken != null) {
            return end('#', out);
        }
        if (othersWait && !fixed && position > chunkStart) {
            chunkEnd = position;
        }
        if (position < chunkEnd && takesFiles && file != null) {
            slice = new FileSlice(file, position, Math.min(SLICE, chunkEnd - position));
            return Progress.MORE;
        }
        if (position < chunkEnd) {
            copy(out);
            if (position < chunkEnd && broken == null) {
                return Progress.MORE;
            }
        }
        return end(broken != null ? '#' : position == total ? '$' : '+', out);
    }

    private void copy(ByteBuffer out) {
        int room = (int) Math.min(out.remaining() - END_LINE, chunkEnd - position);
        if (room <= 0) {
            return;
        }
        if (bytes != null) {
            out.put(bytes, (int) position, room);
            position += room;
            return;
        }
        int limit = out.limit();
        out.limit(out.position() + room);
        try {
            int count = java.util.Objects.requireNonNull(file).read(out, position);
            if (count <= 0) {
                broken = new IOException("the file is shorter than it was");
            } else {
                position += count;
            }
        } catch (IOException e) {
            broken = e;
        }
        out.limit(limit);
    }

    private Progress end(char flag, ByteBuffer out) {
        ending = true;
        last = flag != '+';
        line = ByteBuffer.wrap(owner.chunkEnds(flag, position - chunkStart));
        Buffers.copy(line, out);
        return line.hasRemaining() ? Progress.MORE : chunkOver();
    }

    private Progress chunkOver() {
        inside = false;
        if (!last) {
            return Progress.TURN;
        }
        if (broken != null) {
            owner.failed(broken);
        } else {
            owner.finished();
        }
        return Progress.DONE;
    }

    @Override
    public @Nullable FileSlice takeSlice() {
        FileSlice taken = slice;
        slice = null;
        return taken;
    }

    @Override
    public void sliceSent(long length) {
        position += length;
        if (length < Math.min(SLICE, chunkEnd - (position - length))) {
            broken = new IOException("the file is shorter than it was");
        }
    }

    @Override
    public void failed(IOException cause) {
        owner.failed(cause);
    }
}
