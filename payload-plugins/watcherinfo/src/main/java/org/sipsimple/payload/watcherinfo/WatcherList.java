/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.watcherinfo;

import java.util.List;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * The watchers of one resource in one event package.
 *
 * @param resource the URI that is watched
 * @param eventPackage for example {@code presence}
 * @param watchers in order
 * @param extensions what other schemas add
 */
public record WatcherList(String resource, String eventPackage, List<Watcher> watchers, Extensions extensions) {
    public WatcherList {
        Check.text(resource, "watcher-list resource");
        Check.text(eventPackage, "watcher-list package");
        watchers = List.copyOf(watchers);
    }

    /** A list of watchers. */
    public static WatcherList of(String resource, String eventPackage, List<Watcher> watchers) {
        return new WatcherList(resource, eventPackage, watchers, Extensions.NONE);
    }

    public WatcherList withResource(String changed) {
        return new WatcherList(changed, eventPackage, watchers, extensions);
    }

    public WatcherList withEventPackage(String changed) {
        return new WatcherList(resource, changed, watchers, extensions);
    }

    public WatcherList withWatchers(List<Watcher> changed) {
        return new WatcherList(resource, eventPackage, changed, extensions);
    }

    public WatcherList withExtensions(Extensions changed) {
        return new WatcherList(resource, eventPackage, watchers, changed);
    }
}
