/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;

import org.sipsimple.stream.filetransfer.FileSelector;

/**
 * A file that arrives: what came before, what comes now, and the hash of it, computed on the way. Every method waits for
 * the disk; one caller at a time.
 */
final class FileWriting {
    private final FileSelector wanted;
    private final Path directory;
    private final PartialFiles.Opened partial;
    private MessageDigest digest;
    private long hashed;
    private long end;
    private boolean gaps;
    private boolean closed;

    private FileWriting(FileSelector wanted, Path directory, PartialFiles.Opened partial) throws IOException {
        this.wanted = wanted;
        this.directory = directory;
        this.partial = partial;
        digest = newDigest();
        end = partial.channel().size();
        FileHashing.update(digest, partial.channel(), end, (done, total) -> {});
        hashed = end;
    }

    /** Begins, where an earlier attempt has stopped if there was one. */
    static FileWriting open(FileSelector wanted, Path directory, Instant now) throws IOException {
        PartialFiles.Opened partial = new PartialFiles(directory).open(wanted, now);
        try {
            return new FileWriting(wanted, directory, partial);
        } catch (IOException e) {
            partial.channel().close();
            throw e;
        }
    }

    private MessageDigest newDigest() {
        return FileHashing.digest(wanted.hash() == null ? "sha-1" : wanted.hash());
    }

    /** How much is there. */
    long length() {
        return end;
    }

    /** Forgets what is there: the sender begins anew. */
    void restart() throws IOException {
        partial.channel().truncate(0);
        digest = newDigest();
        hashed = 0;
        end = 0;
        gaps = false;
    }

    /** @throws IOException when the disk is full, or the file grows beyond the size that was announced */
    void write(long position, byte[] bytes) throws IOException {
        if (closed) {
            throw new IOException("the transfer is over");
        }
        if (wanted.size() != null && position + bytes.length > wanted.size()) {
            throw new IOException("the file is larger than announced");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long at = position;
        while (buffer.hasRemaining()) {
            at += partial.channel().write(buffer, at);
        }
        long known = hashed - position;
        if (known >= 0 && known < bytes.length) {
            digest.update(bytes, (int) known, bytes.length - (int) known);
            hashed = position + bytes.length;
        }
        // what came twice may have been something else the first time
        gaps |= known != 0;
        end = Math.max(end, position + bytes.length);
    }

    /**
     * Checks size and hash and gives the file its name.
     *
     * @throws IOException when it is not what was announced; then it is gone, as resuming would not mend it
     */
    Path finish() throws IOException {
        long size = partial.channel().size();
        if (wanted.size() != null && size != wanted.size()) {
            throw new IOException("the file has " + size + " bytes, announced were " + wanted.size());
        }
        if (gaps || hashed != size) {
            digest = newDigest();
            FileHashing.update(digest, partial.channel(), size, (done, total) -> {});
        }
        String hash = FileHashing.text(digest);
        if (wanted.hash() != null && !hash.equals(wanted.hash())) {
            close();
            Files.deleteIfExists(partial.file());
            throw new IOException("the hash of the file is not the one announced");
        }
        partial.channel().force(false);
        close();
        Path target = SafeNames.claim(directory, SafeNames.of(wanted.name()));
        return Files.move(partial.file(), target, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Stops; what has come stays, except for nothing. */
    void abandon() throws IOException {
        if (!closed) {
            close();
            if (end == 0 || wanted.hash() == null) {
                Files.deleteIfExists(partial.file());
            }
        }
    }

    private void close() throws IOException {
        closed = true;
        partial.channel().close();
    }
}
