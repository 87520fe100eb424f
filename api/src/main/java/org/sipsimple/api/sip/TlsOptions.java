/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * TLS of the SIP transports. Spec: SIP Core API, Engine options {@code tls_*}.
 *
 * @param certificate PEM file with our certificate chain; null offers none, and then no TLS connection is accepted
 * @param privateKey PEM file with the key of {@code certificate}
 * @param authorities PEM file with the authorities trusted; null trusts the system's
 * @param verifyServer whether a server's certificate must be valid for its name; true unless the user insists
 * @param protocol {@code TLSv1.2} or {@code TLSv1.3} as the lowest accepted, null for what the library thinks safe
 * @param timeout how long a handshake may take
 * @param keyPassword opens {@code privateKey}; null for one without a password. Shown nowhere
 */
public record TlsOptions(
        @Nullable Path certificate,
        @Nullable Path privateKey,
        @Nullable Path authorities,
        boolean verifyServer,
        @Nullable String protocol,
        Duration timeout,
        @Nullable String keyPassword) {

    /** Verification on, system authorities, no certificate of our own, five seconds. */
    public static final TlsOptions DEFAULT = new TlsOptions(null, null, null, true, null, Duration.ofSeconds(5));

    /** With a key that has no password, or none at all. */
    public TlsOptions(
            @Nullable Path certificate,
            @Nullable Path privateKey,
            @Nullable Path authorities,
            boolean verifyServer,
            @Nullable String protocol,
            Duration timeout) {
        this(certificate, privateKey, authorities, verifyServer, protocol, timeout, null);
    }

    public TlsOptions withCertificate(Path newCertificate, Path newPrivateKey) {
        return new TlsOptions(newCertificate, newPrivateKey, authorities, verifyServer, protocol, timeout, keyPassword);
    }

    public TlsOptions withAuthorities(@Nullable Path newAuthorities) {
        return new TlsOptions(certificate, privateKey, newAuthorities, verifyServer, protocol, timeout, keyPassword);
    }

    public TlsOptions withVerifyServer(boolean newVerifyServer) {
        return new TlsOptions(certificate, privateKey, authorities, newVerifyServer, protocol, timeout, keyPassword);
    }

    public TlsOptions withKeyPassword(@Nullable String newKeyPassword) {
        return new TlsOptions(certificate, privateKey, authorities, verifyServer, protocol, timeout, newKeyPassword);
    }

    @Override
    public String toString() {
        return "TlsOptions[certificate=" + certificate + ", privateKey=" + privateKey + ", authorities=" + authorities
                + ", verifyServer=" + verifyServer + ", protocol=" + protocol + ", timeout=" + timeout + ']';
    }
}
