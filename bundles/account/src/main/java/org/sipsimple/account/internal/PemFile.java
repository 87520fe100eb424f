/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PEM file holds (RFC 7468): certificates and keys in the forms that OpenSSL and providers hand out. Messages of
 * failures name the file and what is wrong, and show nothing of its contents.
 */
final class PemFile {
    private static final long MAX_BYTES = 4 << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final String PROTECTED =
            "has a key that is protected by a password; write one without it by: openssl pkey -in FILE";
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    private record Block(String label, byte[] bytes) {}

    private final Path file;
    private final List<Block> blocks = new ArrayList<>();

    private PemFile(Path file) {
        this.file = file;
    }

    static PemFile read(Path file) throws IOException {
        PemFile pem = new PemFile(file);
        Matcher matcher = BLOCK.matcher(pem.text());
        while (matcher.find()) {
            pem.blocks.add(new Block(matcher.group(1), pem.decoded(matcher.group(2))));
        }
        return pem;
    }

    private String text() throws IOException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw problem("is too large for a certificate file");
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw problem("does not exist");
        } catch (IOException e) {
            throw e.getMessage() != null && e.getMessage().startsWith(file + " ") ? e : problem("cannot be read");
        }
    }

    private byte[] decoded(String base64) throws IOException {
        if (base64.contains("Proc-Type")) {
            throw problem(PROTECTED);
        }
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw problem("has a block that is no base 64");
        }
    }

    /** All certificates, in the order of the file. */
    List<X509Certificate> certificates() throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label().equals("CERTIFICATE") || block.label().equals("X509 CERTIFICATE")) {
                certificates.add(certificate(block.bytes()));
            }
        }
        if (certificates.isEmpty()) {
            throw problem("has no certificate in PEM form");
        }
        return certificates;
    }

    private X509Certificate certificate(byte[] bytes) throws IOException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
        } catch (CertificateException e) {
            throw problem("has a damaged certificate");
        }
    }

    /** The first private key. */
    PrivateKey key() throws IOException {
        for (Block block : blocks) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return key(block.bytes());
                }
                case "RSA PRIVATE KEY" -> {
                    return key(wrapped(() -> Der.rsaToPkcs8(block.bytes())));
                }
                case "EC PRIVATE KEY" -> {
                    return key(wrapped(() -> Der.ecToPkcs8(block.bytes())));
                }
                case "ENCRYPTED PRIVATE KEY" -> throw problem(PROTECTED);
                default -> {
                    // certificates and curve parameters
                }
            }
        }
        throw problem("has no private key in PEM form");
    }

    private interface Wrapping {
        byte[] pkcs8();
    }

    private byte[] wrapped(Wrapping wrapping) throws IOException {
        try {
            return wrapping.pkcs8();
        } catch (IllegalArgumentException e) {
            throw problem("has a damaged private key");
        }
    }

    private PrivateKey key(byte[] pkcs8) throws IOException {
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(pkcs8);
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                continue; // a key of another algorithm
            } catch (GeneralSecurityException e) {
                throw problem("has a key of a kind this Java does not know");
            }
        }
        throw problem("has a damaged private key, or one of an unknown kind");
    }

    IOException problem(String what) {
        return new IOException(file + " " + what);
    }
}
