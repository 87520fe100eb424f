/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer.internal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

import org.sipsimple.stream.filetransfer.FileSelector;

/**
 * What has arrived of files whose transfer broke, in a folder beside the received files, each named by hash and size. Kept
 * for a week. Methods wait for the disk.
 */
final class PartialFiles {
    static final String FOLDER = ".partial";
    static final Duration KEPT = Duration.ofDays(7);

    private static final Logger LOG = System.getLogger(PartialFiles.class.getName());
    private static final String ENDING = ".part";

    private final Path folder;

    PartialFiles(Path directory) {
        folder = directory.resolve(FOLDER);
    }

    /** A file to write to, locked. */
    record Opened(Path file, FileChannel channel) {}

    /**
     * Opens what there is of that file already, or a new one. A file that another transfer writes to is left alone, and one
     * without hash cannot be known again.
     */
    Opened open(FileSelector wanted, Instant now) throws IOException {
        Files.createDirectories(folder);
        clean(now);
        if (wanted.hash() != null && wanted.size() != null) {
            Path known = folder.resolve(
                    wanted.hash().replace(":", "").toLowerCase(Locale.ROOT) + "-" + wanted.size() + ENDING);
            Opened opened = open(known);
            if (opened != null) {
                if (opened.channel().size() > wanted.size()) {
                    opened.channel().truncate(0);
                }
                return opened;
            }
        }
        Opened fresh = open(folder.resolve(UUID.randomUUID() + ENDING));
        if (fresh == null) {
            throw new IOException("cannot lock a new file in " + folder);
        }
        return fresh;
    }

    private static @org.jspecify.annotations.Nullable Opened open(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new Opened(file, channel);
            }
        } catch (OverlappingFileLockException ours) {
            // another transfer of this program writes to it
        }
        channel.close();
        return null;
    }

    private void clean(Instant now) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(ENDING)).toList()) {
                try {
                    if (Files.getLastModifiedTime(file).toInstant().plus(KEPT).isBefore(now)) {
                        Files.delete(file);
                    }
                } catch (IOException e) {
                    LOG.log(Level.DEBUG, () -> "cannot clean up " + file + ": " + e.getMessage());
                }
            }
        }
    }
}
