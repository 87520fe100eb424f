/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/**
 * Points in time as xs:dateTime and RFC 3339 write them. By hand: documents are full of times and a general formatter takes
 * longer than the rest of an element.
 */
public final class XmlDateTime {
    private XmlDateTime() {}

    /** Reads a time; null when the text is none. No zone means UTC. */
    public static @Nullable OffsetDateTime parse(String text) {
        int length = text.length();
        if (length < 19
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        int at = 19;
        int nanos = 0;
        if (at < length && text.charAt(at) == '.') {
            int start = ++at;
            for (int unit = 100_000_000; at < length && isDigit(text.charAt(at)); at++, unit /= 10) {
                nanos += unit * (text.charAt(at) - '0');
            }
            if (at == start) {
                return null;
            }
        }
        try {
            ZoneOffset zone = zone(text, at);
            return zone == null
                    ? null
                    : OffsetDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19),
                            nanos,
                            zone);
        } catch (DateTimeException e) {
            return null; // a month of 13 and the like: the caller names text and place
        }
    }

    /** Writes a time, always with seconds, which {@link OffsetDateTime#toString()} leaves out when they are zero. */
    public static String format(OffsetDateTime time) {
        String text = time.toString();
        if (time.getSecond() != 0 || time.getNano() != 0) {
            return text;
        }
        int minutesEnd = text.indexOf('T') + 6;
        return text.substring(0, minutesEnd) + ":00" + text.substring(minutesEnd);
    }

    private static @Nullable ZoneOffset zone(String text, int at) {
        int left = text.length() - at;
        if (left == 0 || left == 1 && text.charAt(at) == 'Z') {
            return ZoneOffset.UTC;
        }
        if (left != 6 || text.charAt(at + 3) != ':') {
            return null;
        }
        int sign = text.charAt(at) == '-' ? -1 : text.charAt(at) == '+' ? 1 : 0;
        int seconds = number(text, at + 1, at + 3) * 3600 + number(text, at + 4, at + 6) * 60;
        return sign == 0 ? null : ZoneOffset.ofTotalSeconds(sign * seconds);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                throw new DateTimeException("not a digit: " + text);
            }
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
