/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an event or an answer in the order in which the type's description gives them; {@link FieldWriter} has the
 * encoding. Every read is checked against the end and throws {@link FieldFormatException} beyond it.
 *
 * <p>Not thread-safe.
 */
public final class FieldReader {
    private final byte[] bytes;
    private int position;

    public FieldReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public int readInt() {
        int at = take(4);
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }

    public long readLong() {
        return (long) readInt() << 32 | readInt() & 0xFFFFFFFFL;
    }

    public boolean readFlag() {
        return readInt() != 0;
    }

    /** Reads text that the description does not call optional. */
    public String readText() {
        return new String(readBytes(), StandardCharsets.UTF_8);
    }

    /** Reads text that may be absent; null then. */
    public @Nullable String readOptionalText() {
        byte[] value = readOptionalBytes();
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    /** Reads bytes that the description does not call optional. */
    public byte[] readBytes() {
        byte[] value = readOptionalBytes();
        if (value == null) {
            throw new FieldFormatException("absent field at " + (position - 4) + " of " + bytes.length);
        }
        return value;
    }

    /** Reads bytes that may be absent; null then. */
    public byte @Nullable [] readOptionalBytes() {
        int length = readInt();
        if (length == FieldWriter.ABSENT) {
            return null;
        }
        int at = take(length);
        return Arrays.copyOfRange(bytes, at, at + length);
    }

    public List<String> readTexts() {
        return readList(FieldReader::readText);
    }

    /** Reads a count and that many items; {@code item} reads the fields of one. */
    public <T> List<T> readList(Function<FieldReader, T> item) {
        int count = readInt();
        // each item has at least one field of four bytes, so a larger count is a lie and must not size a list
        if (count < 0 || count > (bytes.length - position) / 4) {
            throw new FieldFormatException("list of " + count + " at " + (position - 4) + " of " + bytes.length);
        }
        List<T> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(item.apply(this));
        }
        return List.copyOf(items);
    }

    public boolean atEnd() {
        return position == bytes.length;
    }

    private int take(int length) {
        if (length < 0 || length > bytes.length - position) {
            throw new FieldFormatException("field of " + length + " at " + position + " of " + bytes.length);
        }
        int at = position;
        position += length;
        return at;
    }
}
