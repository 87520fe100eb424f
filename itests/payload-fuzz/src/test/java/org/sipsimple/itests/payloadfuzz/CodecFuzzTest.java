/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payloadfuzz;

import java.util.Arrays;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * A normal build tries the inputs kept in the resources; with {@code JAZZER_FUZZ=1}, as {@code ./verify --full} has it, new
 * ones are looked for, and {@code fuzz.sh} does that for as long as one likes.
 */
class CodecFuzzTest {

    /** The first byte chooses the codec. */
    @FuzzTest(maxDuration = "30s")
    void codecs(byte[] input) {
        if (input.length > 0) {
            RoundTrip.codec(RoundTrip.type(input[0] & 0xFF), Arrays.copyOfRange(input, 1, input.length));
        }
    }
}
