/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer;

import java.nio.file.Path;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.stream.FileExchange;
import org.sipsimple.msrp.MsrpChunk;

/** What a file transfer reports beside {@code MediaStreamNotification}. Spec: Middleware API, {@code FileTransferStream}. */
public sealed interface FileTransferStreamNotification extends Notification {

    @Override
    FileTransferStream sender();

    @Override
    default String name() {
        return "FileTransferStream" + getClass().getSimpleName();
    }

    /** The sender reads the file for its hash; before it is offered. */
    record HashProgress(FileTransferStream sender, Instant timestamp, long hashedBytes, long fileSize)
            implements FileTransferStreamNotification {}

    /**
     * The receiver has a part more; told to the sender.
     *
     * @param chunk the response or report; null when there was none to show
     * @param code always 200
     */
    record DidDeliverChunk(
            FileTransferStream sender,
            Instant timestamp,
            String messageId,
            @Nullable MsrpChunk chunk,
            int code,
            String reason,
            long transferredBytes,
            long fileSize)
            implements FileTransferStreamNotification, FileExchange.Progress {}

    /**
     * The receiver did not take a part, or it did not get there; told to the sender. Nothing more is sent then.
     *
     * @param chunk the response or report; null when the connection broke
     * @param code of the response, 0 when the connection broke
     */
    record DidNotDeliverChunk(
            FileTransferStream sender,
            Instant timestamp,
            String messageId,
            @Nullable MsrpChunk chunk,
            int code,
            String reason)
            implements FileTransferStreamNotification {}

    /**
     * A part has come; told to the receiver.
     *
     * @param content the part; not to be changed
     */
    record GotChunk(
            FileTransferStream sender,
            Instant timestamp,
            byte[] content,
            String contentType,
            long transferredBytes,
            long fileSize)
            implements FileTransferStreamNotification, FileExchange.Progress {}

    /** All of it has arrived, and its hash is right; told to both. */
    record DidFinish(FileTransferStream sender, Instant timestamp, Path file)
            implements FileTransferStreamNotification {}
}
