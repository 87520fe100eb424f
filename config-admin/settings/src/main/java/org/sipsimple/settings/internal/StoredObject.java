/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.configuration.ConfigNode;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.InvalidSettingException;
import org.sipsimple.api.configuration.ModifiedValue;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.SettingKey;
import org.sipsimple.api.configuration.SettingsKind;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SipAddress;

/**
 * One object: what is stored, what was set since, and the values both together mean. Readers see one immutable map of
 * values; everything that writes holds the store's lock.
 */
final class StoredObject implements SettingsObject {
    private static final Logger LOG = System.getLogger(StoredObject.class.getName());

    private final SettingsStore store;
    private final SettingsKind kind;
    private volatile String id;
    private volatile Map<String, Object> values = Map.of();

    /** The values of what is stored, without what was set since. */
    private Map<String, Object> storedValues = Map.of();

    private ConfigNode.Group stored = ConfigNode.Group.EMPTY;
    private final Map<String, ConfigNode> unsaved = new TreeMap<>();

    StoredObject(SettingsStore store, SettingsKind kind, String id, ConfigNode.Group stored) {
        this.store = store;
        this.kind = kind;
        this.id = id;
        accept(stored);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public SettingsKind kind() {
        return kind;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.copyOf(schema().settings().values());
    }

    @Override
    public Setting<?> setting(String path) throws InvalidSettingException {
        Setting<?> setting = schema().find(path);
        if (setting == null) {
            throw new InvalidSettingException(path, "there is no such setting");
        }
        return setting;
    }

    private Schema schema() {
        return store.schema(kind);
    }

    boolean has(String path) {
        return schema().settings().containsKey(path);
    }

    /** The value another object has for this setting, under any of the names it has here; null for none. */
    @SuppressWarnings("unchecked") // settings of one name have one type
    <T> @Nullable T spelledIn(StoredObject other, Setting<T> setting) {
        return schema().spellings(setting.path()).stream()
                .filter(other::has)
                .findFirst()
                .map(path -> (T) other.get(other.schema().settings().get(path)))
                .orElse(null);
    }

    @Override
    public <T> @Nullable T get(Setting<T> setting) {
        return get(setting, values);
    }

    /** The value without what was set since the last save. With the store's lock held. */
    <T> @Nullable T getStored(Setting<T> setting) {
        return get(setting, storedValues);
    }

    private static <T> @Nullable T get(Setting<T> setting, Map<String, Object> now) {
        return now.containsKey(setting.path())
                ? cast(setting.path(), setting.type().valueClass(), now.get(setting.path()))
                : setting.defaultValue();
    }

    @Override
    public <T> T get(SettingKey<T> key) {
        T value = find(key);
        return value == null ? key.defaultValue() : value;
    }

    /** Null when there is no such setting, or no value. */
    <T> @Nullable T find(SettingKey<T> key) {
        Setting<?> setting = schema().find(key.path());
        return setting == null ? null : cast(key.path(), key.type(), get(setting));
    }

    @SuppressWarnings("unchecked")
    private static <T> @Nullable T cast(String path, Class<? super T> type, @Nullable Object value) {
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException(
                    path + " is a " + value.getClass().getSimpleName() + " and not a " + type.getSimpleName());
        }
        return (T) value;
    }

    @Override
    public <T> void set(Setting<T> setting, @Nullable T value) {
        if (schema().settings().get(setting.path()) == null) {
            throw new IllegalArgumentException(id + " has no setting " + setting.path());
        }
        try {
            set(setting.path(), setting.write(value));
        } catch (InvalidSettingException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public void set(String path, ConfigNode value) throws InvalidSettingException {
        Setting<?> setting = setting(path);
        ConfigNode change = change(setting, value);
        store.locked(() -> {
            unsaved.put(setting.path(), change);
            values = decode(patched(unsaved), null);
        });
    }

    /** What to store for a value, in its usual spelling: nothing when it is the default. */
    static <T> ConfigNode change(Setting<T> setting, ConfigNode node) throws InvalidSettingException {
        T value = setting.read(node);
        return Objects.equals(value, setting.defaultValue()) ? new ConfigNode.Default() : setting.write(value);
    }

    @Override
    public void reset(Setting<?> setting) {
        store.locked(() -> {
            unsaved.put(setting.path(), new ConfigNode.Default());
            values = decode(patched(unsaved), null);
        });
    }

    @Override
    public void save() throws ConfigurationException {
        store.save(this);
    }

    @Override
    public void delete() throws ConfigurationException {
        checkIsAccount("deleted");
        store.delete(this);
    }

    @Override
    public void rename(SipAddress newId) throws ConfigurationException {
        checkIsAccount("renamed");
        store.rename(this, newId.toString());
    }

    private void checkIsAccount(String what) {
        if (kind != SettingsKind.ACCOUNT) {
            throw new UnsupportedOperationException(id + " cannot be " + what);
        }
    }

    // all below with the store's lock held

    Map<String, ConfigNode> unsaved() {
        return Map.copyOf(unsaved);
    }

    void saved(Map<String, ConfigNode> changes) {
        unsaved.entrySet().removeAll(changes.entrySet());
    }

    void renamed(String newId) {
        id = newId;
    }

    ConfigNode.Group stored() {
        return stored;
    }

    /** Takes over what is stored now and returns what differs. */
    Map<String, ModifiedValue> accept(ConfigNode.Group nowStored) {
        Map<String, Object> before = storedValues;
        ConfigNode.Group seen = stored;
        stored = nowStored;
        storedValues = decode(stored, seen);
        values = unsaved.isEmpty() ? storedValues : decode(patched(unsaved), null);
        return differences(before, storedValues);
    }

    /** The settings there are have changed. */
    void schemaChanged() {
        unsaved.keySet().removeIf(path -> schema().find(path) == null);
        accept(stored);
    }

    /** What would differ after these changes. */
    Map<String, ModifiedValue> modifiedBy(Map<String, ConfigNode> changes) throws InvalidSettingException {
        Map<String, Object> after = decode(patched(changes), null);
        checkPorts(after);
        return differences(storedValues, after);
    }

    private void checkPorts(Map<String, Object> now) throws InvalidSettingException {
        Object tcp = now.get(GeneralSettings.SIP_TCP_PORT.path());
        if (kind == SettingsKind.GENERAL && tcp != null && tcp.equals(now.get(GeneralSettings.SIP_TLS_PORT.path()))) {
            throw new InvalidSettingException(
                    GeneralSettings.SIP_TLS_PORT.path(), tcp + " is the port for TCP too; they must differ");
        }
    }

    /** The parts of an update of the configuration manager; older spellings are given up with the first change. */
    List<ConfigNode.Group> updates(Map<String, ConfigNode> changes) {
        List<ConfigNode.Group> updates = new ArrayList<>();
        changes.forEach((path, node) -> {
            for (String spelling : schema().spellings(path)) {
                if (!spelling.equals(path) && Schema.at(stored, spelling) != null) {
                    updates.add(ConfigNode.at(spelling, new ConfigNode.Default()));
                }
            }
            updates.add(ConfigNode.at(path, node));
        });
        return updates;
    }

    private ConfigNode.Group patched(Map<String, ConfigNode> changes) {
        ConfigNode.Group result = stored;
        for (ConfigNode.Group update : updates(changes)) {
            result = result.patched(update);
        }
        return result;
    }

    private Map<String, ModifiedValue> differences(Map<String, Object> before, Map<String, Object> after) {
        Map<String, ModifiedValue> modified = new HashMap<>();
        schema().settings().forEach((path, setting) -> {
            Object old = before.containsKey(path) ? before.get(path) : setting.defaultValue();
            Object now = after.containsKey(path) ? after.get(path) : setting.defaultValue();
            if (!Objects.equals(old, now)) {
                modified.put(path, new ModifiedValue(old, now));
            }
        });
        return modified;
    }

    /**
     * The values that are stored; what cannot be understood stays stored and counts as not set.
     *
     * @param seen what faults have been reported of; null to report none
     */
    private Map<String, Object> decode(ConfigNode.Group data, ConfigNode.@Nullable Group seen) {
        Map<String, Object> decoded = new HashMap<>();
        schema().settings().forEach((path, setting) -> {
            for (String spelling : schema().spellings(path)) {
                ConfigNode node = Schema.at(data, spelling);
                if (node != null) {
                    boolean report = seen != null && !node.equals(Schema.at(seen, spelling));
                    decode(setting, spelling, node, report, decoded);
                    return;
                }
            }
        });
        if (seen != null) {
            refusePortClash(decoded);
        }
        return decoded;
    }

    private void decode(
            Setting<?> setting, String spelling, ConfigNode node, boolean report, Map<String, Object> decoded) {
        try {
            decoded.put(setting.path(), setting.read(node));
        } catch (InvalidSettingException e) {
            if (report) {
                LOG.log(Level.ERROR, "{0}: {1}; the default is used", store.whereIs(this, spelling), e.getMessage());
            }
        }
    }

    private void refusePortClash(Map<String, Object> decoded) {
        try {
            checkPorts(decoded);
        } catch (InvalidSettingException e) {
            LOG.log(Level.ERROR, "{0}: {1}; the default is used", store.whereIs(this, e.path()), e.getMessage());
            decoded.remove(e.path());
        }
    }

    @Override
    public String toString() {
        return "settings of " + id;
    }
}
