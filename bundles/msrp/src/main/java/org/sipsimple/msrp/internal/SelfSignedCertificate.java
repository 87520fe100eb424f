/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes an X.509 certificate (RFC 5280) that is good for its fingerprint only; the JDK has no public way to do so. */
public final class SelfSignedCertificate {
    private static final int SERIAL_BITS = 64;
    private static final int DAYS = 365;

    private SelfSignedCertificate() {}

    /** A key store with a new elliptic curve key and its certificate, valid from yesterday for a year. */
    public static KeyStore make(String name, char[] password) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry("own", keys.getPrivate(), password, new Certificate[] {certificate(name, keys)});
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException("an empty key store could not be made", e);
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("a certificate could not be signed", e);
        }
    }

    private static X509Certificate certificate(String name, KeyPair keys)
            throws GeneralSecurityException, OperatorCreationException {
        X500Name subject =
                new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
        BigInteger serial = new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE);
        Instant start = Instant.now().minus(1, ChronoUnit.DAYS);
        Date end = Date.from(start.plus(DAYS, ChronoUnit.DAYS));
        JcaX509v3CertificateBuilder unsigned =
                new JcaX509v3CertificateBuilder(subject, serial, Date.from(start), end, subject, keys.getPublic());
        return new JcaX509CertificateConverter()
                .getCertificate(
                        unsigned.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }
}
