/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.nio.file.Path;

import org.osgi.annotation.versioning.ProviderType;

/** Opens settings kept in other files than the application's own; an OSGi service. Thread-safe. */
@ProviderType
public interface SettingsFiles {

    /**
     * The settings of that file, which need not exist yet. They know no extensions but those registered with them, and
     * show nothing in ConfigAdmin.
     *
     * @throws ConfigurationException when the file cannot be read or understood; the message names it and the line
     */
    Settings open(Path file) throws ConfigurationException;
}
