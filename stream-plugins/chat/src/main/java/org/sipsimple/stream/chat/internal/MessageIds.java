/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.chat.internal;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Draws Message-IDs, which nobody can guess, also for messages that wait for a connection. Thread-safe. */
final class MessageIds {
    private static final int BYTES = 8;

    private final SecureRandom random = new SecureRandom();

    String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
