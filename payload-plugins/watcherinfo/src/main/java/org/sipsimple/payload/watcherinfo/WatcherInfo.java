/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.watcherinfo;

import java.util.List;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * One document of watcher information (RFC 3858 section 4).
 *
 * @param version counts the documents of one subscription
 * @param state whether this is all or what changed
 * @param lists in order
 * @param extensions what other schemas add
 */
public record WatcherInfo(long version, State state, List<WatcherList> lists, Extensions extensions) {
    public WatcherInfo {
        Check.notNegative(version, "version");
        Check.present(state, "state");
        lists = List.copyOf(lists);
    }

    /** Whether a document says all or what changed. */
    public enum State {
        FULL,
        PARTIAL
    }

    /** A document that says all. */
    public static WatcherInfo full(long version, List<WatcherList> lists) {
        return new WatcherInfo(version, State.FULL, lists, Extensions.NONE);
    }

    public WatcherInfo withVersion(long changed) {
        return new WatcherInfo(changed, state, lists, extensions);
    }

    public WatcherInfo withState(State changed) {
        return new WatcherInfo(version, changed, lists, extensions);
    }

    public WatcherInfo withLists(List<WatcherList> changed) {
        return new WatcherInfo(version, state, changed, extensions);
    }

    public WatcherInfo withExtensions(Extensions changed) {
        return new WatcherInfo(version, state, lists, changed);
    }
}
