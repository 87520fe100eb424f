/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.Credentials;

/** Chooses among challenges and remembers the last one, so that most requests need no round of their own. Thread-safe. */
final class Logins {
    private final @Nullable Credentials credentials;
    private final SecureRandom random;
    private volatile @Nullable Login known;

    Logins(@Nullable Credentials credentials, SecureRandom random) {
        this.credentials = credentials;
        this.random = random;
    }

    /** What to try without having been asked; null for nothing. */
    @Nullable
    Login known() {
        return known;
    }

    boolean hasCredentials() {
        return credentials != null;
    }

    /**
     * The best login that the challenges leave: digest by its hash, and only where nobody listens the password itself.
     *
     * @return empty when there is none
     */
    Optional<Login> choose(List<Challenge> challenges, boolean confidential) {
        Credentials ours = credentials;
        if (ours == null) {
            return Optional.empty();
        }
        Optional<Login> chosen = challenges.stream()
                .filter(challenge -> challenge.scheme().equals("digest"))
                .map(challenge -> DigestLogin.of(challenge, ours, random))
                .filter(Objects::nonNull)
                .min(Comparator.comparing(DigestLogin::algorithm))
                .map(Login.class::cast);
        if (chosen.isEmpty() && confidential) {
            chosen = challenges.stream()
                    .filter(challenge -> challenge.scheme().equals("basic"))
                    .map(challenge -> BasicLogin.of(challenge, ours))
                    .filter(Objects::nonNull)
                    .map(Login.class::cast)
                    .findFirst();
        }
        return chosen;
    }

    /** For later requests. Not before the request it is for has been answered: its nonce may be good for that one only. */
    void remember(Login login) {
        known = login;
    }
}
