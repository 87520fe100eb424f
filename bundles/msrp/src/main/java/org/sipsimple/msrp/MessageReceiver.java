/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * Takes the data of one incoming message as it comes. Called on the I/O thread: it must be quick, or pause the session
 * with {@link MsrpSession#setReadingPaused}.
 */
public interface MessageReceiver {

    /**
     * Some bytes. Usually in order; after chunks that overtook each other or were sent twice, in any.
     *
     * @param position of the first byte, counted from 0
     * @param data valid during the call only
     * @throws MsrpRefusedException answered as it says, and the rest of the message is dropped
     * @throws IOException answered with 413, and the rest of the message is dropped
     */
    void data(long position, ByteBuffer data) throws IOException, MsrpRefusedException;

    /**
     * All bytes have come.
     *
     * @param total how many
     * @return when it completes, the success report is sent; when it fails with {@link MsrpRefusedException}, a report
     *     with that code
     */
    CompletionStage<Void> completed(long total);

    /** The rest will not come: the sender gave up, the message was refused, or the connection is gone. */
    void aborted(String reason);
}
