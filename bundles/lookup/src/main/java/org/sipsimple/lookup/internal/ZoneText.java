/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that the message library gives in the notation of zone files (RFC 1035 section 5.1). */
final class ZoneText {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:([0-9]{3})|(.))", Pattern.DOTALL);

    private ZoneText() {}

    /** The text itself: {@code \DDD} and {@code \X} stand for one character. */
    static String plain(String escaped) {
        return ESCAPE.matcher(escaped)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null
                                ? found.group(2)
                                : String.valueOf((char) Integer.parseInt(found.group(1)))));
    }
}
