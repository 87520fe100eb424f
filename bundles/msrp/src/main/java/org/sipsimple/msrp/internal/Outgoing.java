/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.msrp.internal.LinkHandler.FileSlice;

/** Something in a connection's queue; used on its I/O thread only. */
interface Outgoing {
    /** How far {@link #fill} came. */
    enum Progress {
        /** All is out: leaves the queue. */
        DONE,
        /** The buffer is full, or a slice waits: comes again first. */
        MORE,
        /** A chunk ended: the others have their turn. */
        TURN,
        /** Between chunks, waiting for answers: leaves the queue until queued again. */
        WAITING
    }

    Progress fill(ByteBuffer out, boolean takesFiles, boolean othersWait);

    /** Whether it is inside a chunk, where nothing else may be written. */
    boolean insideChunk();

    /** What is to go out behind the buffer; null when it is all in the buffer. */
    default @Nullable FileSlice takeSlice() {
        return null;
    }

    default void sliceSent(long length) {}

    void failed(IOException cause);
}
