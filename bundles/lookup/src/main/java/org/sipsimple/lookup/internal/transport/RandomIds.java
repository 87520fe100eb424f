/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.transport;

import java.security.SecureRandom;

/** Unpredictable 16-bit numbers, drawn from a secure source in batches, as single draws are slow. DNS thread only. */
final class RandomIds {
    private final SecureRandom random;
    private final byte[] batch = new byte[512];
    private int at = batch.length;

    RandomIds(SecureRandom random) {
        this.random = random;
    }

    int next() {
        if (at == batch.length) {
            random.nextBytes(batch);
            at = 0;
        }
        int high = batch[at++] & 0xff;
        return high << 8 | batch[at++] & 0xff;
    }
}
