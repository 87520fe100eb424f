/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;

import org.sipsimple.msrp.internal.SelfSignedCertificate;

/**
 * The own certificate and whom to believe, for {@code msrps}. The peer is verified by the name in its certificate when
 * we connect, or by the fingerprint the SDP told (RFC 4975 section 14.4, RFC 8122), in both directions. Immutable and
 * thread-safe; holds key material, so it prints nothing of itself.
 */
public final class MsrpTls {
    private enum Verification {
        NAME,
        FINGERPRINT,
        NONE
    }

    private final KeyManager @Nullable [] keys;
    private final @Nullable String ownFingerprint;
    private final TrustManager @Nullable [] trust;
    private final Verification verification;
    private @Nullable SSLContext clientContext;
    private @Nullable SSLContext serverContext;

    private MsrpTls(
            KeyManager @Nullable [] keys,
            @Nullable String ownFingerprint,
            TrustManager @Nullable [] trust,
            Verification verification) {
        this.keys = keys;
        this.ownFingerprint = ownFingerprint;
        this.trust = trust;
        this.verification = verification;
    }

    /**
     * Certificates from key stores.
     *
     * @param own our key and certificate, or null for none, which rules out accepting connections
     * @param password of the own key
     * @param trusted certificate authorities, or null for those of the platform
     */
    public static MsrpTls of(@Nullable KeyStore own, char[] password, @Nullable KeyStore trusted)
            throws GeneralSecurityException {
        KeyManager[] keys = null;
        String ownFingerprint = null;
        if (own != null) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(own, password);
            keys = factory.getKeyManagers();
            ownFingerprint = fingerprint(own);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return new MsrpTls(keys, ownFingerprint, factory.getTrustManagers(), Verification.NAME);
    }

    /**
     * A new key and a certificate that it has signed itself, as peers without an authority use it: the fingerprint goes
     * into the SDP. Whom to believe is as in {@link #of} until {@link #expecting} says otherwise.
     *
     * @param name the certificate's common name
     */
    public static MsrpTls selfSigned(String name) throws GeneralSecurityException {
        return selfSigned(name, null);
    }

    /** @param trusted certificate authorities, or null for those of the platform */
    public static MsrpTls selfSigned(String name, @Nullable KeyStore trusted) throws GeneralSecurityException {
        char[] password = {};
        return of(SelfSignedCertificate.make(name, password), password, trusted);
    }

    private static @Nullable String fingerprint(KeyStore own) throws GeneralSecurityException {
        for (String alias : Collections.list(own.aliases())) {
            if (own.isKeyEntry(alias) && own.getCertificate(alias) instanceof X509Certificate certificate) {
                return fingerprint(certificate);
            }
        }
        return null;
    }

    /**
     * The same certificate, but believing exactly one peer: the one with this fingerprint.
     *
     * @param fingerprint as in {@code a=fingerprint}: {@code sha-256 AB:CD:...}; weaker hashes are refused
     * @throws IllegalArgumentException when it is none
     */
    public MsrpTls expecting(String fingerprint) {
        PeerTrust peer = new PeerTrust(CertificateFingerprint.parse(fingerprint));
        return new MsrpTls(keys, ownFingerprint, new TrustManager[] {peer}, Verification.FINGERPRINT);
    }

    /** The same certificate, believing whoever answers: for accounts whose user has switched verification off. */
    public MsrpTls withoutVerification() {
        return new MsrpTls(keys, ownFingerprint, new TrustManager[] {new PeerTrust(null)}, Verification.NONE);
    }

    /** The own certificate's fingerprint for {@code a=fingerprint}; empty when there is no certificate. */
    public Optional<String> fingerprint() {
        return Optional.ofNullable(ownFingerprint);
    }

    /** The fingerprint of a certificate as it stands in SDP. */
    public static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
        return CertificateFingerprint.of(certificate).toString();
    }

    SSLEngine client(String host, int port) throws GeneralSecurityException {
        SSLEngine engine = clientContext().createSSLEngine(host, port);
        engine.setUseClientMode(true);
        if (verification == Verification.NAME) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }
        return engine;
    }

    /**
     * Asks for the client's certificate, as its fingerprint may be what identifies it; names identify servers only. When
     * the fingerprint is not known yet, {@link MsrpServer} compares it once it is.
     */
    SSLEngine server() throws GeneralSecurityException {
        SSLEngine engine = serverContext().createSSLEngine();
        engine.setUseClientMode(false);
        if (verification == Verification.FINGERPRINT) {
            engine.setNeedClientAuth(true);
        } else {
            engine.setWantClientAuth(true);
        }
        return engine;
    }

    private synchronized SSLContext clientContext() throws GeneralSecurityException {
        if (clientContext == null) {
            clientContext = context(trust);
        }
        return clientContext;
    }

    private synchronized SSLContext serverContext() throws GeneralSecurityException {
        if (serverContext == null) {
            TrustManager[] any = {new PeerTrust(null)};
            serverContext = context(verification == Verification.FINGERPRINT ? trust : any);
        }
        return serverContext;
    }

    private SSLContext context(TrustManager @Nullable [] believed) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, believed, null);
        return context;
    }
}
