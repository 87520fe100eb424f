/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.SettingTypes;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsGroup;
import org.sipsimple.api.configuration.SettingsKind;
import org.sipsimple.api.configuration.SettingsObjectExtension;

/**
 * What registrars know this installation by, whatever its address (RFC 5626 section 4.1): a URN that lasts as long as the
 * settings do, and without settings as long as the manager. Thread-safe.
 */
final class InstanceId implements SettingsObjectExtension {
    private static final System.Logger LOG = System.getLogger(InstanceId.class.getName());
    private static final Setting<String> INSTANCE_ID = Setting.nillable(
            "instance_id",
            SettingTypes.TEXT,
            "URN by which registrars know this installation; made when there is none");

    private volatile String urn;

    InstanceId(RandomGenerator random) {
        urn = "urn:uuid:" + random(random);
    }

    /** Version 4 of RFC 4122. */
    private static UUID random(RandomGenerator random) {
        return new UUID(
                random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() & 0x3fff_ffff_ffff_ffffL | Long.MIN_VALUE);
    }

    String urn() {
        return urn;
    }

    @Override
    public SettingsKind extended() {
        return SettingsKind.GENERAL;
    }

    @Override
    public List<SettingsGroup> groups() {
        return List.of(SettingsGroup.of("", INSTANCE_ID));
    }

    /** Takes the one that is stored, or stores the present one. */
    Settings.@Nullable Registration keepIn(Settings settings) {
        Settings.Registration registration;
        try {
            registration = settings.register(this);
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "the instance id is not kept: {0}", e.getMessage());
            return null;
        }
        String stored = settings.general().get(INSTANCE_ID);
        if (stored != null && stored.startsWith("urn:")) {
            urn = stored;
            return registration;
        }
        try {
            settings.general().set(INSTANCE_ID, urn);
            settings.general().save();
        } catch (ConfigurationException e) {
            LOG.log(System.Logger.Level.WARNING, "the instance id is not kept: {0}", e.getMessage());
        }
        return registration;
    }
}
