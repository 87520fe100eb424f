/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.stream.FileExchange;
import org.sipsimple.api.stream.MediaStream;

/**
 * One file in one direction. What is to be sent or fetched is said before an outgoing stream is proposed, where to write
 * or what to send before an incoming one is accepted. Ending the stream before {@link #transferred} gives the transfer up;
 * what has arrived is kept, and the next transfer of the same file goes on from there. Thread-safe.
 *
 * <pre>{@code
 * FileTransferStream transfer = (FileTransferStream) registry.find("file-transfer").orElseThrow().create(account);
 * transfer.send(Path.of("holiday.jpg"));
 * session.addStream(transfer);
 * transfer.transferred().thenRun(() -> session.removeStream(transfer));
 * }</pre>
 *
 * <p>Spec: Middleware API, {@code FileTransferStream}; RFC 5547.
 */
@ProviderType
public interface FileTransferStream extends MediaStream, FileExchange {

    /** Who has the file. */
    enum Role {
        SENDER,
        RECEIVER
    }

    /** Empty of content until it is known what is transferred. */
    FileSelector fileSelector();

    @Override
    default Optional<String> fileName() {
        return Optional.ofNullable(fileSelector().name());
    }

    @Override
    default OptionalLong fileSize() {
        Long size = fileSelector().size();
        return size == null ? OptionalLong.empty() : OptionalLong.of(size);
    }

    /** Until the stream is told what to do, or for an incoming one, what the offer makes it. */
    Role role();

    /** {@inheritDoc} Also says so for an incoming stream whose peer wants to fetch a file. */
    @Override
    void send(Path file) throws IOException;

    /** The same with all that is said about the file; its {@code file} must be there. */
    void send(FileSelector file);

    /** Says which file an outgoing stream fetches. */
    void fetch(FileSelector wanted);

    @Override
    CompletionStage<Path> transferred();
}
