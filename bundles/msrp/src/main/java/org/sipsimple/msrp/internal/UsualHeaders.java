/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The headers nearly every chunk has. Reading one makes no new text of its name, nor of its value when that is the one it
 * had before, as paths and types are. Not thread-safe.
 */
final class UsualHeaders {
    private static final String[] NAMES = {
        "To-Path",
        "From-Path",
        "Message-ID",
        "Byte-Range",
        "Success-Report",
        "Failure-Report",
        "Status",
        "Content-Type",
        "Keep-Alive"
    };
    /** Longer values are not remembered. */
    private static final int LONGEST = 512;

    private final String[] values = new String[NAMES.length];
    private final byte[][] bytes = new byte[NAMES.length][0];

    /** Which of them the first bytes of a line name; -1 for none. */
    int find(byte[] line, int length) {
        for (int i = 0; i < NAMES.length; i++) {
            if (NAMES[i].length() == length && same(NAMES[i], line)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean same(String name, byte[] line) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != line[i]) {
                return false;
            }
        }
        return true;
    }

    String name(int index) {
        return NAMES[index];
    }

    String value(int index, byte[] line, int from, int to) {
        String known = values[index];
        if (known != null && Arrays.equals(line, from, to, bytes[index], 0, bytes[index].length)) {
            return known;
        }
        String text = new String(line, from, to - from, StandardCharsets.UTF_8);
        if (to - from <= LONGEST) {
            values[index] = text;
            bytes[index] = Arrays.copyOfRange(line, from, to);
        }
        return text;
    }
}
