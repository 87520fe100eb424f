/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payloadfuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** As {@link CodecFuzzTest}, below all codecs. */
class CursorFuzzTest {

    @FuzzTest(maxDuration = "30s")
    void cursor(byte[] input) {
        RoundTrip.cursor(input);
    }
}
