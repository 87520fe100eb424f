/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/guide.md prints as Java is in the classes that {@link GuideIT} runs, up to white space. */
class GuideTextTest {
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Path SOURCES = Path.of("src/test/java/org/sipsimple/itests/guide");
    private static final Path GUIDE = Path.of("../../docs/guide.md");

    @Test
    void everyBlockOfTheGuideIsRun() throws IOException {
        StringBuilder code = new StringBuilder();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                code.append(dense(Files.readString(file)));
            }
        }
        List<String> blocks = BLOCK.matcher(Files.readString(GUIDE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        assertThat(blocks).hasSizeGreaterThan(15);
        assertThat(blocks).allSatisfy(block -> assertThat(code.indexOf(dense(block)))
                .as("in the recipes: %s", block)
                .isNotNegative());
    }

    private static String dense(String text) {
        return text.replaceAll("\\s+", "");
    }
}
