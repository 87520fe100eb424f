/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One place in the tree of configuration data as backends store it: no value, a text, a list of texts, or a group of
 * named nodes. Immutable. Spec: Developer Guide, "ConfigurationManager".
 *
 * <p>{@code toString} of a text or a list never shows its content, which may be a password.
 */
public sealed interface ConfigNode {

    /** Explicitly no value, the seeds' {@code None}. */
    record None() implements ConfigNode {}

    /** Only in updates: forget what is stored, so that the default applies again. Never given to a backend. */
    record Default() implements ConfigNode {}

    record Text(String value) implements ConfigNode {
        @Override
        public String toString() {
            return "Text";
        }
    }

    record Items(List<String> values) implements ConfigNode {
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return "Items";
        }
    }

    /** @param children by name, sorted */
    record Group(SortedMap<String, ConfigNode> children) implements ConfigNode {
        public static final Group EMPTY = new Group(Map.of());

        public Group {
            children = Collections.unmodifiableSortedMap(new TreeMap<>(children));
        }

        public Group(Map<String, ? extends ConfigNode> children) {
            this(new TreeMap<>(children));
        }

        /**
         * This group with the changes made: groups are merged, {@link Default} removes, anything else replaces. Groups
         * left empty by a removal go too.
         */
        public Group patched(Group changes) {
            SortedMap<String, ConfigNode> result = new TreeMap<>(children);
            changes.children.forEach((name, change) -> {
                ConfigNode old = result.get(name);
                if (change instanceof Default) {
                    result.remove(name);
                } else if (change instanceof Group group) {
                    Group merged = (old instanceof Group oldGroup ? oldGroup : EMPTY).patched(group);
                    if (merged.children.isEmpty() && !group.children.isEmpty()) {
                        result.remove(name);
                    } else {
                        result.put(name, merged);
                    }
                } else {
                    result.put(name, change);
                }
            });
            return new Group(result);
        }

        /** The group of that name; empty when there is none. */
        public Group group(String name) {
            return children.get(name) instanceof Group group ? group : EMPTY;
        }
    }

    /** A change of one setting, given by its dotted path, as a tree that {@link Group#patched} takes. */
    static Group at(String path, ConfigNode node) {
        int dot = path.indexOf('.');
        return dot < 0
                ? new Group(Map.of(path, node))
                : new Group(Map.of(path.substring(0, dot), at(path.substring(dot + 1), node)));
    }
}
