/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

/** Whole numbers from 0, as attributes and texts carry them. */
final class XmlNumber {
    /** Far above all that is counted, and a {@code long} has room for all numbers of so many digits. */
    private static final int MOST_DIGITS = 18;

    private XmlNumber() {}

    /** Reads a number; -1 when the text is none. */
    static long parse(String text) {
        int length = text.length();
        if (length == 0 || length > MOST_DIGITS) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
