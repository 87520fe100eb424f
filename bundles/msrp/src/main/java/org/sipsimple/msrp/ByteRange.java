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
            long start = number(text.substring(0, dash));
            long end = number(text.substring(dash + 1, slash));
            return new ByteRange(start, end, number(text.substring(slash + 1)));
        } catch (IllegalArgumentException e) {
            MsrpSyntaxException failure = new MsrpSyntaxException("no byte range", text);
            failure.initCause(e);
            throw failure;
        }
    }

    private static long number(String text) {
        String digits = text.strip();
        if (digits.equals("*")) {
            return UNKNOWN;
        }
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new NumberFormatException(digits);
        }
        return Long.parseLong(digits);
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
