/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** A {@code .cfg} file that FileInstall has read, for messages about it. */
final class DroppedFile {
    private DroppedFile() {}

    /**
     * Where a setting stands, for example {@code ", line 3"}; empty when that cannot be found out.
     *
     * @param url what FileInstall says of the file; null when there is none
     */
    static String line(@Nullable String url, String path) {
        if (url == null || !url.startsWith("file:")) {
            return "";
        }
        try {
            List<String> lines = Files.readString(Path.of(URI.create(url)), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).stripLeading().startsWith(path)) {
                    return ", line " + (i + 1);
                }
            }
            return "";
        } catch (IOException | IllegalArgumentException e) {
            // the message is about the setting; that its file has gone meanwhile changes nothing
            return "";
        }
    }
}
