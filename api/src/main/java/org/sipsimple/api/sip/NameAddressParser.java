/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Reads {@code name-addr} and {@code addr-spec} with parameters (RFC 3261 section 25.1). */
final class NameAddressParser {

    private NameAddressParser() {}

    static NameAddress parse(String text) {
        HeaderCursor cursor = new HeaderCursor(text).skipBlanks();
        if (cursor.isAt('"')) {
            String name = cursor.quoted();
            cursor.skipBlanks();
            if (!cursor.isAt('<')) {
                throw cursor.fail("expected '<' behind the display name");
            }
            return bracketed(name, cursor);
        }
        int open = text.indexOf('<');
        int parameters = text.indexOf(';');
        if (open >= 0 && (parameters < 0 || open < parameters)) {
            String name = text.substring(0, open).strip();
            int quote = name.indexOf('"');
            if (quote >= 0) {
                throw new HeaderCursor(text, quote).fail("'\"' inside a display name");
            }
            return bracketed(name, new HeaderCursor(text, open));
        }
        return bare(cursor);
    }

    private static NameAddress bracketed(@Nullable String name, HeaderCursor cursor) {
        String uri = cursor.step().until("URI", ">");
        if (!cursor.isAt('>')) {
            throw cursor.fail("'<' is not closed");
        }
        cursor.step();
        return new NameAddress(name, SipUri.parse(uri), HeaderParameters.parse(cursor));
    }

    private static NameAddress bare(HeaderCursor cursor) {
        String uri = cursor.until("URI", ";,?");
        Map<String, String> parameters = HeaderParameters.parse(cursor);
        return new NameAddress(null, SipUri.parse(uri), parameters);
    }
}
