/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/**
 * Sees the traffic of a connection and remarks about it. Called on I/O threads, so it must be quick. The bytes are as
 * read and written, before and after TLS; contents of files that the kernel sends by itself are left out.
 */
public interface MsrpLogger {
    /** Sees nothing. */
    MsrpLogger NONE = new MsrpLogger() {};

    /** Whether {@link #received} and {@link #sent} shall be called. */
    default boolean wantsData() {
        return false;
    }

    /** Bytes from the peer; the buffer is valid during the call. */
    default void received(ByteBuffer data) {}

    /** Bytes to the peer; the buffer is valid during the call. */
    default void sent(ByteBuffer data) {}

    /** A remark, for example why a connection was closed; never with secrets in it. */
    default void log(Level level, String message) {}
}
