/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

/** There is no object of that name. The seeds' {@code ObjectNotFoundError}. */
public final class ObjectNotFoundException extends ConfigurationException {
    private static final long serialVersionUID = 1;

    public ObjectNotFoundException(String message) {
        super(message);
    }
}
