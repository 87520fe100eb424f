/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

/**
 * Which bytes of a message a chunk carries (RFC 4975 section 7.1.1). Immutable.
 *
 * @param start number of the first byte, counted from 1
 * @param end number of the last byte, inclusive; {@link #UNKNOWN} for {@code *}; start - 1 when there is none
 * @param total bytes of the whole message, or {@link #UNKNOWN} for {@code *}
 */
public record ByteRange(long start, long end, long total) {
    /** Stands for {@code *}. */
    public static final long UNKNOWN = -1;

    private static final int DIGITS = 19;

    public ByteRange {
        if (start < 1 || end < UNKNOWN || total < UNKNOWN || (end != UNKNOWN && end < start - 1)) {
            throw new IllegalArgumentException("no byte range: " + start + ", " + end + ", " + total);
        }
    }

    /** A range from a start of the given length, with a known total. */
    public static ByteRange of(long start, long length, long total) {
        return new ByteRange(start, start + length - 1, total);
    }

    static ByteRange parse(String text) throws MsrpSyntaxException {
        int dash = text.indexOf('-');
        int slash = text.indexOf('/', dash + 1);
        if (dash < 1 || slash < 0) {
            throw new MsrpSyntaxException("no byte range", text);
        }
        try {
            long start = number(text, 0, dash);
            long end = number(text, dash + 1, slash);
            return new ByteRange(start, end, number(text, slash + 1, text.length()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            MsrpSyntaxException failure = new MsrpSyntaxException("no byte range", text);
            failure.initCause(e);
            throw failure;
        }
    }

    private static long number(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) <= ' ') {
            end--;
        }
        if (end - start == 1 && text.charAt(start) == '*') {
            return UNKNOWN;
        }
        if (start == end || end - start > DIGITS) {
            throw new NumberFormatException(text);
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException(text);
            }
            value = Math.addExact(Math.multiplyExact(value, 10), digit);
        }
        return value;
    }

    /** As it stands in the header. */
    @Override
    public String toString() {
        return start + "-" + star(end) + "/" + star(total);
    }

    private static String star(long number) {
        return number == UNKNOWN ? "*" : Long.toString(number);
    }
}
