/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

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
}
