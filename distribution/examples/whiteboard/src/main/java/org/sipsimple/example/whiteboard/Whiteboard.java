/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.example.whiteboard;

import java.util.List;

/**
 * The power of a whiteboard stream: {@code stream.facet(Whiteboard.class)}. What either end adds or erases shows on both,
 * in an order that is the same on both. Methods may be called from any thread and return at once; before the stream has
 * started they draw on a board that the peer gets then.
 */
public interface Whiteboard {

    /**
     * Draws a line through these points.
     *
     * @param colour a name or {@code #rrggbb}, as SVG has it
     * @return the new shape's id
     * @throws IllegalArgumentException when the colour is neither, the width is not above 0, or there is no point
     */
    String stroke(String colour, double width, List<Point> points);

    /**
     * Writes a text.
     *
     * @param at where it begins: the left end of its base line
     * @return the new shape's id
     * @throws IllegalArgumentException when the text is empty or holds control characters
     */
    String text(String colour, Point at, String text);

    /** Erases a shape, whoever drew it; nothing when there is none of that id. */
    void erase(String id);

    /** Erases everything. */
    void clear();

    /** What is on the board at this moment. */
    Drawing drawing();
}
