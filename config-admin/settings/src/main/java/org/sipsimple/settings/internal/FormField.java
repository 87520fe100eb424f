/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings.internal;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.osgi.service.metatype.AttributeDefinition;

import org.sipsimple.api.configuration.InvalidSettingException;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.SettingTypes;

/**
 * One field of a form.
 *
 * @param type of {@link AttributeDefinition}
 * @param defaultText empty for none
 */
record FormField(Setting<?> setting, String label, int type, String defaultText, List<String> options)
        implements AttributeDefinition {

    static FormField accountId() {
        return of(Setting.nillable("id", SettingTypes.SIP_ADDRESS, "Address of the account, user@domain"));
    }

    static <T> FormField of(Setting<T> setting) {
        return new FormField(
                setting,
                setting.path(),
                type(setting),
                setting.defaultValue() == null ? "" : Dictionaries.text(setting.write(setting.defaultValue())),
                setting.type().options());
    }

    private static int type(Setting<?> setting) {
        if (setting.secret()) {
            return PASSWORD;
        }
        Class<?> values = setting.type().valueClass();
        return values == Boolean.class ? BOOLEAN : values == Integer.class ? INTEGER : STRING;
    }

    @Override
    public String getName() {
        return label;
    }

    @Override
    public String getID() {
        return setting.path();
    }

    @Override
    public String getDescription() {
        return setting.description();
    }

    @Override
    public int getCardinality() {
        return 0;
    }

    @Override
    public int getType() {
        return type;
    }

    @Override
    public String @Nullable [] getOptionValues() {
        return options.isEmpty() ? null : options.toArray(String[]::new);
    }

    @Override
    public String @Nullable [] getOptionLabels() {
        return getOptionValues();
    }

    @Override
    public String validate(String value) {
        try {
            Dictionaries.check(setting, value);
            return "";
        } catch (InvalidSettingException e) {
            return e.getMessage();
        }
    }

    @Override
    public String[] getDefaultValue() {
        return new String[] {defaultText};
    }
}
