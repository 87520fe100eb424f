/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.nio.file.Path;

import org.osgi.annotation.versioning.ProviderType;

/** Opens configuration files in the seeds' text format; an OSGi service. Thread-safe. */
@ProviderType
public interface ConfigurationFiles {

    /** A backend on that file, which need not exist yet. Does not touch the file. */
    ConfigurationBackend open(Path file);
}
