/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.configuration.ConfigNode;
import org.sipsimple.api.configuration.ConfigNode.Group;
import org.sipsimple.api.configuration.ConfigurationBackend;
import org.sipsimple.api.configuration.ConfigurationBackendException;
import org.sipsimple.api.configuration.ConfigurationConflictException;
import org.sipsimple.api.configuration.ConfigurationManager;
import org.sipsimple.api.configuration.ObjectNotFoundException;

/**
 * Remembers what was done since the last save, not only its result, so that it can be done again on top of what another
 * process has stored in the meantime. Thread-safe.
 */
public final class DefaultConfigurationManager implements ConfigurationManager {
    /** So many times in a row somebody else may have been faster. */
    private static final int ATTEMPTS = 100;

    private final List<UnaryOperator<Group>> unsaved = new ArrayList<>();
    private @Nullable ConfigurationBackend backend;
    private Group stored = Group.EMPTY;
    private Group data = Group.EMPTY;

    @Override
    public synchronized void start(ConfigurationBackend newBackend) throws ConfigurationBackendException {
        reset(newBackend.load());
        backend = newBackend;
    }

    @Override
    public synchronized void update(@Nullable String group, String name, Group changes) {
        change(root -> {
            Group siblings = group == null ? root : root.group(group);
            Group updated = with(siblings, name, siblings.group(name).patched(changes));
            return group == null ? updated : with(root, group, updated);
        });
    }

    @Override
    public synchronized void delete(@Nullable String group, String name) {
        change(root -> {
            Group changed = without(group == null ? root : root.group(group), name);
            if (group == null) {
                return changed;
            }
            return changed.children().isEmpty() ? without(root, group) : with(root, group, changed);
        });
    }

    private void change(UnaryOperator<Group> change) {
        backend();
        data = change.apply(data);
        unsaved.add(change);
    }

    private static Group with(Group parent, String name, ConfigNode child) {
        SortedMap<String, ConfigNode> children = new TreeMap<>(parent.children());
        children.put(name, child);
        return new Group(children);
    }

    private static Group without(Group parent, String name) {
        SortedMap<String, ConfigNode> children = new TreeMap<>(parent.children());
        children.remove(name);
        return new Group(children);
    }

    @Override
    public synchronized Group get(@Nullable String group, String name) throws ObjectNotFoundException {
        if (objects(group).get(name) instanceof Group found) {
            return found;
        }
        throw new ObjectNotFoundException(
                "there is no \"" + name + "\"" + (group == null ? "" : " in " + group) + " in the configuration");
    }

    @Override
    public synchronized List<String> names(@Nullable String group) {
        return objects(group).entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Group)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, ConfigNode> objects(@Nullable String group) {
        backend();
        return (group == null ? data : data.group(group)).children();
    }

    @Override
    public synchronized void save() throws ConfigurationBackendException {
        ConfigurationBackend target = backend();
        try {
            for (int attempt = 1; !trySave(target, attempt == ATTEMPTS); attempt++) {
                stored = target.load();
                data = stored;
                unsaved.forEach(change -> data = change.apply(data));
            }
            reset(data);
        } catch (ConfigurationBackendException e) {
            reset(stored);
            throw e;
        }
    }

    private boolean trySave(ConfigurationBackend target, boolean last) throws ConfigurationBackendException {
        try {
            target.save(data);
            return true;
        } catch (ConfigurationConflictException e) {
            if (last) {
                throw e;
            }
            return false;
        }
    }

    private void reset(Group newData) {
        stored = newData;
        data = newData;
        unsaved.clear();
    }

    private ConfigurationBackend backend() {
        if (backend == null) {
            throw new IllegalStateException("the configuration manager has not been started");
        }
        return backend;
    }
}
