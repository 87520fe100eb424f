/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Puts the older forms of private keys into the one Java reads, PKCS #8 (RFC 5958). Bad input: IllegalArgumentException. */
final class Der {
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int EC_PARAMETERS = 0xa0;

    /** AlgorithmIdentifier of RSA (RFC 8017 appendix A.1). */
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    /** The identifier of EC keys (RFC 5480 section 2.1.1), which the curve follows. */
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private static final byte[] VERSION = {INTEGER, 1, 0};

    private Der() {}

    /** From RFC 8017 appendix A.1.2. */
    static byte[] rsaToPkcs8(byte[] key) {
        return pkcs8(RSA, key);
    }

    /** From RFC 5915, where the curve stands beside the key. */
    static byte[] ecToPkcs8(byte[] key) {
        ByteBuffer fields = enter(ByteBuffer.wrap(key), SEQUENCE);
        enter(fields, INTEGER);
        enter(fields, OCTETS);
        ByteBuffer curve = enter(fields, EC_PARAMETERS);
        byte[] identifier = new byte[curve.remaining()];
        curve.get(identifier);
        return pkcs8(element(SEQUENCE, EC, identifier), key);
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        return element(SEQUENCE, VERSION, algorithm, element(OCTETS, key));
    }

    /** The content of the next element, behind which {@code in} then stands. */
    private static ByteBuffer enter(ByteBuffer in, int tag) {
        if (in.remaining() < 2 || (in.get() & 0xff) != tag) {
            throw new IllegalArgumentException("another element is expected");
        }
        int length = in.get() & 0xff;
        if (length > 0x80) {
            int bytes = length - 0x80;
            if (bytes > 3 || in.remaining() < bytes) {
                throw new IllegalArgumentException("a length is damaged");
            }
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = length << 8 | in.get() & 0xff;
            }
        }
        if (length > in.remaining()) {
            throw new IllegalArgumentException("an element is cut short");
        }
        ByteBuffer content = in.slice(in.position(), length);
        in.position(in.position() + length);
        return content;
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length >= 0x80) {
            int bytes = length < 0x100 ? 1 : length < 0x1_0000 ? 2 : 3; // DER wants the shortest form
            out.write(0x80 | bytes);
            for (int shift = 8 * (bytes - 1); shift > 0; shift -= 8) {
                out.write(length >> shift);
            }
        }
        out.write(length);
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
