/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import org.jspecify.annotations.Nullable;

/** The protocol on a {@link Link}; called on the link's I/O thread only. */
interface LinkHandler {

    /** Part of a file, to be sent as it is. */
    record FileSlice(FileChannel file, long position, long length) {}

    /** Connected, and the handshake of TLS is done. */
    void opened();

    /** Takes what it can use; the rest comes again with more behind it. */
    void received(ByteBuffer in) throws IOException;

    boolean readingPaused();

    /**
     * Puts into the buffer what is to be sent. Called again until it puts nothing and returns null.
     *
     * @param takesFiles whether a slice may be returned, which goes out behind the buffer
     */
    @Nullable
    FileSlice fill(ByteBuffer out, boolean takesFiles);

    /** The slice given before is out, or as much of it as the file still had. */
    void sliceSent(long length);

    /** The end, called once; null when the peer closed in order. */
    void closed(@Nullable IOException cause);
}
