/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payloadfuzz;

import org.sipsimple.api.payload.MediaType;

/** What {@code fuzz.sh} runs: the cursor, or the codec of the media type in the property {@code fuzz.target}. */
public final class OneTarget {
    private static final String TARGET = System.getProperty("fuzz.target", "cursor");

    private OneTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (TARGET.equals("cursor")) {
            RoundTrip.cursor(input);
        } else {
            RoundTrip.codec(MediaType.parse(TARGET), input);
        }
    }
}
