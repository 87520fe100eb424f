/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Numbers of header fields and their parameters. */
final class HeaderNumbers {

    /** The largest value of delta-seconds, 2^32-1 (RFC 3261 section 20.19). */
    static final long MAX = 0xFFFF_FFFFL;

    private HeaderNumbers() {}

    static OptionalLong seconds(Optional<String> text) {
        long value = text.isPresent() ? parse(text.get(), MAX) : -1;
        return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }

    static OptionalInt port(Optional<String> text) {
        long value = text.isPresent() ? parse(text.get(), 0xFFFF) : -1;
        return value < 0 ? OptionalInt.empty() : OptionalInt.of((int) value);
    }

    static OptionalDouble quality(Optional<String> text) {
        return text.isPresent() ? quality(text.get()) : OptionalDouble.empty();
    }

    private static OptionalDouble quality(String text) {
        if (text.isEmpty() || text.length() > 5) {
            return OptionalDouble.empty();
        }
        int thousandths = 0;
        for (int i = 0; i < 5; i++) {
            char c = i < text.length() ? text.charAt(i) : i == 1 ? '.' : '0';
            if (i == 1 ? c != '.' : !Chars.isDigit(c)) {
                return OptionalDouble.empty();
            }
            thousandths = i == 1 ? thousandths : thousandths * 10 + c - '0';
        }
        return thousandths > 1000 ? OptionalDouble.empty() : OptionalDouble.of(thousandths / 1000.0);
    }

    /** The decimal number, or -1 when the text is none or the number is above the limit. */
    static long parse(String text, long limit) {
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Chars.isDigit(c)) {
                return -1;
            }
            value = value * 10 + c - '0';
            if (value > limit) {
                return -1;
            }
        }
        return text.isEmpty() ? -1 : value;
    }

    /** The decimal number. */
    static long require(String what, String text, long limit) {
        long value = parse(text, limit);
        if (value < 0) {
            throw new SipSyntaxException(what + " is no number from 0 to " + limit, text, 0);
        }
        return value;
    }
}
