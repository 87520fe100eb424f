/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.commonpolicy;

import java.util.List;

import org.sipsimple.payloads.xml.Extension;

/**
 * What must hold for a rule to count. Those of this bundle are {@link Identity}, {@link Sphere} and {@link Validity};
 * other bundles bring theirs.
 *
 * @param elements in order
 */
public record Conditions(List<Extension> elements) {
    public Conditions {
        elements = List.copyOf(elements);
    }

    /** No condition: the rule always holds. */
    public static final Conditions NONE = new Conditions(List.of());

    /** These conditions. */
    public static Conditions of(Extension... elements) {
        return new Conditions(List.of(elements));
    }

    /** The conditions of a type. */
    public <T extends Extension> List<T> all(Class<T> type) {
        return elements.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
