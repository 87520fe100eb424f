/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

/**
 * The own certificate and whom to believe, for {@code msrps}. The peer is verified by the name in its certificate when
 * we connect, or by the fingerprint the SDP told (RFC 4975 section 14.4, RFC 4572), in both directions. Immutable; holds
 * key material, so it prints nothing of itself.
 */
public final class MsrpTls {
    private final KeyManager @Nullable [] keys;
    private final TrustManager @Nullable [] trust;
    private final boolean byName;

    private MsrpTls(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust, boolean byName) {
        this.keys = keys;
        this.trust = trust;
        this.byName = byName;
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
        if (own != null) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(own, password);
            keys = factory.getKeyManagers();
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return new MsrpTls(keys, factory.getTrustManagers(), true);
    }

    /**
     * The same certificate, but believing exactly one peer: the one with this fingerprint.
     *
     * @param fingerprint as in {@code a=fingerprint}: {@code sha-256 AB:CD:...}; weaker hashes are refused
     */
    public MsrpTls expecting(String fingerprint) {
        return new MsrpTls(keys, new TrustManager[] {new ByFingerprint(fingerprint)}, false);
    }

    /** The fingerprint of a certificate as it stands in SDP. */
    public static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        return "sha-256 " + HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
    }

    SSLEngine client(String host, int port) throws GeneralSecurityException {
        SSLEngine engine = context().createSSLEngine(host, port);
        engine.setUseClientMode(true);
        if (byName) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }
        return engine;
    }

    SSLEngine server() throws GeneralSecurityException {
        SSLEngine engine = context().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(!byName);
        return engine;
    }

    private SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        return context;
    }

    private static final class ByFingerprint extends X509ExtendedTrustManager {
        private final String algorithm;
        private final byte[] hash;

        ByFingerprint(String fingerprint) {
            String[] parts = fingerprint.strip().split(" +");
            algorithm = parts[0].toUpperCase(Locale.ROOT);
            if (parts.length != 2 || !algorithm.matches("SHA-(256|384|512)")) {
                throw new IllegalArgumentException("no usable fingerprint");
            }
            hash = HexFormat.ofDelimiter(":").parseHex(parts[1].toLowerCase(Locale.ROOT));
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            try {
                byte[] actual = MessageDigest.getInstance(algorithm).digest(chain[0].getEncoded());
                if (!MessageDigest.isEqual(actual, hash)) {
                    throw new CertificateException("the certificate is not the one the SDP announced");
                }
            } catch (GeneralSecurityException e) {
                throw e instanceof CertificateException wrong ? wrong : new CertificateException(e);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
