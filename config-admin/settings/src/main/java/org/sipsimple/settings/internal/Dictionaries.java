/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.configuration.ConfigNode;
import org.sipsimple.api.configuration.InvalidSettingException;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.SettingsObject;

/**
 * What settings look like in ConfigAdmin: one property for each setting that is not at its default, named by its path,
 * with a text as value, because FileInstall writes other types back to a {@code .cfg} file in a way it does not read.
 * Lists have commas, no value is the empty text. Passwords are taken from there but never put there.
 */
final class Dictionaries {
    private Dictionaries() {}

    /** The settings of an object that are stored, without passwords. */
    static Dictionary<String, Object> of(StoredObject object) {
        Dictionary<String, Object> properties = new Hashtable<>();
        for (Setting<?> setting : object.settings()) {
            if (!setting.secret()) {
                put(properties, object, setting);
            }
        }
        return properties;
    }

    private static <T> void put(Dictionary<String, Object> properties, StoredObject object, Setting<T> setting) {
        T value = object.getStored(setting);
        if (Objects.equals(value, setting.defaultValue())) {
            return;
        }
        properties.put(setting.path(), text(setting.write(value)));
    }

    /** A value as it stands in a dictionary. */
    static String text(ConfigNode node) {
        if (node instanceof ConfigNode.Items items) {
            return String.join(", ", items.values());
        }
        return node instanceof ConfigNode.Text text ? text.value() : "";
    }

    /** What a dictionary asks for, and what it asks for in vain. */
    record Wanted(Map<String, ConfigNode> changes, List<InvalidSettingException> refused) {}

    /**
     * The changes that make an object what the dictionary says. A setting that is not there goes back to its default;
     * a password that is not there stays.
     */
    static Wanted wanted(SettingsObject object, Map<String, ?> properties) {
        Map<String, ConfigNode> changes = new HashMap<>();
        for (Setting<?> setting : object.settings()) {
            if (!setting.secret()) {
                changes.put(setting.path(), new ConfigNode.Default());
            }
        }
        List<InvalidSettingException> refused = new ArrayList<>();
        properties.forEach((path, value) -> {
            try {
                Setting<?> setting = object.setting(path);
                ConfigNode node = node(setting, value);
                if (node != null) {
                    changes.put(setting.path(), StoredObject.change(setting, node));
                }
            } catch (InvalidSettingException e) {
                refused.add(e);
                changes.remove(e.path());
            }
        });
        return new Wanted(changes, refused);
    }

    /** @throws InvalidSettingException when the setting cannot have that value */
    static void check(Setting<?> setting, String value) throws InvalidSettingException {
        ConfigNode node = node(setting, value);
        if (node != null) {
            setting.read(node);
        }
    }

    /** Null for a password that is not given. */
    private static @Nullable ConfigNode node(Setting<?> setting, Object value) {
        if (value instanceof Object[] values) {
            return new ConfigNode.Items(
                    Arrays.stream(values).map(String::valueOf).toList());
        }
        if (value instanceof Collection<?> values) {
            return new ConfigNode.Items(values.stream().map(String::valueOf).toList());
        }
        String text = value.toString();
        if (text.isEmpty() && setting.secret()) {
            return null;
        }
        return text.isEmpty() && setting.nillable() ? new ConfigNode.None() : new ConfigNode.Text(text);
    }

    /** Whether two dictionaries say the same about the properties that are settings, whatever their types. */
    static boolean same(Dictionary<String, Object> one, Map<String, Object> other) {
        Map<String, String> texts = new HashMap<>();
        Collections.list(one.keys()).forEach(key -> texts.put(key, one.get(key).toString()));
        Map<String, String> otherTexts = new HashMap<>();
        other.forEach((key, value) -> otherTexts.put(key, value.toString()));
        return texts.equals(otherTexts);
    }
}
