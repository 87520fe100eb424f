/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

/**
 * Configuration could not be read, changed or stored; the message says what and where, and never a secret. The seeds'
 * {@code ConfigurationError}.
 */
public class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1;

    public ConfigurationException(String message) {
        super(message);
    }

    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
