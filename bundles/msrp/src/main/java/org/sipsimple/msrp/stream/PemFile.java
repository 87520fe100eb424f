/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.stream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sipsimple.msrp.MsrpException;

/** Certificates and a key in the text form that other SIP software uses (RFC 7468). Messages never show what is inside. */
final class PemFile {
    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----", Pattern.DOTALL);

    private final Path file;
    private final List<X509Certificate> certificates = new ArrayList<>();
    private byte[] key = {};

    private PemFile(Path file) {
        this.file = file;
    }

    /** @throws MsrpException naming the file when it cannot be used */
    static PemFile read(Path file) throws MsrpException {
        PemFile pem = new PemFile(file);
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new MsrpException(file + " is too large for a certificate file");
            }
            Matcher block = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            while (block.find()) {
                pem.add(block.group(1), Base64.getMimeDecoder().decode(block.group(2)));
            }
        } catch (MsrpException e) {
            throw e;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new MsrpException("cannot read certificates from " + file + ": " + e.getMessage(), e);
        }
        return pem;
    }

    private void add(String label, byte[] content) throws GeneralSecurityException, MsrpException {
        switch (label) {
            case "CERTIFICATE" ->
                certificates.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content)));
            case "PRIVATE KEY" -> key = content;
            case "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY" ->
                throw new MsrpException("the key in " + file + " is a " + label
                        + "; expected is an unencrypted PRIVATE KEY, as openssl pkcs8 -topk8 -nodes makes it");
            default -> {
                // parameters and the like
            }
        }
    }

    /** The certificates as authorities. */
    KeyStore authorities() throws MsrpException {
        try {
            KeyStore store = empty();
            for (X509Certificate certificate : certificates()) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new MsrpException("the certificates in " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The key and its certificates. */
    KeyStore identity(char[] password) throws MsrpException {
        List<X509Certificate> chain = certificates();
        if (key.length == 0) {
            throw new MsrpException("there is no private key in " + file);
        }
        try {
            PrivateKey own = KeyFactory.getInstance(chain.get(0).getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(key));
            KeyStore store = empty();
            store.setKeyEntry("own", own, password, chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new MsrpException("the private key in " + file + " does not fit the certificate", e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private List<X509Certificate> certificates() throws MsrpException {
        if (certificates.isEmpty()) {
            throw new MsrpException("there is no certificate in " + file);
        }
        return certificates;
    }
}
