/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.nio.ByteBuffer;

/** Copying as much as there is room for. */
final class Buffers {
    private Buffers() {}

    static void copy(ByteBuffer from, ByteBuffer to) {
        if (from.remaining() <= to.remaining()) {
            to.put(from);
        } else {
            int limit = from.limit();
            from.limit(from.position() + to.remaining());
            to.put(from);
            from.limit(limit);
        }
    }
}
