/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.example.whiteboard.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

import org.sipsimple.example.whiteboard.Point;
import org.sipsimple.example.whiteboard.Shape;

/**
 * One line of the protocol, UTF-8 and ended by LF:
 *
 * <pre>
 * hello KEY                           first of whoever connected
 * stroke ID COLOUR WIDTH X,Y X,Y ...
 * text ID COLOUR X,Y TEXT TO THE END
 * erase ID
 * bye                                 last, before an end on purpose
 * </pre>
 */
sealed interface BoardLine {

    /** The connection is the one that was negotiated. */
    record Hello(String key) implements BoardLine {}

    /** A new shape. */
    record Draw(Shape shape) implements BoardLine {}

    /** A shape is gone. */
    record Erase(String id) implements BoardLine {}

    /** What closes now closes on purpose. */
    record Bye() implements BoardLine {}

    /** @throws IllegalArgumentException telling what is wrong with the line */
    static BoardLine parse(String line) {
        String[] words = line.split(" ", 2);
        String rest = words.length == 2 ? words[1] : "";
        return switch (words[0]) {
            case "hello" -> new Hello(rest);
            case "stroke" -> new Draw(stroke(rest.split(" ")));
            case "text" -> new Draw(label(rest.split(" ", 4)));
            case "erase" -> new Erase(rest);
            case "bye" -> new Bye();
            default -> throw new IllegalArgumentException("unknown command");
        };
    }

    private static Shape stroke(String[] words) {
        require(words, 4);
        List<Point> points = new ArrayList<>();
        for (int i = 3; i < words.length; i++) {
            points.add(point(words[i]));
        }
        return new Shape.Stroke(words[0], words[1], Double.parseDouble(words[2]), points);
    }

    private static Shape label(String[] words) {
        require(words, 4);
        return new Shape.Label(words[0], words[1], point(words[2]), words[3]);
    }

    private static Point point(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("a point is X,Y and not " + text);
        }
        return new Point(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
    }

    private static void require(String[] words, int count) {
        if (words.length < count) {
            throw new IllegalArgumentException("the line ends too early");
        }
    }

    /** The line without its end. */
    default String print() {
        if (this instanceof Hello hello) {
            return "hello " + hello.key();
        } else if (this instanceof Erase erase) {
            return "erase " + erase.id();
        } else if (this instanceof Draw draw) {
            return draw.shape() instanceof Shape.Stroke stroke ? print(stroke) : print((Shape.Label) draw.shape());
        }
        return "bye";
    }

    private static String print(Shape.Stroke stroke) {
        StringJoiner line = new StringJoiner(" ");
        line.add("stroke").add(stroke.id()).add(stroke.colour()).add(Double.toString(stroke.width()));
        stroke.points().forEach(point -> line.add(print(point)));
        return line.toString();
    }

    private static String print(Shape.Label label) {
        return "text " + label.id() + " " + label.colour() + " " + print(label.at()) + " " + label.text();
    }

    private static String print(Point point) {
        return point.x() + "," + point.y();
    }
}
