/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.nio.charset.StandardCharsets;

/** The names nearly every chunk has, so that reading one makes no new text of them. */
final class HeaderNames {
    private static final String[] USUAL = {
        "To-Path",
        "From-Path",
        "Message-ID",
        "Byte-Range",
        "Success-Report",
        "Failure-Report",
        "Status",
        "Content-Type",
        "Keep-Alive"
    };

    private HeaderNames() {}

    /** The name that the first bytes of a line are. */
    static String name(byte[] line, int length) {
        for (String usual : USUAL) {
            if (usual.length() == length && same(usual, line)) {
                return usual;
            }
        }
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean same(String name, byte[] line) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != line[i]) {
                return false;
            }
        }
        return true;
    }
}
