/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payloadfuzz;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.sipsimple.stream.filetransfer.FileSelector;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a peer writes about a file: a selector that survives being written and read, or a clear refusal. */
class FileSelectorFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void selectors(byte[] input) {
        roundTrip(input);
    }

    /** For the fuzzer's own command line. */
    public static void fuzzerTestOneInput(byte[] input) {
        roundTrip(input);
    }

    private static void roundTrip(byte[] input) {
        FileSelector selector;
        try {
            selector = FileSelector.parse(new String(input, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        assertThat(FileSelector.parse(selector.sdpText())).isEqualTo(selector);
    }
}
