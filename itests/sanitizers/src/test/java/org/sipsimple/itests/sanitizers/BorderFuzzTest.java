/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.sanitizers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Text from the network and from Java at random against the native border, by libFuzzer. Builds PJSIP with clang once. */
@Tag("full")
class BorderFuzzTest {
    private static final Pattern RESULT =
            Pattern.compile("(\\d+) executions in \\d+ s, coverage (\\d+) edges, no finding");

    @TempDir
    Path work;

    private String fuzz(String how) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        Path.of(System.getProperty("native.sources"))
                                .resolve("fuzz.sh")
                                .toString(),
                        how,
                        work.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        // those of this JVM; the fuzzer has run-times of its own, whose report is to come to its log
        builder.environment().keySet().removeAll(List.of("LD_PRELOAD", "ASAN_OPTIONS", "UBSAN_OPTIONS"));
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("fuzz.sh %s", how).isZero();
        System.out.println("native border: " + out.strip());
        return out;
    }

    @Test
    void aMinuteOfTextAtRandomFindsNothing() throws Exception {
        Matcher result = RESULT.matcher(fuzz("60").strip());
        assertThat(result.matches()).isTrue();
        assertThat(Integer.parseInt(result.group(1))).as("executions").isGreaterThan(1_000);
        assertThat(Integer.parseInt(result.group(2))).as("coverage").isGreaterThan(1_000);
    }

    @Test
    void aBugBuiltInIsFound() throws Exception {
        assertThat(fuzz("--planted")).contains("planted bug found");
    }
}
