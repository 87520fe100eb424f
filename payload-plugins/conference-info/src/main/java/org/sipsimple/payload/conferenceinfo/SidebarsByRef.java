/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import java.util.List;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * Conferences beside a conference, by their URIs.
 *
 * @param state whether these are all or some
 * @param entries in order
 * @param extensions what other schemas add
 */
public record SidebarsByRef(State state, List<UriEntry> entries, Extensions extensions) {
    public SidebarsByRef {
        Check.present(state, "state");
        entries = List.copyOf(entries);
    }

    public SidebarsByRef withState(State changed) {
        return new SidebarsByRef(changed, entries, extensions);
    }

    public SidebarsByRef withEntries(List<UriEntry> changed) {
        return new SidebarsByRef(state, changed, extensions);
    }

    public SidebarsByRef withExtensions(Extensions changed) {
        return new SidebarsByRef(state, entries, changed);
    }
}
