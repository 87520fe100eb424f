/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Raw configuration data: objects by group and name, in memory until {@link #save}. Most code wants {@link Settings}
 * instead. Thread-safe. Spec: Developer Guide, "ConfigurationManager".
 */
@ProviderType
public interface ConfigurationManager {

    /**
     * Loads everything from the backend and uses it from now on. Before this, all other methods throw
     * {@link IllegalStateException}.
     *
     * @throws ConfigurationBackendException when the backend cannot load
     */
    void start(ConfigurationBackend backend) throws ConfigurationBackendException;

    /**
     * Changes an object, or creates it; what {@code data} does not name stays.
     *
     * @param group null for an object at the top
     */
    void update(@Nullable String group, String name, ConfigNode.Group data);

    /** Removes an object; does nothing when there is none. */
    void delete(@Nullable String group, String name);

    /** @throws ObjectNotFoundException when there is no such object */
    ConfigNode.Group get(@Nullable String group, String name) throws ObjectNotFoundException;

    /** The names of the objects in a group, sorted; empty when there is no such group. */
    List<String> names(@Nullable String group);

    /**
     * Gives all changes to the backend. When somebody else has changed the stored data in the meantime, theirs is
     * loaded first and ours are made on top, so that nobody's changes are lost.
     *
     * @throws ConfigurationBackendException when the backend cannot store; the changes of this manager since the last
     *     save are then dropped, and it shows again what is stored
     */
    void save() throws ConfigurationBackendException;
}
