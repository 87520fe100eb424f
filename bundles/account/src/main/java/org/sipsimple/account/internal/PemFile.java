/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.X509TrustedCertificateBlock;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.util.io.pem.PemObject;
import org.jspecify.annotations.Nullable;

/**
 * What a PEM file holds (RFC 7468): certificates and keys in the forms that OpenSSL and providers hand out, keys
 * protected by a password among them. Messages of failures name the file and what is wrong, and show nothing of its
 * contents.
 */
final class PemFile {
    private static final long MAX_BYTES = 4 << 20;
    private static final Set<String> CERTIFICATES = Set.of("CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE");
    private static final Set<String> KEYS =
            Set.of("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY");

    private final Path file;
    private final List<X509Certificate> certificates = new ArrayList<>();
    private @Nullable Object key;

    /** Remembers of what kind the object is that it cannot read. */
    private static final class LabelledParser extends PEMParser {
        private String label = "";

        LabelledParser(Reader in) {
            super(in);
        }

        @Override
        public @Nullable PemObject readPemObject() throws IOException {
            label = "";
            PemObject next = super.readPemObject();
            label = next == null ? "" : next.getType();
            return next;
        }
    }

    private PemFile(Path file) {
        this.file = file;
    }

    static PemFile read(Path file) throws IOException {
        PemFile pem = new PemFile(file);
        try (LabelledParser parser = new LabelledParser(new StringReader(pem.text()))) {
            for (Object next = pem.next(parser); next != null; next = pem.next(parser)) {
                pem.add(next);
            }
        }
        return pem;
    }

    private String text() throws IOException {
        long size;
        String text;
        try {
            size = Files.size(file);
            text = size > MAX_BYTES ? "" : Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw problem("does not exist");
        } catch (IOException e) {
            throw problem("cannot be read");
        }
        if (size > MAX_BYTES) {
            throw problem("is too large for a certificate file");
        }
        return text;
    }

    /** The next object; what is neither certificate nor key comes as it is, or as its label. Null at the end. */
    private @Nullable Object next(LabelledParser parser) throws IOException {
        try {
            return parser.readObject();
        } catch (IOException | RuntimeException damaged) {
            if (CERTIFICATES.contains(parser.label)) {
                throw problem("has a damaged certificate");
            }
            if (KEYS.contains(parser.label)) {
                throw problem("has a damaged private key");
            }
            if (parser.label.isEmpty()) {
                throw problem("has a block that is damaged");
            }
            return parser.label;
        }
    }

    private void add(Object next) throws IOException {
        if (next instanceof X509CertificateHolder holder) {
            certificates.add(certificate(holder));
        } else if (next instanceof X509TrustedCertificateBlock trusted) {
            certificates.add(certificate(trusted.getCertificateHolder()));
        } else if (key == null && isKey(next)) {
            key = next;
        }
    }

    private static boolean isKey(Object object) {
        return object instanceof PrivateKeyInfo
                || object instanceof PEMKeyPair
                || object instanceof PKCS8EncryptedPrivateKeyInfo
                || object instanceof PEMEncryptedKeyPair;
    }

    private X509Certificate certificate(X509CertificateHolder holder) throws IOException {
        try {
            return new JcaX509CertificateConverter().getCertificate(holder);
        } catch (CertificateException e) {
            throw problem("has a damaged certificate");
        }
    }

    /** All certificates, in the order of the file; at least one. */
    List<X509Certificate> certificates() throws IOException {
        if (certificates.isEmpty()) {
            throw problem("has no certificate in PEM form");
        }
        return List.copyOf(certificates);
    }

    /**
     * The first private key.
     *
     * @param password of a protected one; empty for none
     */
    PrivateKey key(String password) throws IOException {
        Object found = key;
        if (found == null) {
            throw problem("has no private key in PEM form");
        }
        boolean encrypted = found instanceof PKCS8EncryptedPrivateKeyInfo || found instanceof PEMEncryptedKeyPair;
        if (encrypted && password.isEmpty()) {
            throw problem("has a key that is protected by a password, and tls.key_password is not set");
        }
        PrivateKeyInfo plain = encrypted ? decrypted(found, password.toCharArray()) : plain(found);
        try {
            return new JcaPEMKeyConverter().getPrivateKey(plain);
        } catch (PEMException e) {
            throw problem("has a damaged private key, or one of a kind that this Java does not know");
        }
    }

    private static PrivateKeyInfo plain(Object key) {
        return key instanceof PEMKeyPair pair ? pair.getPrivateKeyInfo() : (PrivateKeyInfo) key;
    }

    private PrivateKeyInfo decrypted(Object key, char[] password) throws IOException {
        try {
            if (key instanceof PEMEncryptedKeyPair pair) {
                return pair.decryptKeyPair(new BcPEMDecryptorProvider(password)).getPrivateKeyInfo();
            }
            // the platform's own ciphers do not know PKCS #8's names of all of them
            return ((PKCS8EncryptedPrivateKeyInfo) key)
                    .decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                            .setProvider(new BouncyCastleProvider())
                            .build(password));
        } catch (IOException | PKCSException | OperatorCreationException | RuntimeException e) {
            throw problem("has a key that tls.key_password does not open");
        }
    }

    IOException problem(String what) {
        return new IOException(file + " " + what);
    }
}
