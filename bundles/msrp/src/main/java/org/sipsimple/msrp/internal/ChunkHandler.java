/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.msrp.MsrpChunk;

/** Takes what a connection reads; called on its I/O thread only. */
public interface ChunkHandler {

    /**
     * A chunk begins.
     *
     * @param defect what is wrong with its head, if anything; such a request is answered with 400
     */
    void chunkStarted(MsrpChunk head, @Nullable String defect);

    /** Some data of the chunk; the buffer is the caller's and valid during the call only. */
    void chunkData(ByteBuffer data);

    void chunkEnded(char flag);

    /** The connection is gone; the last call. Null when both sides wanted it so. */
    default void connectionClosed(@Nullable IOException cause) {}
}
