/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.filebackend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.configuration.ConfigNode;
import org.sipsimple.api.configuration.ConfigurationBackend;
import org.sipsimple.api.configuration.ConfigurationBackendException;
import org.sipsimple.api.configuration.ConfigurationConflictException;
import org.sipsimple.filebackend.internal.AtomicFile;
import org.sipsimple.filebackend.internal.FormatException;
import org.sipsimple.filebackend.internal.FormatReader;
import org.sipsimple.filebackend.internal.FormatWriter;

/**
 * Keeps configuration in a text file that people can read and edit. Only its owner may read it. Whatever happens while
 * it is saved, the file holds either what it held before or all of the new data.
 *
 * <p>Thread-safe. Spec: Developer Guide, "FileBackend".
 */
public final class FileBackend implements ConfigurationBackend {
    private static final int MAX_BYTES = 16 << 20;

    private final Path file;
    private final Charset encoding;
    private Map<List<String>, Integer> lines = Map.of();
    private byte @Nullable [] known;
    private @Nullable Object knownStamp;

    /** In UTF-8. */
    public FileBackend(Path file) {
        this(file, StandardCharsets.UTF_8);
    }

    /** @param file need not exist; its directory is made when something is saved */
    public FileBackend(Path file, Charset encoding) {
        this.file = file.toAbsolutePath();
        this.encoding = encoding;
    }

    @Override
    public synchronized ConfigNode.Group load() throws ConfigurationBackendException {
        Object stamp = AtomicFile.stamp(file);
        byte @Nullable [] bytes = bytes();
        FormatReader reader = new FormatReader();
        ConfigNode.Group data = bytes == null ? ConfigNode.Group.EMPTY : parse(reader, text(bytes));
        lines = reader.lines();
        known = bytes;
        knownStamp = stamp;
        return data;
    }

    private ConfigNode.Group parse(FormatReader reader, String text) throws ConfigurationBackendException {
        try {
            return reader.read(text);
        } catch (FormatException e) {
            throw new ConfigurationBackendException(problem(e), e);
        }
    }

    private String problem(FormatException e) {
        return file + ", line " + e.line() + ": " + e.getMessage();
    }

    @Override
    public synchronized void save(ConfigNode.Group data) throws ConfigurationBackendException {
        store(data, AtomicFile.CheckedRunnable.NOTHING);
    }

    private void store(ConfigNode.Group data, AtomicFile.CheckedRunnable first) throws ConfigurationBackendException {
        byte[] bytes = FormatWriter.write(data).getBytes(encoding);
        try (AtomicFile target = AtomicFile.lock(file)) {
            if (!Arrays.equals(bytes(), known)) {
                throw new ConfigurationConflictException(file + " has been changed by somebody else");
            }
            first.run();
            target.replace(bytes);
            lines = Map.of();
            known = bytes;
            knownStamp = AtomicFile.stamp(file);
        } catch (IOException e) {
            throw new ConfigurationBackendException(file + " cannot be saved: " + AtomicFile.reason(e), e);
        }
    }

    @Override
    public synchronized boolean changedOutside() {
        return !AtomicFile.stamp(file).equals(knownStamp);
    }

    @Override
    public synchronized Optional<String> whereIs(List<String> path) {
        Integer line = lines.get(path);
        return Optional.of(file + (line == null ? "" : ", line " + line));
    }

    /** Keeps the damaged file as {@code NAME.broken-N} beside it and saves what is readable in its place. */
    @Override
    public synchronized Recovery recover() throws ConfigurationBackendException {
        byte @Nullable [] bytes = bytes();
        if (bytes == null) {
            return new Recovery(ConfigNode.Group.EMPTY, List.of());
        }
        List<String> problems = new ArrayList<>();
        ConfigNode.Group data =
                new FormatReader().readWhatCanBe(new String(bytes, encoding), e -> problems.add(problem(e)));
        known = bytes;
        store(data, () -> problems.add("the original is kept as " + AtomicFile.keepAside(file)));
        return new Recovery(data, problems);
    }

    /** Null when there is no such file. */
    private byte @Nullable [] bytes() throws ConfigurationBackendException {
        try {
            if (Files.isDirectory(file)) {
                throw new ConfigurationBackendException(file + " is a directory");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new ConfigurationBackendException(file + " is larger than " + MAX_BYTES + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new ConfigurationBackendException(file + " cannot be read: " + AtomicFile.reason(e), e);
        }
    }

    private String text(byte[] bytes) throws ConfigurationBackendException {
        try {
            String text = encoding.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ConfigurationBackendException(file + " is not text in " + encoding, e);
        }
    }
}
