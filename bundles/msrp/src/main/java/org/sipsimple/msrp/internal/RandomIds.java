/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.security.SecureRandom;

/** Identifiers nobody can guess, drawn from the secure generator in larger portions. Thread-safe. */
public final class RandomIds {
    private static final char[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
    private static final int PORTION = 2048;

    private final SecureRandom random = new SecureRandom();
    private final byte[] bytes = new byte[PORTION];
    private int used = PORTION;

    /** 80 random bits, five in each character. */
    public String next() {
        return next(16);
    }

    synchronized String next(int length) {
        if (used + length > PORTION) {
            random.nextBytes(bytes);
            used = 0;
        }
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = ALPHABET[bytes[used++] & 31];
        }
        return new String(text);
    }
}
