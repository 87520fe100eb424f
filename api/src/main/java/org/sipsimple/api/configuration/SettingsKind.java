/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import org.jspecify.annotations.Nullable;

/** The kinds of settings objects, and where each lives in the configuration data and in ConfigAdmin. */
public enum SettingsKind {
    /** The one of the whole application, the seeds' {@code SIPSimpleSettings}. */
    GENERAL(null, "org.sipsimple.settings"),
    /** One for each SIP account, named {@code user@domain}. */
    ACCOUNT("Accounts", "org.sipsimple.account"),
    /** The one of the Bonjour account. */
    BONJOUR("Accounts", "org.sipsimple.account.bonjour");

    /** Id of the general object in the configuration data. */
    public static final String GENERAL_ID = "SIPSimpleSettings";

    /** Id of the Bonjour account. */
    public static final String BONJOUR_ID = "bonjour@local";

    private final @Nullable String group;
    private final String pid;

    SettingsKind(@Nullable String group, String pid) {
        this.group = group;
        this.pid = pid;
    }

    /** The group of the configuration data, the seeds' {@code __group__}; null for the top. */
    public @Nullable String group() {
        return group;
    }

    /** The PID of ConfigAdmin; of accounts the factory PID. */
    public String pid() {
        return pid;
    }
}
