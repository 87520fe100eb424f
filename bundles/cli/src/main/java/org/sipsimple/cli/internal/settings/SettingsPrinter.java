/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.settings;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.ConfigNode;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.Password;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsKind;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.cli.internal.Json;

/** Prints settings for people, or as JSON with one object a line. Passwords are hidden in both. */
record SettingsPrinter(PrintStream out, boolean json) {

    void done(String what) {
        out.println(json ? "{\"result\":" + Json.quote(what) + "}" : what);
    }

    void list(Settings settings) {
        String defaultId = settings.general().get(GeneralSettings.DEFAULT_ACCOUNT);
        for (SettingsObject account : settings.accounts()) {
            boolean enabled = Boolean.TRUE.equals(account.get(AccountSettings.ENABLED));
            boolean isDefault = account.id().equals(defaultId);
            out.println(
                    json
                            ? "{\"id\":" + Json.quote(account.id()) + ",\"enabled\":" + enabled + ",\"default\":"
                                    + isDefault + "}"
                            : account.id() + (enabled ? "" : " (disabled)") + (isDefault ? " (default)" : ""));
        }
    }

    void show(List<SettingsObject> objects) {
        objects.forEach(json ? this::showAsJson : this::showAsTree);
    }

    private void showAsJson(SettingsObject object) {
        String members = object.settings().stream()
                .map(setting -> Json.quote(setting.path()) + ":" + value(object, setting))
                .collect(Collectors.joining(",", "{", "}"));
        out.println("{\"id\":" + Json.quote(object.id()) + ",\"settings\":" + members + "}");
    }

    private static <T> String value(SettingsObject object, Setting<T> setting) {
        T value = object.get(setting);
        if (value == null) {
            return "null";
        }
        if (value instanceof Boolean || value instanceof Integer) {
            return value.toString();
        }
        return setting.type().write(value) instanceof ConfigNode.Items items
                ? items.values().stream().map(Json::quote).collect(Collectors.joining(",", "[", "]"))
                : Json.quote(text(setting, value));
    }

    private static <T> String text(Setting<T> setting, @Nullable T value) {
        if (value instanceof Password) {
            return value.toString();
        }
        ConfigNode node = setting.write(value);
        if (node instanceof ConfigNode.Items items) {
            return String.join(", ", items.values());
        }
        return node instanceof ConfigNode.Text text ? text.value() : "";
    }

    /** As in the configuration file, with the defaults. */
    private void showAsTree(SettingsObject object) {
        out.println(object.kind() == SettingsKind.GENERAL ? "SIP SIMPLE settings:" : "Account " + object.id() + ":");
        Map<String, Setting<?>> sorted = new TreeMap<>((one, other) -> {
            boolean top = one.indexOf('.') < 0;
            return top == other.indexOf('.') < 0 ? one.compareTo(other) : top ? -1 : 1;
        });
        object.settings().forEach(setting -> sorted.put(setting.path(), setting));
        String group = "";
        for (Setting<?> setting : sorted.values()) {
            int dot = setting.path().lastIndexOf('.');
            String itsGroup = dot < 0 ? "" : setting.path().substring(0, dot);
            if (!itsGroup.equals(group)) {
                group = itsGroup;
                out.println("    " + group + ":");
            }
            line(object, setting, group.isEmpty() ? "    " : "        ");
        }
    }

    private <T> void line(SettingsObject object, Setting<T> setting, String indentation) {
        String text = text(setting, object.get(setting));
        out.println((indentation + setting.name() + " = " + text.replace("\n", "\\n")).stripTrailing());
    }
}
