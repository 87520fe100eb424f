/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.resourcelists;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Extensions;

/**
 * A list of resources, which may hold other lists.
 *
 * @param name unique among its siblings; null when not given
 * @param displayName null when not given
 * @param members in order
 * @param extensions what other schemas add
 */
public record ResourceList(
        @Nullable String name, @Nullable DisplayName displayName, List<ListMember> members, Extensions extensions)
        implements ListMember {
    public ResourceList {
        members = List.copyOf(members);
    }

    /** A list with a name. */
    public static ResourceList of(String name, List<ListMember> members) {
        return new ResourceList(name, null, members, Extensions.NONE);
    }

    /** The entries in this list itself, without those of lists inside. */
    public List<Entry> entries() {
        return members.stream()
                .filter(Entry.class::isInstance)
                .map(Entry.class::cast)
                .toList();
    }

    public ResourceList withName(@Nullable String changed) {
        return new ResourceList(changed, displayName, members, extensions);
    }

    public ResourceList withDisplayName(@Nullable DisplayName changed) {
        return new ResourceList(name, changed, members, extensions);
    }

    public ResourceList withMembers(List<ListMember> changed) {
        return new ResourceList(name, displayName, changed, extensions);
    }

    public ResourceList withExtensions(Extensions changed) {
        return new ResourceList(name, displayName, members, changed);
    }
}
