/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.example.whiteboard;

import java.util.List;

/** Something that was drawn. Immutable. */
public sealed interface Shape {

    /** Unique on the board: who drew it and a number, as in {@code k3f-12}. */
    String id();

    /** A name or {@code #rrggbb}. */
    String colour();

    /** A line through points; one point is a dot. */
    record Stroke(String id, String colour, double width, List<Point> points) implements Shape {
        public Stroke {
            ShapeSyntax.id(id);
            ShapeSyntax.colour(colour);
            points = List.copyOf(points);
            if (!(width > 0 && width <= 1000)) {
                throw new IllegalArgumentException("the width of a stroke is above 0 and up to 1000, not " + width);
            }
            if (points.isEmpty()) {
                throw new IllegalArgumentException("a stroke has one point at least");
            }
        }
    }

    /** A line of text. */
    record Label(String id, String colour, Point at, String text) implements Shape {
        public Label {
            ShapeSyntax.id(id);
            ShapeSyntax.colour(colour);
            if (text.isEmpty() || text.codePoints().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a text has no control characters and is not empty");
            }
        }
    }
}
