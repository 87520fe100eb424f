/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A hash of digest authentication (RFC 7616 section 3.3), the better ones first.
 *
 * <p>The names are what goes out; with {@code -sess} behind them they stand for a hash over nonces too.
 */
enum DigestAlgorithm {
    SHA_512_256("SHA-512-256", "SHA-512/256", 64),
    SHA_256("SHA-256", "SHA-256", 64),
    MD5("MD5", "MD5", 32);

    private static final String SESSION = "-sess";

    private final String wireName;
    private final String platformName;
    private final int digits;

    DigestAlgorithm(String wireName, String platformName, int digits) {
        this.wireName = wireName;
        this.platformName = platformName;
        this.digits = digits;
    }

    /** By the parameter of a challenge, which is empty for MD5; empty when it is a name unknown here. */
    static Optional<DigestAlgorithm> of(String name) {
        String plain = isSession(name) ? name.substring(0, name.length() - SESSION.length()) : name;
        for (DigestAlgorithm algorithm : values()) {
            if (plain.isEmpty() && algorithm == MD5 || algorithm.wireName.equalsIgnoreCase(plain)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    static boolean isSession(String name) {
        return name.length() > SESSION.length()
                && name.regionMatches(true, name.length() - SESSION.length(), SESSION, 0, SESSION.length());
    }

    /** How long its results are in hexadecimal. */
    int digits() {
        return digits;
    }

    String hash(String text) {
        try {
            byte[] bytes = MessageDigest.getInstance(platformName).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + platformName, e);
        }
    }
}
