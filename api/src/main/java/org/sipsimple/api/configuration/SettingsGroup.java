/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.util.Arrays;
import java.util.List;

/**
 * Settings that belong together; they share the beginning of their paths. Groups are how bundles extend objects.
 *
 * @param name beginning of the paths without the final dot; empty for settings directly in the object
 */
public record SettingsGroup(String name, List<Setting<?>> settings) {

    /** @throws IllegalArgumentException when a path does not begin with the group's name */
    public SettingsGroup {
        settings = List.copyOf(settings);
        for (Setting<?> setting : settings) {
            boolean inside = name.isEmpty()
                    ? setting.path().indexOf('.') < 0
                    : setting.path().startsWith(name + ".");
            if (!inside) {
                throw new IllegalArgumentException(setting.path() + " is not in the group \"" + name + "\"");
            }
        }
    }

    public static SettingsGroup of(String name, Setting<?>... settings) {
        return new SettingsGroup(name, Arrays.asList(settings));
    }
}
