/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes of files, as selectors write them. */
public final class FileHashing {
    private static final int BUFFER = 256 * 1024;
    private static final HexFormat PAIRS = HexFormat.ofDelimiter(":").withUpperCase();

    /** Told of progress. */
    public interface Progress {
        void hashed(long done, long total);
    }

    private FileHashing() {}

    /** The digest that a hash of a selector asks for; SHA-1 without one. */
    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.startsWith("sha-256") ? "SHA-256" : "SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1 and SHA-256", e);
        }
    }

    static String text(MessageDigest digest) {
        return (digest.getAlgorithm().equals("SHA-256") ? "sha-256:" : "sha-1:") + PAIRS.formatHex(digest.digest());
    }

    /** The SHA-1 hash of a file. */
    public static String hash(Path file, Progress progress) throws IOException {
        MessageDigest digest = digest("sha-1");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            update(digest, channel, channel.size(), progress);
        }
        return text(digest);
    }

    /**
     * Reads the first {@code length} bytes.
     *
     * @throws IOException when there are not so many
     */
    static void update(MessageDigest digest, FileChannel channel, long length, Progress progress) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        long done = 0;
        while (done < length) {
            buffer.clear().limit((int) Math.min(BUFFER, length - done));
            int count = channel.read(buffer, done);
            if (count < 0) {
                throw new IOException("the file has become shorter");
            }
            digest.update(buffer.flip());
            done += count;
            progress.hashed(done, length);
        }
    }
}
