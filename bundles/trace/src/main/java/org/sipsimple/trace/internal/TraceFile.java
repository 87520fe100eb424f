/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.trace.internal;

import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Appends to one file, which is made when there is something to write and which only its owner may read: traces hold what
 * people said. A file that cannot be written is told once. For one thread.
 */
public final class TraceFile implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TraceFile.class.getName());

    private final Path file;
    private @Nullable Writer writer;
    private boolean broken;

    public TraceFile(Path file) {
        this.file = file;
    }

    /** Adds the text and an end of line. */
    public void write(String text) {
        if (broken) {
            return;
        }
        try {
            Writer open = open();
            open.write(text);
            open.write('\n');
            open.flush();
        } catch (IOException e) {
            broken = true;
            LOG.log(System.Logger.Level.ERROR, "the trace {0} cannot be written: {1}", file, e.getMessage());
        }
    }

    private Writer open() throws IOException {
        Writer current = writer;
        if (current == null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileAttribute<?>[] ownerOnly = file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];
            current = Channels.newWriter(
                    FileChannel.open(
                            file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), ownerOnly),
                    StandardCharsets.UTF_8);
            writer = current;
        }
        return current;
    }

    /** Opens anew with the next text. */
    @Override
    public void close() {
        broken = false;
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "the trace " + file + " was not closed", e);
            }
            writer = null;
        }
    }
}
