/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A file to be sent as one message. Immutable; the channel stays the caller's, who closes it when the message is over,
 * and its position is neither used nor moved.
 *
 * @param file open for reading
 * @param size bytes of the whole file
 * @param position where to begin, counted from 0: what is before it the peer has already
 * @param messageId the Message-ID, or null for a new one
 * @param headers of every chunk, besides paths, ids, range and reports; Content-Type among them
 */
public record OutgoingFile(
        FileChannel file, long size, long position, @Nullable String messageId, List<MsrpHeader> headers) {
    public OutgoingFile {
        if (position < 0 || position > size) {
            throw new IllegalArgumentException("position " + position + " of " + size);
        }
        headers = List.copyOf(headers);
    }

    /** The whole file as it is now. */
    public static OutgoingFile of(FileChannel file, String contentType) throws IOException {
        return new OutgoingFile(file, file.size(), 0, null, List.of(new MsrpHeader.ContentType(contentType)));
    }

    public OutgoingFile withPosition(long newPosition) {
        return new OutgoingFile(file, size, newPosition, messageId, headers);
    }

    public OutgoingFile withMessageId(String id) {
        return new OutgoingFile(file, size, position, id, headers);
    }

    public OutgoingFile withHeader(MsrpHeader header) {
        return new OutgoingFile(
                file,
                size,
                position,
                messageId,
                Stream.concat(headers.stream(), Stream.of(header)).toList());
    }
}
