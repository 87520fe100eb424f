/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What UTF-8 is (RFC 3629 section 4). The parser takes sequences that are longer than they need be, behind which
 * characters can hide that it would refuse.
 */
final class Utf8 {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080808080808080L;

    private Utf8() {}

    /** Where the first sequence stands that is none, or is one of U+FFFE and U+FFFF; -1 when all is well. */
    static int fault(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            if (bytes[at] >= 0) {
                at = skipAscii(bytes, at);
            } else {
                int length = length(bytes, at);
                if (length == 0) {
                    return at;
                }
                at += length;
            }
        }
        return -1;
    }

    private static int skipAscii(byte[] bytes, int from) {
        int at = from;
        while (at + Long.BYTES <= bytes.length && ((long) EIGHT_BYTES.get(bytes, at) & NOT_ASCII) == 0) {
            at += Long.BYTES;
        }
        while (at < bytes.length && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** The length of the sequence of several bytes that begins somewhere; 0 when there is none. */
    private static int length(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        int second = at + 1 < bytes.length ? bytes[at + 1] & 0xFF : 0;
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (first < 0xC2 || first > 0xF4 || second < lowest || second > highest || at + length > bytes.length) {
            return 0;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        boolean noCharacter = first == 0xEF && second == 0xBF && (bytes[at + 2] & 0xFF) >= 0xBE;
        return noCharacter ? 0 : length;
    }

    /** Line and column of a byte, both from 1, columns in bytes. */
    static String where(byte[] bytes, int index) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < index; i++) {
            if (bytes[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return line + ":" + (index - lineStart + 1);
    }
}
