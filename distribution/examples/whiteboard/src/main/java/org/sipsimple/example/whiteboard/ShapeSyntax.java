/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.example.whiteboard;

import java.util.regex.Pattern;

/** What ids and colours have to keep, so that a drawing is always good SVG and good lines of the protocol. */
final class ShapeSyntax {
    private static final Pattern ID = Pattern.compile("[a-z0-9]{1,16}-[0-9]{1,9}");
    private static final Pattern COLOUR = Pattern.compile("[a-z]{3,24}|#[0-9a-fA-F]{6}");

    private ShapeSyntax() {}

    static void id(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not an id of a shape: " + id);
        }
    }

    static void colour(String colour) {
        if (!COLOUR.matcher(colour).matches()) {
            throw new IllegalArgumentException("a colour is a name or #rrggbb, not " + colour);
        }
    }
}
