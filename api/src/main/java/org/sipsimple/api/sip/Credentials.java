/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What answers a digest challenge (RFC 3261 section 22, RFC 8760): a password, or the hash of user name, realm and
 * password, so that the password itself need not be kept. Neither appears in {@link #toString()}. The domain of the
 * account is not part of it. Immutable.
 */
public final class Credentials {

    private final String username;
    private final @Nullable String realm;
    private final @Nullable String password;
    private final @Nullable String digest;

    private Credentials(String username, @Nullable String realm, @Nullable String password, @Nullable String digest) {
        if (username.isEmpty()) {
            throw new SipSyntaxException("user name is empty", username, 0);
        }
        this.username = Chars.requireLine("user name", username);
        this.realm = realm == null ? null : Chars.requireLine("realm", realm);
        this.password = password;
        this.digest = digest;
    }

    /** For whichever realm asks. */
    public static Credentials of(String username, String password) {
        return of(username, password, null);
    }

    /**
     * For one realm.
     *
     * @param realm the realm they are good for, {@code null} for any
     */
    public static Credentials of(String username, String password, @Nullable String realm) {
        return new Credentials(username, realm, Objects.requireNonNull(password), null);
    }

    /**
     * With the hash in place of the password.
     *
     * @param digest {@code H(username:realm:password)} in hexadecimal: 32 digits for MD5, 64 for SHA-256 or SHA-512/256
     * @throws SipSyntaxException when the digest is not of that form; the message doesn't show it
     */
    public static Credentials ofDigest(String username, String realm, String digest) {
        boolean hexadecimal = digest.chars().allMatch(c -> Chars.hexDigit((char) c) >= 0);
        if (!hexadecimal || digest.length() != 32 && digest.length() != 64) {
            throw new SipSyntaxException("digest is not 32 or 64 hexadecimal digits", "(hidden)", 0);
        }
        return new Credentials(username, realm, null, digest.toLowerCase(Locale.ROOT));
    }

    /** The user name to authenticate with. */
    public String username() {
        return username;
    }

    /** The realm they are good for; empty for any. */
    public Optional<String> realm() {
        return Optional.ofNullable(realm);
    }

    /** The password; empty when only the digest is known. */
    public Optional<String> password() {
        return Optional.ofNullable(password);
    }

    /** The hash in lower-case hexadecimal; empty when the password is known. */
    public Optional<String> digest() {
        return Optional.ofNullable(digest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credentials that
                && username.equals(that.username)
                && Objects.equals(realm, that.realm)
                && Objects.equals(password, that.password)
                && Objects.equals(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return Objects.hash(username, realm, password, digest);
    }

    /** User name and realm only. */
    @Override
    public String toString() {
        return "Credentials[username=" + username + ", realm=" + realm + ']';
    }
}
