/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Configuration files with words between at signs that are filled in. */
final class Templates {
    private Templates() {}

    static Path write(String resource, Path file, Map<String, ?> words) throws IOException {
        String text;
        try (InputStream in = Templates.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("resource " + resource + " is missing");
            }
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (Map.Entry<String, ?> word : words.entrySet()) {
            text = text.replace("@" + word.getKey() + "@", word.getValue().toString());
        }
        return Files.writeString(file, text);
    }
}
