/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payloadfuzz;

import org.sipsimple.api.payload.MediaType;

/** What {@code fuzz.sh} runs: the cursor, file selectors, or the codec of the media type in {@code fuzz.target}. */
public final class OneTarget {
    private static final String TARGET = System.getProperty("fuzz.target", "cursor");

    private OneTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (TARGET.equals("cursor")) {
            RoundTrip.cursor(input);
        } else if (TARGET.equals("file-selector")) {
            FileSelectorFuzzTest.fuzzerTestOneInput(input);
        } else {
            RoundTrip.codec(MediaType.parse(TARGET), input);
        }
    }
}
