/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import java.util.List;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * Conferences beside a conference, in full.
 *
 * @param state whether these are all or some
 * @param entries in order
 * @param extensions what other schemas add
 */
public record SidebarsByVal(State state, List<ConferenceInfo> entries, Extensions extensions) {
    public SidebarsByVal {
        Check.present(state, "state");
        entries = List.copyOf(entries);
    }

    public SidebarsByVal withState(State changed) {
        return new SidebarsByVal(changed, entries, extensions);
    }

    public SidebarsByVal withEntries(List<ConferenceInfo> changed) {
        return new SidebarsByVal(state, changed, extensions);
    }

    public SidebarsByVal withExtensions(Extensions changed) {
        return new SidebarsByVal(state, entries, changed);
    }
}
