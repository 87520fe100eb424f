/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.xcap;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of attributes as they travel: as in a document between the quotes (XML 1.0, AttValue). */
final class AttributeText {
    private static final Pattern REFERENCE =
            Pattern.compile("&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));");
    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

    private AttributeText() {}

    static String write(String value) {
        XmlNames.requireText(value);
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;")
                .replace("\t", "&#9;")
                .replace("\n", "&#10;")
                .replace("\r", "&#13;");
    }

    /** Leaves alone what is no reference, as there are servers that write values as they are. */
    static String read(String text) {
        Matcher reference = REFERENCE.matcher(text);
        return reference.replaceAll(found -> Matcher.quoteReplacement(character(reference)));
    }

    private static String character(Matcher reference) {
        String named = reference.group(3);
        if (named != null) {
            return NAMED.getOrDefault(named, named);
        }
        String decimal = reference.group(1);
        int code = decimal == null ? Integer.parseInt(reference.group(2), 16) : Integer.parseInt(decimal);
        boolean valid = Character.isValidCodePoint(code) && (code < 0xD800 || code > 0xDFFF);
        return valid ? Character.toString(code) : reference.group();
    }
}
