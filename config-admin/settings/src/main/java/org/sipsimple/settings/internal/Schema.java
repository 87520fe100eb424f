/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.BonjourSettings;
import org.sipsimple.api.configuration.ConfigNode;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.SettingsGroup;
import org.sipsimple.api.configuration.SettingsKind;
import org.sipsimple.api.configuration.SettingsObjectExtension;

/**
 * Which settings the objects of one kind have, and what older spellings mean. Immutable.
 *
 * @param settings by path
 * @param olderPaths from older spellings to paths
 */
public record Schema(SortedMap<String, Setting<?>> settings, Map<String, String> olderPaths) {

    /** The settings of the SDK and those of the extensions, of which the later ones win. */
    static Schema of(SettingsKind kind, List<SettingsObjectExtension> extensions) {
        SortedMap<String, Setting<?>> settings = new TreeMap<>();
        List<SettingsGroup> groups = new ArrayList<>(
                switch (kind) {
                    case GENERAL -> GeneralSettings.groups();
                    case ACCOUNT -> AccountSettings.groups();
                    case BONJOUR -> BonjourSettings.groups();
                });
        extensions.stream()
                .filter(extension -> extension.extended() == kind)
                .forEach(extension -> groups.addAll(extension.groups()));
        groups.forEach(group -> group.settings().forEach(setting -> settings.put(setting.path(), setting)));
        return new Schema(
                settings,
                switch (kind) {
                    case GENERAL -> Map.of();
                    case ACCOUNT -> AccountSettings.OLDER_PATHS;
                    case BONJOUR -> BonjourSettings.OLDER_PATHS;
                });
    }

    /** By path or older spelling; null when there is none. */
    @Nullable
    Setting<?> find(String path) {
        Setting<?> setting = settings.get(path);
        return setting == null && olderPaths.containsKey(path) ? settings.get(olderPaths.get(path)) : setting;
    }

    /** The spellings of a setting, its path first. */
    List<String> spellings(String path) {
        List<String> spellings = new ArrayList<>(List.of(path));
        olderPaths.forEach((older, current) -> {
            if (current.equals(path)) {
                spellings.add(older);
            }
        });
        return spellings;
    }

    /** The node at a dotted path; null when there is none. */
    static @Nullable ConfigNode at(ConfigNode.Group data, String path) {
        ConfigNode node = data;
        for (String name : path.split("\\.")) {
            node = node instanceof ConfigNode.Group group ? group.children().get(name) : null;
        }
        return node;
    }
}
