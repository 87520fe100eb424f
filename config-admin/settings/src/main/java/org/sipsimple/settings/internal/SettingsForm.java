/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings.internal;

import java.io.InputStream;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.ObjectClassDefinition;

import org.sipsimple.api.configuration.SettingsKind;

/** The form of one kind of settings object; every field may be left empty. */
record SettingsForm(SettingsKind kind, List<AttributeDefinition> fields) implements ObjectClassDefinition {

    @Override
    public String getName() {
        return switch (kind) {
            case GENERAL -> "SIP SIMPLE";
            case ACCOUNT -> "SIP SIMPLE account";
            case BONJOUR -> "SIP SIMPLE Bonjour account";
        };
    }

    @Override
    public String getID() {
        return kind.pid();
    }

    @Override
    public String getDescription() {
        return switch (kind) {
            case GENERAL -> "Settings of the whole application";
            case ACCOUNT -> "Settings of one account at a SIP provider";
            case BONJOUR -> "Settings for calls in the local network without a provider";
        };
    }

    @Override
    public AttributeDefinition @Nullable [] getAttributeDefinitions(int filter) {
        return filter == REQUIRED ? null : fields.toArray(AttributeDefinition[]::new);
    }

    @Override
    public @Nullable InputStream getIcon(int size) {
        return null;
    }
}
