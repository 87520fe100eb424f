/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.commonpolicy;

import java.util.List;

import org.sipsimple.payloads.xml.Extension;

/**
 * How a rule changes what is shown; other bundles bring the elements.
 *
 * @param elements in order
 */
public record Transformations(List<Extension> elements) {
    public Transformations {
        elements = List.copyOf(elements);
    }

    /** Nothing is changed. */
    public static final Transformations NONE = new Transformations(List.of());

    /** These transformations. */
    public static Transformations of(Extension... elements) {
        return new Transformations(List.of(elements));
    }

    /** The transformations of a type. */
    public <T extends Extension> List<T> all(Class<T> type) {
        return elements.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
