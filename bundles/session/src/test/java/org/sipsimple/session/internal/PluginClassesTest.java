/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.io.IOException;
import java.io.InputStream;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.stream.MediaStream;

import static org.assertj.core.api.Assertions.assertThat;

class PluginClassesTest {

    @Test
    void findsAllClassesThatAClassNames() throws IOException {
        try (InputStream file = StreamHandle.class.getResourceAsStream("StreamHandle.class")) {
            assertThat(PluginClasses.namedIn(file.readAllBytes()))
                    .contains(
                            StreamHandle.class.getName(),
                            StreamHandle.Stage.class.getName(),
                            MediaStream.class.getName(),
                            IllegalStateException.class.getSuperclass().getName())
                    .noneMatch(name -> name.startsWith("[") || name.contains("/"));
        }
    }
}
