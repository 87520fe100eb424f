/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.resourcelists;

import java.util.List;
import java.util.Optional;

import org.sipsimple.payloads.xml.Extensions;

/**
 * A document of lists (RFC 4826 section 3.2).
 *
 * @param lists in order
 * @param extensions attributes of other schemas
 */
public record ResourceLists(List<ResourceList> lists, Extensions extensions) {
    public ResourceLists {
        lists = List.copyOf(lists);
    }

    /** A document of these lists. */
    public static ResourceLists of(List<ResourceList> lists) {
        return new ResourceLists(lists, Extensions.NONE);
    }

    /** The list with a name; empty when there is none. */
    public Optional<ResourceList> list(String name) {
        return lists.stream().filter(list -> name.equals(list.name())).findFirst();
    }

    public ResourceLists withLists(List<ResourceList> changed) {
        return new ResourceLists(changed, extensions);
    }

    public ResourceLists withExtensions(Extensions changed) {
        return new ResourceLists(lists, changed);
    }
}
