/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Names for files of strangers that can do no harm on any system, and never that of a file that is there. */
final class SafeNames {
    private static final String FALLBACK = "file";
    private static final int MAX_BYTES = 200;
    private static final int TRIES = 10_000;
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cntrl}\"*:<>?|\\\\/\u202A-\u202E\u2066-\u2069]");
    /** Devices of Windows, with any extension (CON, COM1, and with superscript digits too). */
    private static final Pattern DEVICES = Pattern.compile(
            "(?i)(con|prn|aux|nul|clock\\$|conin\\$|conout\\$|(com|lpt)[0-9\u00B9\u00B2\u00B3])(\\..*)?");

    private SafeNames() {}

    /** One harmless name, whatever was told. */
    static String of(@Nullable String told) {
        if (told == null) {
            return FALLBACK;
        }
        String base = told.substring(Math.max(told.lastIndexOf('/'), told.lastIndexOf('\\')) + 1);
        String plain = FORBIDDEN.matcher(base).replaceAll("_").strip();
        // a leading dot hides a file, blanks and dots at the end get lost on Windows
        plain = plain.replaceAll("^[. ]+", "").replaceAll("[. ]+$", "");
        plain = shortened(plain);
        if (plain.isEmpty()) {
            return FALLBACK;
        }
        return DEVICES.matcher(plain).matches() ? "_" + plain : plain;
    }

    private static String shortened(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= 16 ? name.substring(dot) : "";
        String stem = name.substring(0, name.length() - extension.length());
        while ((stem + extension).getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem + extension;
    }

    /**
     * Takes a name of its own in that directory by creating an empty file: {@code x.ext}, else {@code x-1.ext} and so on.
     */
    static Path claim(Path directory, String safeName) throws IOException {
        int dot = safeName.lastIndexOf('.');
        String stem = dot > 0 ? safeName.substring(0, dot) : safeName;
        String extension = dot > 0 ? safeName.substring(dot) : "";
        for (int i = 0; i < TRIES; i++) {
            Path file =
                    directory.resolve(i == 0 ? safeName : String.format(Locale.ROOT, "%s-%d%s", stem, i, extension));
            try {
                return Files.createFile(file);
            } catch (FileAlreadyExistsException taken) {
                // then the next one
            }
        }
        throw new IOException("no free name for " + safeName + " in " + directory);
    }
}
