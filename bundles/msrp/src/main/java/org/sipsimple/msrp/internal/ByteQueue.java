/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes in, bytes out; shrinks when empty. */
public final class ByteQueue {
    private static final int SMALL = 1024;
    private static final int KEPT = 64 * 1024;

    private byte[] bytes = new byte[0];
    private int start;
    private int end;

    public void add(byte[] more) {
        if (end + more.length > bytes.length) {
            int size = size();
            byte[] larger = size + more.length <= bytes.length / 2
                    ? bytes
                    : new byte[Math.max(SMALL, Math.max(bytes.length * 2, size + more.length))];
            System.arraycopy(bytes, start, larger, 0, size);
            bytes = larger;
            start = 0;
            end = size;
        }
        System.arraycopy(more, 0, bytes, end, more.length);
        end += more.length;
    }

    public void moveTo(ByteBuffer out) {
        int count = Math.min(size(), out.remaining());
        out.put(bytes, start, count);
        start += count;
        if (start == end) {
            start = 0;
            end = 0;
            if (bytes.length > KEPT) {
                bytes = Arrays.copyOf(bytes, 0);
            }
        }
    }

    public int size() {
        return end - start;
    }

    public boolean isEmpty() {
        return start == end;
    }
}
