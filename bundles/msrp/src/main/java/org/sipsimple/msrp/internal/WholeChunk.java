/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** An encoded chunk that goes out as it is. */
final class WholeChunk implements Outgoing {
    private final ByteBuffer bytes;
    private final Consumer<@Nullable IOException> outcome;

    /** @param outcome given null once all is handed to the connection, or the reason why not */
    WholeChunk(byte[] encoded, Consumer<@Nullable IOException> outcome) {
        bytes = ByteBuffer.wrap(encoded);
        this.outcome = outcome;
    }

    @Override
    public Progress fill(ByteBuffer out, boolean takesFiles, boolean othersWait) {
        Buffers.copy(bytes, out);
        if (bytes.hasRemaining()) {
            return Progress.MORE;
        }
        outcome.accept(null);
        return Progress.DONE;
    }

    @Override
    public boolean insideChunk() {
        return bytes.position() > 0 && bytes.hasRemaining();
    }

    @Override
    public void failed(IOException cause) {
        outcome.accept(cause);
    }
}
