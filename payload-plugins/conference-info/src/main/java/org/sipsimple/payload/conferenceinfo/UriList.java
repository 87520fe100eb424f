/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import java.util.List;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * A list of URIs.
 *
 * @param state whether these are all or some
 * @param entries in order
 * @param extensions what other schemas add
 */
public record UriList(State state, List<UriEntry> entries, Extensions extensions) {
    public UriList {
        Check.present(state, "state");
        entries = List.copyOf(entries);
    }

    /** All of a list. */
    public static UriList of(UriEntry... entries) {
        return new UriList(State.FULL, List.of(entries), Extensions.NONE);
    }

    public UriList withState(State changed) {
        return new UriList(changed, entries, extensions);
    }

    public UriList withEntries(List<UriEntry> changed) {
        return new UriList(state, changed, extensions);
    }

    public UriList withExtensions(Extensions changed) {
        return new UriList(state, entries, changed);
    }
}
