/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Writes the arguments of an {@link Op}, field after field: int as 4 and long as 8 bytes, big-endian; text (UTF-8) and bytes as a
 * 32-bit length and the content, with length 0xFFFFFFFF for an absent one; a list as a 32-bit count and its items.
 *
 * <p>Not thread-safe; cheap enough to be made for each command.
 */
public final class FieldWriter {
    static final int ABSENT = -1;

    private byte[] buffer = new byte[256];
    private int length;

    public FieldWriter putInt(int value) {
        int at = grow(4);
        for (int i = 0; i < 4; i++) {
            buffer[at + i] = (byte) (value >>> (24 - 8 * i));
        }
        return this;
    }

    public FieldWriter putLong(long value) {
        return putInt((int) (value >>> 32)).putInt((int) value);
    }

    /** Writes 1 for true and 0 for false, as an int. */
    public FieldWriter putFlag(boolean value) {
        return putInt(value ? 1 : 0);
    }

    public FieldWriter putText(@Nullable String value) {
        return putBytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    public FieldWriter putBytes(byte @Nullable [] value) {
        if (value == null) {
            return putInt(ABSENT);
        }
        putInt(value.length);
        int at = grow(value.length); // first: it may replace the buffer
        System.arraycopy(value, 0, buffer, at, value.length);
        return this;
    }

    public FieldWriter putTexts(Collection<String> values) {
        return putList(values, FieldWriter::putText);
    }

    /** Writes the count and then each item, for which {@code item} writes the same fields in the same order. */
    public <T> FieldWriter putList(Collection<T> values, BiConsumer<FieldWriter, T> item) {
        putInt(values.size());
        values.forEach(value -> item.accept(this, value));
        return this;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
    }

    private int grow(int more) {
        int at = length;
        length = Math.addExact(at, more);
        if (length > buffer.length) {
            buffer =
                    Arrays.copyOf(buffer, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(length, 2L * buffer.length)));
        }
        return at;
    }
}
