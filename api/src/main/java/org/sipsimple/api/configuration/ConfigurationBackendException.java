/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

/** A backend could not load or store; what it had stored before is still there. The seeds' {@code ConfigurationBackendError}. */
public class ConfigurationBackendException extends ConfigurationException {
    private static final long serialVersionUID = 1;

    public ConfigurationBackendException(String message) {
        super(message);
    }

    public ConfigurationBackendException(String message, Throwable cause) {
        super(message, cause);
    }
}
