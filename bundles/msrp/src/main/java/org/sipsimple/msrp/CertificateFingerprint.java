/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/** The hash of a certificate, as {@code a=fingerprint} tells it (RFC 8122). Immutable. */
final class CertificateFingerprint {
    private final String algorithm;
    private final byte[] hash;

    private CertificateFingerprint(String algorithm, byte[] hash) {
        this.algorithm = algorithm;
        this.hash = hash;
    }

    /** @throws IllegalArgumentException when it is none, or of a hash that is too weak */
    static CertificateFingerprint parse(String text) {
        String[] parts = text.strip().split(" +");
        String algorithm = parts[0].toUpperCase(Locale.ROOT);
        if (parts.length != 2 || !algorithm.matches("SHA-(256|384|512)")) {
            throw new IllegalArgumentException("no usable fingerprint");
        }
        return new CertificateFingerprint(
                algorithm, HexFormat.ofDelimiter(":").parseHex(parts[1].toLowerCase(Locale.ROOT)));
    }

    static CertificateFingerprint of(X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = "SHA-256";
        return new CertificateFingerprint(algorithm, hash(algorithm, certificate));
    }

    private static byte[] hash(String algorithm, X509Certificate certificate) throws GeneralSecurityException {
        return MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
    }

    boolean fits(X509Certificate certificate) throws CertificateEncodingException {
        try {
            return MessageDigest.isEqual(hash(algorithm, certificate), hash);
        } catch (CertificateEncodingException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no " + algorithm + " on this platform", e);
        }
    }

    /** As it stands in SDP. */
    @Override
    public String toString() {
        return algorithm.toLowerCase(Locale.ROOT) + " "
                + HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
    }
}
