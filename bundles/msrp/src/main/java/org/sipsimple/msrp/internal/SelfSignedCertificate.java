/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Makes an X.509 certificate (RFC 5280) that is good for its fingerprint only; the JDK has no public way to do so. */
public final class SelfSignedCertificate {
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OID = 0x06;
    private static final int UTF8_STRING = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int VERSION = 0xa0;

    private static final byte[] COMMON_NAME = {0x55, 0x04, 0x03};
    /** ecdsa-with-SHA256, 1.2.840.10045.4.3.2. */
    private static final byte[] ECDSA_SHA256 = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02};

    private static final int SERIAL_BITS = 64;
    private static final int DAYS = 365;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SelfSignedCertificate() {}

    /** A key store with a new elliptic curve key and its certificate, valid from yesterday for a year. */
    public static KeyStore make(String name, char[] password) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        byte[] algorithm = tag(SEQUENCE, tag(OID, ECDSA_SHA256));
        byte[] body = body(name, keys, algorithm);
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(keys.getPrivate());
        signer.update(body);
        byte[] encoded = tag(SEQUENCE, body, algorithm, tag(BIT_STRING, new byte[1], signer.sign()));
        Certificate certificate =
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry("own", keys.getPrivate(), password, new Certificate[] {certificate});
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException("an empty key store could not be made", e);
        }
    }

    private static byte[] body(String name, KeyPair keys, byte[] algorithm) {
        byte[] text = tag(UTF8_STRING, name.getBytes(StandardCharsets.UTF_8));
        byte[] subject = tag(SEQUENCE, tag(SET, tag(SEQUENCE, tag(OID, COMMON_NAME), text)));
        Instant start = Instant.now().minus(1, ChronoUnit.DAYS);
        byte[] validity = tag(SEQUENCE, time(start), time(start.plus(DAYS, ChronoUnit.DAYS)));
        byte[] serial = new BigInteger(SERIAL_BITS, new SecureRandom())
                .add(BigInteger.ONE)
                .toByteArray();
        byte[] version = tag(VERSION, tag(INTEGER, new byte[] {2}));
        return tag(
                SEQUENCE,
                version,
                tag(INTEGER, serial),
                algorithm,
                subject,
                validity,
                subject,
                keys.getPublic().getEncoded());
    }

    private static byte[] time(Instant when) {
        return tag(UTC_TIME, TIME.format(when).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] tag(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length > 0x7f) {
            byte[] digits = BigInteger.valueOf(length).toByteArray();
            int skip = digits[0] == 0 ? 1 : 0;
            out.write(0x80 + digits.length - skip);
            out.write(digits, skip, digits.length - skip);
        } else {
            out.write(length);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
