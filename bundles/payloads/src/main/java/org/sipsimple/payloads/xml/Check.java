/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import org.jspecify.annotations.Nullable;

/** Conditions of the values' constructors, each failing with a sentence for a person. */
public final class Check {
    private Check() {}

    /** @throws IllegalArgumentException with the message, when the condition does not hold */
    public static void that(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /**
     * A text that must be there.
     *
     * @throws IllegalArgumentException when it is null or blank
     */
    public static String text(@Nullable String text, String what) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(what + " is missing");
        }
        return text;
    }

    /**
     * A value that must be there.
     *
     * @throws IllegalArgumentException when it is null
     */
    public static <T> T present(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalArgumentException(what + " is missing");
        }
        return value;
    }

    /**
     * A number that must not be negative; null means there is none.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public static void notNegative(@Nullable Number number, String what) {
        if (number != null && number.longValue() < 0) {
            throw new IllegalArgumentException(what + " is negative: " + number);
        }
    }
}
