/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer;

import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.sipsimple.stream.filetransfer.internal.FileHashing;
import org.sipsimple.stream.filetransfer.internal.SelectorText;

/**
 * Which file is meant (RFC 5547 section 6, {@code a=file-selector}). Immutable. What is null is not said. Spec: Middleware
 * API, {@code FileSelector}.
 *
 * @param name base name without folders; what a peer tells is not to be used as a file name before it was made harmless
 * @param type media type
 * @param size bytes
 * @param hash {@code sha-1:AB:CD:...}, upper case
 * @param file where it is on this machine; never told to anybody; seed: {@code fd}
 */
public record FileSelector(
        @Nullable String name, @Nullable String type, @Nullable Long size, @Nullable String hash, @Nullable Path file) {
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    /** @throws IllegalArgumentException when the size is negative or the hash is none */
    public FileSelector {
        if (size != null && size < 0) {
            throw new IllegalArgumentException("size " + size);
        }
        if (hash != null) {
            hash = SelectorText.normalHash(hash);
        }
    }

    /**
     * Reads the value of the attribute.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static FileSelector parse(String text) {
        return SelectorText.parse(text);
    }

    /**
     * A file of this machine, with name, type and size but not yet a hash. Waits for the disk.
     *
     * @throws IOException when it cannot be read, is no regular file or is empty, which MSRP cannot send
     */
    public static FileSelector forFile(Path file) throws IOException {
        return forFile(file, null);
    }

    /** @param type media type, null to guess it from the name */
    public static FileSelector forFile(Path file, @Nullable String type) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        Path name = absolute.getFileName();
        if (name == null || !Files.isRegularFile(absolute) || !Files.isReadable(absolute)) {
            throw new IOException(file + " is not a file that can be read");
        }
        long size = Files.size(absolute);
        if (size == 0) {
            throw new IOException(file + " is empty");
        }
        String known = type == null ? URLConnection.guessContentTypeFromName(name.toString()) : type;
        return new FileSelector(name.toString(), known == null ? UNKNOWN_TYPE : known, size, null, absolute);
    }

    /**
     * Reads the whole file for its SHA-1 hash. Waits for the disk.
     *
     * @return the same with the hash
     * @throws IOException when there is no file or it cannot be read
     */
    public FileSelector computeHash() throws IOException {
        if (file == null) {
            throw new IOException("there is no file to hash");
        }
        return withHash(FileHashing.hash(file, (done, total) -> {}));
    }

    public FileSelector withHash(@Nullable String newHash) {
        return new FileSelector(name, type, size, newHash, file);
    }

    public FileSelector withFile(@Nullable Path newFile) {
        return new FileSelector(name, type, size, hash, newFile);
    }

    /** The value of the attribute; empty when nothing is said. Seed: {@code sdp_repr}. */
    public String sdpText() {
        return SelectorText.write(this);
    }

    /** Whether the other, a file that is there, is what this one asks for. */
    public boolean selects(FileSelector other) {
        return (name == null || name.equals(other.name))
                && (size == null || size.equals(other.size))
                && (hash == null || other.hash == null || hash.equals(other.hash))
                && (type == null || other.type == null || essence(type).equals(essence(other.type)));
    }

    private static String essence(String mediaType) {
        return mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
