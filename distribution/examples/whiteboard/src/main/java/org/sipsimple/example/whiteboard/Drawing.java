/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.example.whiteboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is on a board. Immutable. Shapes lie in the order of their numbers, so two boards that have been told the same
 * look the same, in whatever order they were told; what was erased stays erased, even if it is told late.
 *
 * @param shapes the lowest first
 * @param erased ids that do not come back
 */
public record Drawing(List<Shape> shapes, Set<String> erased) {
    private static final Comparator<Shape> ORDER =
            Comparator.comparingInt((Shape shape) -> number(shape.id())).thenComparing(Shape::id);

    /** An empty board. */
    public static final Drawing EMPTY = new Drawing(List.of(), Set.of());

    public Drawing {
        shapes = List.copyOf(shapes);
        erased = Set.copyOf(erased);
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(id.indexOf('-') + 1));
    }

    /** The board with one more shape; the same when it is there or was erased. */
    public Drawing with(Shape shape) {
        if (erased.contains(shape.id()) || shape(shape.id()).isPresent()) {
            return this;
        }
        List<Shape> changed = new ArrayList<>(shapes);
        changed.add(shape);
        changed.sort(ORDER);
        return new Drawing(changed, erased);
    }

    /**
     * The board without that shape, now and later.
     *
     * @throws IllegalArgumentException when it is not an id at all
     */
    public Drawing without(String id) {
        ShapeSyntax.id(id);
        Set<String> changed = new TreeSet<>(erased);
        changed.add(id);
        return new Drawing(
                shapes.stream().filter(shape -> !shape.id().equals(id)).toList(), changed);
    }

    /** The shape of that id. */
    public Optional<Shape> shape(String id) {
        return shapes.stream().filter(shape -> shape.id().equals(id)).findFirst();
    }

    /** The highest number of a shape that is or was here; whoever draws next takes a higher one. */
    public int lastNumber() {
        int last = erased.stream().mapToInt(Drawing::number).max().orElse(0);
        return Math.max(
                last,
                shapes.stream().mapToInt(shape -> number(shape.id())).max().orElse(0));
    }

    /** The board as an SVG picture. */
    public String toSvg() {
        StringBuilder out = new StringBuilder(256);
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1000 1000\">\n");
        for (Shape shape : shapes) {
            if (shape instanceof Shape.Stroke stroke) {
                out.append("  <polyline fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\" stroke=\"")
                        .append(stroke.colour())
                        .append("\" stroke-width=\"")
                        .append(number(stroke.width()))
                        .append("\" points=\"");
                // a single point is drawn as a line to itself, which round ends make a dot
                stroke.points().forEach(point -> append(out, point));
                append(out, stroke.points().get(stroke.points().size() - 1));
                out.setLength(out.length() - 1);
                out.append("\"/>\n");
            } else if (shape instanceof Shape.Label label) {
                out.append("  <text font-size=\"40\" fill=\"")
                        .append(label.colour())
                        .append("\" x=\"")
                        .append(number(label.at().x()))
                        .append("\" y=\"")
                        .append(number(label.at().y()))
                        .append("\">")
                        .append(label.text().replace("&", "&amp;").replace("<", "&lt;"))
                        .append("</text>\n");
            }
        }
        return out.append("</svg>\n").toString();
    }

    private static void append(StringBuilder out, Point point) {
        out.append(number(point.x())).append(',').append(number(point.y())).append(' ');
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
