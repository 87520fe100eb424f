/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.xcap;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.namespace.QName;

import org.jspecify.annotations.Nullable;

/**
 * Which element or attribute of a document (RFC 4825 section 6.3), built step by step from the root element:
 *
 * <pre>{@code
 * NodeSelector.element("resource-lists")
 *         .child("list").where("name", "friends")
 *         .child("entry").where("uri", "sip:bob@example.com")
 *         .attribute("uri");
 * }</pre>
 *
 * <p>Names given as plain text are of the application's default document namespace when they are elements', and of none
 * when they are attributes'. Names with a namespace bring its binding with them (section 6.4). Immutable.
 */
public final class NodeSelector {

    /** What is selected, which decides what travels. */
    public enum Kind {
        /** An element with all that is in it. */
        ELEMENT("application/xcap-el+xml"),
        /** The value of an attribute. */
        ATTRIBUTE("application/xcap-att+xml"),
        /** The namespaces that are in force at an element; they can only be read. */
        NAMESPACES("application/xcap-ns+xml");

        private final String mediaType;

        Kind(String mediaType) {
            this.mediaType = mediaType;
        }

        /** The media type of such a body. */
        public String mediaType() {
            return mediaType;
        }
    }

    /** One level down. No name stands for any. */
    record Step(@Nullable QName name, int position, @Nullable QName attribute, String value) {}

    private final List<Step> steps;
    private final Kind kind;
    private final @Nullable QName attribute;

    private NodeSelector(List<Step> steps, Kind kind, @Nullable QName attribute) {
        this.steps = List.copyOf(steps);
        this.kind = kind;
        this.attribute = attribute;
    }

    /** The root element, of the application's default namespace. */
    public static NodeSelector element(String name) {
        return element(new QName(name));
    }

    /** The root element. */
    public static NodeSelector element(QName name) {
        return new NodeSelector(List.of(step(name)), Kind.ELEMENT, null);
    }

    /** A child of that name, of the application's default namespace. */
    public NodeSelector child(String name) {
        return child(new QName(name));
    }

    /** A child of that name. */
    public NodeSelector child(QName name) {
        return with(step(name));
    }

    /** A child of whatever name; to be narrowed by {@link #at} or {@link #where}. */
    public NodeSelector anyChild() {
        return with(new Step(null, 0, null, ""));
    }

    /**
     * Of the elements that the last step selects the one at a position.
     *
     * @param position from 1, among the siblings that the step's name fits
     */
    public NodeSelector at(int position) {
        Step last = last();
        if (position < 1 || last.position > 0) {
            throw new IllegalArgumentException("a step has one position, from 1, not " + position);
        }
        return replacing(new Step(last.name, position, last.attribute, last.value));
    }

    /** Of the elements that the last step selects the one with this value of an attribute. */
    public NodeSelector where(String attributeName, String value) {
        return where(new QName(attributeName), value);
    }

    /** Of the elements that the last step selects the one with this value of an attribute. */
    public NodeSelector where(QName attributeName, String value) {
        Step last = last();
        if (last.attribute != null) {
            throw new IllegalArgumentException("a step compares one attribute only");
        }
        XmlNames.requireText(value);
        return replacing(new Step(last.name, last.position, XmlNames.require(attributeName), value));
    }

    /** An attribute of the element, without namespace. */
    public NodeSelector attribute(String name) {
        return attribute(new QName(name));
    }

    /** An attribute of the element. */
    public NodeSelector attribute(QName name) {
        last();
        return new NodeSelector(steps, Kind.ATTRIBUTE, XmlNames.require(name));
    }

    /** The namespaces in force at the element (RFC 4825 section 7.10). */
    public NodeSelector namespaces() {
        last();
        return new NodeSelector(steps, Kind.NAMESPACES, null);
    }

    private static Step step(QName name) {
        return new Step(XmlNames.require(name), 0, null, "");
    }

    private Step last() {
        if (kind != Kind.ELEMENT) {
            throw new IllegalStateException("nothing can follow behind " + this);
        }
        return steps.get(steps.size() - 1);
    }

    private NodeSelector with(Step next) {
        last();
        List<Step> longer = new ArrayList<>(steps);
        longer.add(next);
        return new NodeSelector(longer, kind, attribute);
    }

    private NodeSelector replacing(Step last) {
        List<Step> changed = new ArrayList<>(steps);
        changed.set(changed.size() - 1, last);
        return new NodeSelector(changed, kind, attribute);
    }

    /** What is selected. */
    public Kind kind() {
        return kind;
    }

    List<Step> steps() {
        return steps;
    }

    @Nullable
    QName attributeName() {
        return attribute;
    }

    /** Its place below the document, percent-encoded, without a slash in front. */
    public String path() {
        return new NodeText(this).path();
    }

    /** The namespace bindings that {@link #path()} relies on, percent-encoded; empty for none. */
    public String query() {
        return new NodeText(this).query();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeSelector that
                && kind == that.kind
                && steps.equals(that.steps)
                && Objects.equals(attribute, that.attribute);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, steps, attribute);
    }

    /** The selector as a person reads it. */
    @Override
    public String toString() {
        return new NodeText(this).toString();
    }
}
