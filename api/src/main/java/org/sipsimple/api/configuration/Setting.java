/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Describes one setting of a {@link SettingsObject}. Immutable. Spec: Developer Guide, "Setting".
 *
 * @param path dotted name inside the object, for example {@code rtp.port_range}
 * @param type how values are stored; checks them
 * @param defaultValue what applies while nothing is stored; null only when nillable
 * @param nillable whether "no value" may be chosen
 * @param description one line for people, with the unit
 */
public record Setting<T>(
        String path, SettingType<T> type, @Nullable T defaultValue, boolean nillable, String description) {

    public Setting {
        Objects.requireNonNull(type);
        Objects.requireNonNull(description);
        if (!path.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")) {
            throw new IllegalArgumentException("no path of a setting: " + path);
        }
        if (defaultValue == null && !nillable) {
            throw new IllegalArgumentException(path + " has no default and is not nillable");
        }
    }

    /** A setting that always has a value. */
    public static <T> Setting<T> of(String path, SettingType<T> type, T defaultValue, String description) {
        return new Setting<>(path, type, defaultValue, false, description);
    }

    /** A setting that may have no value, which is also its default. */
    public static <T> Setting<T> nillable(String path, SettingType<T> type, String description) {
        return new Setting<>(path, type, null, true, description);
    }

    /** The key by which code reads it that needs a value where none is chosen. */
    @SuppressWarnings("unchecked") // the type says what its values are; List.class is the class of all lists
    public SettingKey<T> key(T otherwise) {
        return new SettingKey<>(path, (Class<T>) type.valueClass(), otherwise);
    }

    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /**
     * The value a stored node stands for.
     *
     * @throws InvalidSettingException when it stands for none
     */
    public @Nullable T read(ConfigNode node) throws InvalidSettingException {
        if (node instanceof ConfigNode.None) {
            if (!nillable) {
                throw new InvalidSettingException(path, "must have a value");
            }
            return null;
        }
        if (node instanceof ConfigNode.Default) {
            return defaultValue;
        }
        try {
            return type.read(node);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(path, e.getMessage());
        }
    }

    /** What to store for a value. */
    public ConfigNode write(@Nullable T value) {
        return value == null ? new ConfigNode.None() : type.write(value);
    }

    /** Whether values are secrets, which no log, event or configuration store other than the backend may hold. */
    public boolean secret() {
        return type.valueClass() == Password.class;
    }

    @Override
    public String toString() {
        return path;
    }
}
