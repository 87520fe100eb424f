/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeProvider;
import org.osgi.service.metatype.ObjectClassDefinition;

import org.sipsimple.api.configuration.SettingsKind;

/** Forms for all settings there are at the moment, those of extensions included, for web consoles and shells. */
@Component(
        service = MetaTypeProvider.class,
        property = {
            "metatype.pid=org.sipsimple.settings",
            "metatype.pid=org.sipsimple.account.bonjour",
            "metatype.factory.pid=org.sipsimple.account"
        })
public final class SettingsForms implements MetaTypeProvider {
    private final SettingsStore store;

    @Activate
    public SettingsForms(@Reference SettingsComponent settings) {
        this(settings.store());
    }

    SettingsForms(SettingsStore store) {
        this.store = store;
    }

    @Override
    public ObjectClassDefinition getObjectClassDefinition(String pid, @Nullable String locale) {
        SettingsKind kind = Arrays.stream(SettingsKind.values())
                .filter(candidate -> candidate.pid().equals(pid))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no form for " + pid));
        List<AttributeDefinition> fields = new ArrayList<>();
        if (kind == SettingsKind.ACCOUNT) {
            fields.add(FormField.accountId());
        }
        store.schema(kind).settings().values().forEach(setting -> fields.add(FormField.of(setting)));
        return new SettingsForm(kind, fields);
    }

    @Override
    public String @Nullable [] getLocales() {
        return null;
    }
}
