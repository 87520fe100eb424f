/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio.internal;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.audio.AudioPort;

/**
 * Which bridges of a mixer have which members. Bridges that are members of one another make one group, in which everyone
 * hears everyone; that is the same as handing the sound from bridge to bridge, without the delay of doing so. Holds
 * bridges and members weakly. Thread-safe.
 */
final class Groups {
    private final List<Entry> entries = new ArrayList<>();

    private static final class Entry {
        final WeakReference<MeshBridge> bridge;
        final Set<Seat> members = new LinkedHashSet<>();

        Entry(MeshBridge bridge) {
            this.bridge = new WeakReference<>(bridge);
        }
    }

    synchronized void open(MeshBridge bridge) {
        entries.add(new Entry(bridge));
    }

    /** Forgets the bridge and its membership in others. */
    synchronized void close(MeshBridge bridge) {
        Seat seat = new Seat(bridge);
        entries.removeIf(entry -> entry.bridge.refersTo(bridge));
        entries.forEach(entry -> entry.members.remove(seat));
    }

    /**
     * @return false when it is a member already
     * @throws IllegalStateException when the bridge is closed
     * @throws IllegalArgumentException when the bridge is a member of {@code port}, directly or not
     */
    synchronized boolean add(MeshBridge bridge, AudioPort port) {
        Entry entry = find(bridge);
        if (entry == null) {
            throw new IllegalStateException("the bridge is closed");
        }
        if (port instanceof MeshBridge inner && reaches(inner, bridge)) {
            throw new IllegalArgumentException("a bridge cannot be a member of itself");
        }
        return entry.members.add(new Seat(port));
    }

    synchronized boolean isOpen(MeshBridge bridge) {
        return find(bridge) != null;
    }

    /** False when it was no member. */
    synchronized boolean remove(MeshBridge bridge, AudioPort port) {
        Entry entry = find(bridge);
        return entry != null && entry.members.remove(new Seat(port));
    }

    synchronized List<AudioPort> members(MeshBridge bridge) {
        Entry entry = find(bridge);
        return entry == null ? List.of() : living(entry);
    }

    private @Nullable Entry find(MeshBridge bridge) {
        for (Entry entry : entries) {
            if (entry.bridge.refersTo(bridge)) {
                return entry;
            }
        }
        return null;
    }

    private static List<AudioPort> living(Entry entry) {
        List<AudioPort> ports = new ArrayList<>();
        for (Seat seat : entry.members) {
            AudioPort port = seat.get();
            if (port != null) {
                ports.add(port);
            }
        }
        return ports;
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean reaches(MeshBridge from, MeshBridge to) {
        if (from == to) {
            return true;
        }
        Entry entry = find(from);
        return entry != null
                && living(entry).stream().anyMatch(port -> port instanceof MeshBridge inner && reaches(inner, to));
    }

    /** The members that are no bridges of ours, group by group; forgets what is no longer in memory. */
    synchronized List<Collection<AudioPort>> members() {
        entries.removeIf(entry -> entry.bridge.refersTo(null));
        Map<MeshBridge, Set<AudioPort>> groups = new IdentityHashMap<>();
        for (Entry entry : entries) {
            entry.members.removeIf(seat -> seat.refersTo(null));
            MeshBridge bridge = entry.bridge.get();
            if (bridge != null) {
                join(groups, bridge, entry);
            }
        }
        Set<Set<AudioPort>> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        distinct.addAll(groups.values());
        return new ArrayList<>(distinct);
    }

    @SuppressWarnings("ReferenceEquality")
    private static void join(Map<MeshBridge, Set<AudioPort>> groups, MeshBridge bridge, Entry entry) {
        Set<AudioPort> group = groups.computeIfAbsent(bridge, key -> identitySet());
        for (AudioPort port : living(entry)) {
            if (port instanceof MeshBridge inner) {
                Set<AudioPort> other = groups.computeIfAbsent(inner, key -> identitySet());
                if (other != group) {
                    group.addAll(other);
                    Set<AudioPort> merged = group;
                    groups.replaceAll((key, set) -> set == other ? merged : set);
                }
            } else {
                group.add(port);
            }
        }
    }

    private static Set<AudioPort> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
