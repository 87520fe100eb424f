/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.commonpolicy;

import java.util.List;

import org.sipsimple.payloads.xml.Extension;

/**
 * What a rule does; other bundles bring the elements.
 *
 * @param elements in order
 */
public record Actions(List<Extension> elements) {
    public Actions {
        elements = List.copyOf(elements);
    }

    /** Nothing is done. */
    public static final Actions NONE = new Actions(List.of());

    /** These actions. */
    public static Actions of(Extension... elements) {
        return new Actions(List.of(elements));
    }

    /** The actions of a type. */
    public <T extends Extension> List<T> all(Class<T> type) {
        return elements.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
