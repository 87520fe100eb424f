/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.stream;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ConsumerType;

import org.sipsimple.api.notification.Notification;

/** A facet of streams that carry one file, in either direction. Thread-safe. */
@ConsumerType
public interface FileExchange {

    /**
     * Says which file an outgoing stream sends; before the stream is proposed.
     *
     * @throws IOException when the file cannot be read or is empty
     */
    void send(Path file) throws IOException;

    /** Says into which directory an incoming stream writes; before it is accepted. It is created when missing. */
    void receiveInto(Path directory);

    /** The name of the file, as far as it is known; the peer's word for an incoming one, never a path to write to. */
    default Optional<String> fileName() {
        return Optional.empty();
    }

    /** The size of the file in bytes, as far as it is known. */
    default OptionalLong fileSize() {
        return OptionalLong.empty();
    }

    /**
     * The outcome.
     *
     * @return completes with the file when all of it has been sent or received and its hash was right; fails with the
     *     reason when that is not going to happen
     */
    CompletionStage<Path> transferred();

    /** A stream's notification that a part more has arrived at its destination. */
    interface Progress extends Notification {

        @Override
        MediaStream sender();

        /** Bytes that have arrived so far, those of an earlier, broken attempt included. */
        long transferredBytes();

        /** Bytes of the whole file. */
        long fileSize();
    }
}
