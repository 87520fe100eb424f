/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.TlsCredentials;

/** TLS with an account's certificate and authorities. */
public final class TlsChoice {
    private static final char[] PASSWORD = "in memory only".toCharArray();

    private TlsChoice() {}

    /** The same credentials, once it is sure that a client can be made with them. */
    public static TlsCredentials usable(TlsCredentials credentials) throws GeneralSecurityException {
        context(credentials);
        return credentials;
    }

    static SSLContext context(@Nullable TlsCredentials credentials) throws GeneralSecurityException {
        if (credentials == null) {
            return SSLContext.getDefault();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(credentials), trust(credentials), null);
        return context;
    }

    private static KeyManager @Nullable [] keys(TlsCredentials credentials) throws GeneralSecurityException {
        Optional<KeyStore> own = credentials.keyStore(PASSWORD);
        if (own.isEmpty()) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(own.get(), PASSWORD);
        return factory.getKeyManagers();
    }

    private static TrustManager @Nullable [] trust(TlsCredentials credentials) throws GeneralSecurityException {
        if (!credentials.verifyPeer()) {
            return new TrustManager[] {new Anybody()};
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(credentials.trustStore().orElse(null));
        return factory.getTrustManagers();
    }

    /** For users who have switched verification off. Of this class the platform compares no names either. */
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
