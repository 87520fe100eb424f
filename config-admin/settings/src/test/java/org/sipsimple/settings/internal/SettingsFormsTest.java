/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings.internal;

import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.ObjectClassDefinition;

import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.SettingsKind;
import org.sipsimple.filebackend.MemoryBackend;
import org.sipsimple.settings.Recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsFormsTest {

    @Test
    void everySettingHasAField() throws ConfigurationException {
        SettingsStore store = new SettingsStore(new MemoryBackend(), new Recorder(), Clock.systemUTC());
        SettingsForms forms = new SettingsForms(store);
        ObjectClassDefinition form = forms.getObjectClassDefinition("org.sipsimple.account", null);
        Map<String, AttributeDefinition> fields = Arrays.stream(form.getAttributeDefinitions(ObjectClassDefinition.ALL))
                .collect(Collectors.toMap(AttributeDefinition::getID, Function.identity()));
        assertThat(fields).hasSize(store.schema(SettingsKind.ACCOUNT).settings().size() + 1);
        assertThat(fields.get("auth.password").getType()).isEqualTo(AttributeDefinition.PASSWORD);
        AttributeDefinition interval = fields.get("registration.interval");
        assertThat(interval.getType()).isEqualTo(AttributeDefinition.INTEGER);
        assertThat(interval.getDefaultValue()).containsExactly("600");
        assertThat(interval.getDescription()).isEqualTo("Time a registration lasts, in s");
        assertThat(interval.validate("60")).isEmpty();
        assertThat(interval.validate("-1")).isEqualTo("registration.interval: -1 is not a whole number, 0 or more");
        assertThat(fields.get("audio.srtp_encryption").getOptionValues())
                .containsExactly("disabled", "optional", "mandatory", "dtls");
        assertThatThrownBy(() -> forms.getObjectClassDefinition("other", null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
