/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.watcherinfo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.UpdateOutcome;

/**
 * The watchers of all resources as the documents of one subscription give them: what the guide's
 * {@code WatcherInfo.update} does. Watchers whose subscription has ended are told of by {@link #update} and by
 * {@link #watchers} until the next document for their resource. Not thread-safe.
 */
public final class WatcherTracker {

    /**
     * What a document brought.
     *
     * @param outcome whether it was taken in
     * @param changed the watchers that are new or different, by resource; empty unless it was taken in
     */
    public record Update(UpdateOutcome outcome, Map<String, List<Watcher>> changed) {}

    private record Key(String resource, String eventPackage) {}

    private final Map<Key, Map<String, Watcher>> lists = new LinkedHashMap<>();
    private @Nullable Long version;

    /** Takes a document in if its version says that it is due (RFC 3858 section 4.1). */
    public Update update(WatcherInfo document) {
        boolean full = document.state() == WatcherInfo.State.FULL;
        UpdateOutcome outcome = UpdateOutcome.of(version, document.version(), full);
        if (outcome != UpdateOutcome.APPLIED) {
            return new Update(outcome, Map.of());
        }
        version = document.version();
        Map<Key, Map<String, Watcher>> before = new LinkedHashMap<>(lists);
        if (full) {
            lists.clear();
        }
        Map<String, List<Watcher>> changed = new LinkedHashMap<>();
        for (WatcherList list : document.lists()) {
            Key key = new Key(list.resource(), list.eventPackage());
            Map<String, Watcher> known = before.getOrDefault(key, Map.of());
            lists.put(key, merged(full ? Map.of() : known, list.watchers()));
            List<Watcher> news = list.watchers().stream()
                    .filter(watcher -> !watcher.equals(known.get(watcher.id())))
                    .toList();
            changed.merge(list.resource(), news, WatcherTracker::joined);
        }
        return new Update(outcome, changed);
    }

    private static Map<String, Watcher> merged(Map<String, Watcher> known, List<Watcher> news) {
        Map<String, Watcher> merged = new LinkedHashMap<>();
        known.values().stream()
                .filter(watcher -> watcher.status() != Watcher.Status.TERMINATED)
                .forEach(watcher -> merged.put(watcher.id(), watcher));
        news.forEach(watcher -> merged.put(watcher.id(), watcher));
        return merged;
    }

    private static List<Watcher> joined(List<Watcher> first, List<Watcher> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }

    /** The lists held, with all their watchers. */
    public List<WatcherList> lists() {
        return lists.entrySet().stream()
                .map(e -> WatcherList.of(
                        e.getKey().resource(),
                        e.getKey().eventPackage(),
                        List.copyOf(e.getValue().values())))
                .toList();
    }

    /** The watchers of a resource, in all packages, whose subscriptions stand so. */
    public List<Watcher> watchers(String resource, Watcher.Status status) {
        return lists.entrySet().stream()
                .filter(e -> e.getKey().resource().equals(resource))
                .flatMap(e -> e.getValue().values().stream())
                .filter(watcher -> watcher.status() == status)
                .toList();
    }

    /** Forgets everything, for a new subscription. */
    public void reset() {
        lists.clear();
        version = null;
    }
}
