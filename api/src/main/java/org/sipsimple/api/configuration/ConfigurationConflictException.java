/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

/** Somebody else has stored something since this backend loaded or stored last; load again, then repeat the change. */
public final class ConfigurationConflictException extends ConfigurationBackendException {
    private static final long serialVersionUID = 1;

    public ConfigurationConflictException(String message) {
        super(message);
    }
}
