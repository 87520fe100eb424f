/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.PayloadFormatException;

/**
 * What an element carries besides the parts its schema names: foreign attributes and elements, typed or kept as they
 * were, in document order.
 *
 * @param attributes attributes of other schemas
 * @param elements elements of other schemas
 */
public record Extensions(List<XmlAttribute> attributes, List<Extension> elements) {

    /** Nothing besides. */
    public static final Extensions NONE = new Extensions(List.of(), List.of());

    public Extensions {
        attributes = List.copyOf(attributes);
        elements = List.copyOf(elements);
    }

    /** These elements and no attributes. */
    public static Extensions of(Extension... elements) {
        return new Extensions(List.of(), List.of(elements));
    }

    /** The first element of a type. */
    public <T extends Extension> Optional<T> first(Class<T> type) {
        return elements.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** All elements of a type, in order. */
    public <T extends Extension> List<T> all(Class<T> type) {
        return elements.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** One element more, at the end. */
    public Extensions with(Extension element) {
        List<Extension> more = new ArrayList<>(elements);
        more.add(element);
        return new Extensions(attributes, more);
    }

    /** All but the elements of a type. */
    public Extensions without(Class<? extends Extension> type) {
        return new Extensions(
                attributes, elements.stream().filter(e -> !type.isInstance(e)).toList());
    }

    /** Collects while an element is read; begins with the attributes of the element at the cursor. */
    public static Collector collect(XmlCursor in, String... known) {
        return new Collector(in.otherAttributes(known));
    }

    /** Gathers what a codec does not know, in order. Used on one thread. */
    public static final class Collector {
        private final List<XmlAttribute> attributes;
        private @Nullable List<Extension> elements;

        private Collector(List<XmlAttribute> attributes) {
            this.attributes = attributes;
        }

        /** Reads the element at the cursor and keeps it. */
        public void add(XmlCursor in) throws PayloadFormatException {
            if (elements == null) {
                elements = new ArrayList<>();
            }
            elements.add(in.extension());
        }

        /** What was gathered. */
        public Extensions build() {
            if (elements == null) {
                return attributes.isEmpty() ? NONE : new Extensions(attributes, List.of());
            }
            return new Extensions(attributes, elements);
        }
    }
}
