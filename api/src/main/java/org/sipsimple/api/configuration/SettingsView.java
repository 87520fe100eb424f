/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Settings as they are now: global ones, or those of one account. Thread-safe; values may differ between two calls. */
@ProviderType
public interface SettingsView {

    /** A view in which every setting has its default. */
    SettingsView DEFAULTS = new SettingsView() {
        @Override
        public <T> T get(SettingKey<T> key) {
            return key.defaultValue();
        }
    };

    <T> T get(SettingKey<T> key);

    /**
     * The value of a setting of {@link AccountSettings}, {@link GeneralSettings}, {@link BonjourSettings} or an extension.
     * A view that knows no settings answers the default.
     *
     * @return null for no value, which only nillable settings have
     */
    default <T> @Nullable T get(Setting<T> setting) {
        T preset = setting.defaultValue();
        return preset == null ? null : get(setting.key(preset));
    }
}
