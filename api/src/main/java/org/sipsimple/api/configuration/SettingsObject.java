/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The settings of the application or of one account. Values set here are seen by readers at once and stored by
 * {@link #save}. Thread-safe. Spec: Developer Guide, "SettingsObject".
 */
@ProviderType
public interface SettingsObject extends SettingsView {

    /** Its name among the objects of its group, for an account {@code user@domain}; the seeds' {@code __id__}. */
    String id();

    SettingsKind kind();

    /** All settings it has now, extensions included, by path. */
    List<Setting<?>> settings();

    /**
     * The setting of that path; older spellings are understood.
     *
     * @throws InvalidSettingException when there is none
     */
    Setting<?> setting(String path) throws InvalidSettingException;

    /** The value, the default when none was set; null for no value. */
    @Override
    <T> @Nullable T get(Setting<T> setting);

    /**
     * Sets a value.
     *
     * @param value null for no value
     * @throws IllegalArgumentException when null and the setting is not nillable
     */
    <T> void set(Setting<T> setting, @Nullable T value);

    /**
     * Sets a value as it would stand in the configuration file.
     *
     * @throws InvalidSettingException when there is no such setting or it cannot have this value
     */
    void set(String path, ConfigNode value) throws InvalidSettingException;

    /** Goes back to the default; the same as setting the seeds' {@code DefaultValue}. */
    void reset(Setting<?> setting);

    /**
     * Stores what was set since the last save and posts one {@link ConfigurationNotification.SettingsObjectDidChange}
     * when anything differs. The setting of the tcp and tls ports are checked together.
     *
     * @throws InvalidSettingException when values do not fit together
     * @throws ConfigurationBackendException when it cannot be stored; posted as
     *     {@link ConfigurationNotification.ManagerSaveFailed} too; the values stay set and may be saved again
     */
    void save() throws ConfigurationException;

    /**
     * Removes an account's settings for good.
     *
     * @throws UnsupportedOperationException when this is not an account added by the user
     * @throws ConfigurationBackendException when it cannot be stored; posted as
     *     {@link ConfigurationNotification.ManagerSaveFailed} too
     */
    void delete() throws ConfigurationException;

    /**
     * Stores everything under a new id and posts {@link ConfigurationNotification.SettingsObjectDidChangeId}.
     *
     * @throws UnsupportedOperationException when this is not an account added by the user
     * @throws ConfigurationException when the id is taken or it cannot be stored
     */
    void rename(SipAddress newId) throws ConfigurationException;
}
