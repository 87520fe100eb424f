/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.example.whiteboard.internal;

import java.util.function.Function;

import org.sipsimple.example.whiteboard.Drawing;
import org.sipsimple.example.whiteboard.Shape;

/** The drawing of one end, and the numbers of what it draws. Thread-safe. */
final class Board {
    private final String author;
    private Drawing drawing = Drawing.EMPTY;

    /** @param author another one than the peer's */
    Board(String author) {
        this.author = author;
    }

    synchronized Drawing drawing() {
        return drawing;
    }

    /** Adds a shape of ours, made for the id it gets. */
    synchronized Shape draw(Function<String, Shape> maker) {
        Shape shape = maker.apply(author + "-" + (drawing.lastNumber() + 1));
        drawing = drawing.with(shape);
        return shape;
    }

    /** @return whether the peer's shape was new */
    synchronized boolean merge(Shape shape) {
        Drawing before = drawing;
        drawing = before.with(shape);
        return !drawing.equals(before);
    }

    /** @return whether the shape was there */
    synchronized boolean erase(String id) {
        boolean there = drawing.shape(id).isPresent();
        drawing = drawing.without(id);
        return there;
    }
}
