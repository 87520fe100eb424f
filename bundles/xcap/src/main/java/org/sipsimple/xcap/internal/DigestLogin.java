/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.Credentials;

/**
 * Answers to one nonce of a digest challenge (RFC 7616), for one request after another. With {@code qop=auth} where the
 * server offers it, in the old form where it offers none. Thread-safe.
 */
final class DigestLogin implements Login {
    private final Credentials credentials;
    private final Challenge challenge;
    private final DigestAlgorithm algorithm;
    private final SecureRandom random;
    private final AtomicInteger count = new AtomicInteger();

    private DigestLogin(Credentials credentials, Challenge challenge, DigestAlgorithm algorithm, SecureRandom random) {
        this.credentials = credentials;
        this.challenge = challenge;
        this.algorithm = algorithm;
        this.random = random;
    }

    /** A login for a challenge; null when it asks for what cannot be given. */
    static @Nullable DigestLogin of(Challenge challenge, Credentials credentials, SecureRandom random) {
        DigestAlgorithm algorithm =
                DigestAlgorithm.of(challenge.text("algorithm")).orElse(null);
        String realm = challenge.parameter("realm");
        boolean offersNone = challenge.parameter("qop") == null;
        boolean fits = algorithm != null
                && realm != null
                && challenge.parameter("nonce") != null
                && (offersNone || offersAuth(challenge))
                && credentials.realm().map(realm::equals).orElse(true)
                && credentials
                        .digest()
                        .map(it -> it.length() == algorithm.digits())
                        .orElse(true);
        return fits ? new DigestLogin(credentials, challenge, algorithm, random) : null;
    }

    private static boolean offersAuth(Challenge challenge) {
        return Arrays.stream(challenge.text("qop").split(","))
                .anyMatch(offered -> offered.strip().equalsIgnoreCase("auth"));
    }

    DigestAlgorithm algorithm() {
        return algorithm;
    }

    @Override
    public Answer answer(String method, String target) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String ours = HexFormat.of().formatHex(bytes);
        String number = String.format("%08x", count.incrementAndGet());
        boolean counted = challenge.parameter("qop") != null;
        String secret = secret(ours);
        String tail = counted ? ':' + number + ':' + ours + ":auth:" : ":";
        String before = secret + ':' + challenge.text("nonce") + tail;
        String response = algorithm.hash(before + algorithm.hash(method + ':' + target));

        StringBuilder header = new StringBuilder("Digest ").append(userName());
        header.append(", realm=").append(quoted(challenge.text("realm")));
        header.append(", nonce=").append(quoted(challenge.text("nonce")));
        header.append(", uri=").append(quoted(target));
        header.append(", response=\"").append(response).append('"');
        if (challenge.parameter("algorithm") != null) {
            header.append(", algorithm=").append(challenge.text("algorithm"));
        }
        if (challenge.parameter("opaque") != null) {
            header.append(", opaque=").append(quoted(challenge.text("opaque")));
        }
        if (counted) {
            header.append(", qop=auth, nc=")
                    .append(number)
                    .append(", cnonce=\"")
                    .append(ours)
                    .append('"');
        }
        return new Answer(header.toString(), counted ? algorithm.hash(before + algorithm.hash(':' + target)) : null);
    }

    private String secret(String ours) {
        String hashed = credentials
                .digest()
                .orElseGet(() -> algorithm.hash(credentials.username()
                        + ':'
                        + challenge.text("realm")
                        + ':'
                        + credentials.password().orElse("")));
        return DigestAlgorithm.isSession(challenge.text("algorithm"))
                ? algorithm.hash(hashed + ':' + challenge.text("nonce") + ':' + ours)
                : hashed;
    }

    /** Header fields are ASCII; other names have a form of their own (RFC 7616 section 3.4). */
    private String userName() {
        String name = credentials.username();
        if (name.chars().allMatch(c -> c < 0x80)) {
            return "username=" + quoted(name);
        }
        StringBuilder encoded = new StringBuilder("username*=UTF-8''");
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    octet >= 'a' && octet <= 'z' || octet >= 'A' && octet <= 'Z' || octet >= '0' && octet <= '9';
            encoded.append(plain ? String.valueOf((char) octet) : String.format("%%%02X", octet & 0xFF));
        }
        return encoded.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public Login next(@Nullable String nonce) {
        if (nonce == null || nonce.isEmpty()) {
            return this;
        }
        Map<String, String> parameters = new HashMap<>(challenge.parameters());
        parameters.put("nonce", nonce);
        return new DigestLogin(credentials, new Challenge(challenge.scheme(), parameters), algorithm, random);
    }
}
