/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.account;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Who an account is towards TLS peers and whom it believes, read from the files of its settings. Immutable. Prints no key.
 * Spec: Middleware API, {@code Account.tls_credentials}; the seed's {@code X509Credentials}.
 */
public final class TlsCredentials {
    private static final String ALIAS = "sip";

    private final List<X509Certificate> chain;
    private final @Nullable PrivateKey key;
    private final List<X509Certificate> authorities;
    private final boolean verifyPeer;

    /**
     * @param chain our certificate, and those between it and its authority; empty for none
     * @param key of the first certificate; null exactly when there is none
     * @param authorities whom to believe; empty for those of the platform
     * @param verifyPeer whether a server's certificate must be valid
     */
    public TlsCredentials(
            List<X509Certificate> chain,
            @Nullable PrivateKey key,
            List<X509Certificate> authorities,
            boolean verifyPeer) {
        if (chain.isEmpty() != (key == null)) {
            throw new IllegalArgumentException("a certificate needs its key, and a key its certificate");
        }
        this.chain = List.copyOf(chain);
        this.key = key;
        this.authorities = List.copyOf(authorities);
        this.verifyPeer = verifyPeer;
    }

    /** Our certificate and those between it and its authority, in this order; empty when we have none. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** The key of our certificate. */
    public Optional<PrivateKey> key() {
        return Optional.ofNullable(key);
    }

    /** Whom to believe; empty for those of the platform. */
    public List<X509Certificate> authorities() {
        return authorities;
    }

    /** Whether a server's certificate must be valid. */
    public boolean verifyPeer() {
        return verifyPeer;
    }

    /**
     * Our certificate and its key as a key store in memory.
     *
     * @param password protects the key in it
     * @return empty when we have none
     * @throws GeneralSecurityException when the platform cannot keep such a key
     */
    public Optional<KeyStore> keyStore(char[] password) throws GeneralSecurityException {
        if (key == null) {
            return Optional.empty();
        }
        KeyStore store = emptyStore();
        store.setKeyEntry(ALIAS, key, password, chain.toArray(X509Certificate[]::new));
        return Optional.of(store);
    }

    /**
     * Whom to believe as a key store in memory.
     *
     * @return empty for those of the platform
     * @throws GeneralSecurityException when the platform cannot keep such certificates
     */
    public Optional<KeyStore> trustStore() throws GeneralSecurityException {
        if (authorities.isEmpty()) {
            return Optional.empty();
        }
        KeyStore store = emptyStore();
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        return Optional.of(store);
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException("an empty key store cannot be made", e);
        }
        return store;
    }

    @Override
    public String toString() {
        return "TlsCredentials[own=" + (chain.isEmpty() ? "none" : chain.get(0).getSubjectX500Principal())
                + ", authorities=" + (authorities.isEmpty() ? "of the platform" : authorities.size())
                + ", verifyPeer=" + verifyPeer + ']';
    }
}
