/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.example.whiteboard;

/** A place on the board, whose upper left corner is 0,0 and whose lower right corner is 1000,1000. */
public record Point(double x, double y) {

    /** @throws IllegalArgumentException when a coordinate is no number or far outside */
    public Point {
        if (!(Math.abs(x) <= 10_000 && Math.abs(y) <= 10_000)) {
            throw new IllegalArgumentException("not a point of a board: " + x + "," + y);
        }
    }
}
