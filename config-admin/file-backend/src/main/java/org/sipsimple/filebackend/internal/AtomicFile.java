/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.filebackend.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Replaces a file as a whole while no other process does the same. The lock is on a file of its own, as one on the file
 * itself would be lost with the rename. Not thread-safe.
 */
public final class AtomicFile implements AutoCloseable {
    private static final int ATTEMPTS = 500;
    private static final long PAUSE_NANOS = 10_000_000;

    private final Path file;
    private final FileChannel lockChannel;

    private AtomicFile(Path file, FileChannel lockChannel) {
        this.file = file;
        this.lockChannel = lockChannel;
    }

    /** Something to do between locking and replacing. */
    @FunctionalInterface
    public interface CheckedRunnable {
        CheckedRunnable NOTHING = () -> {};

        void run() throws IOException;
    }

    /**
     * Makes the file's directory when there is none, and waits up to five seconds for other processes to finish.
     *
     * @throws IOException when that was not long enough or the directory cannot be written
     */
    public static AtomicFile lock(Path file) throws IOException {
        Path target = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file;
        Path directory = target.getParent();
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, mode("rwx------"));
        }
        FileChannel channel = create(
                directory.resolve(target.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            await(channel, target);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new AtomicFile(target, channel);
    }

    /** The system has no way to wait for a file lock for a limited time. */
    private static void await(FileChannel channel, Path file) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (tryLock(channel) != null) {
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new IOException("another program has been saving it for 5 s (it holds " + file.getFileName() + ".lock)");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // held by another thread of this process, which is as good a reason to wait
            return null;
        }
    }

    /** Writes beside the file, makes sure it is on the disk, and only then takes the file's place. */
    public void replace(byte[] content) throws IOException {
        String suffix = "." + ProcessHandle.current().pid() + "." + String.format("%08x", new SecureRandom().nextInt());
        Path temporary = file.resolveSibling(file.getFileName() + suffix);
        try {
            try (FileChannel out = create(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        syncDirectory();
    }

    private void syncDirectory() throws IOException {
        if (posix()) {
            try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    /** Copies a file to the first free {@code NAME.broken-N} and returns where that is. */
    public static Path keepAside(Path file) throws IOException {
        int number = 1;
        while (Files.exists(file.resolveSibling(file.getFileName() + ".broken-" + number))) {
            number++;
        }
        Path aside = file.resolveSibling(file.getFileName() + ".broken-" + number);
        Files.copy(file, aside, StandardCopyOption.COPY_ATTRIBUTES);
        return aside;
    }

    /** Equal as long as nobody has written the file. */
    public static Object stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (IOException e) {
            return "not there";
        }
    }

    /** What went wrong, in words; those of the file system often are only the file's name. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        return String.valueOf(e.getMessage());
    }

    @Override
    public void close() throws IOException {
        lockChannel.close();
    }

    private static FileChannel create(Path path, OpenOption... options) throws IOException {
        return FileChannel.open(path, Set.of(options), mode("rw-------"));
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return posix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
