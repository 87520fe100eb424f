/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where configuration data is kept. Called by one thread at a time. Spec: Developer Guide, "Backend API"; the seeds'
 * {@code IBackend}.
 */
@ConsumerType
public interface ConfigurationBackend {

    /**
     * Everything that is stored; {@link ConfigNode.Group#EMPTY} when nothing ever was.
     *
     * @throws ConfigurationBackendException when it cannot be read; the message names the place
     */
    ConfigNode.Group load() throws ConfigurationBackendException;

    /**
     * Replaces everything that is stored; all or nothing.
     *
     * @throws ConfigurationConflictException when somebody else has stored since the last {@link #load} or {@code save}
     * @throws ConfigurationBackendException when it cannot be stored
     */
    void save(ConfigNode.Group data) throws ConfigurationBackendException;

    /**
     * Whether somebody else has stored since the last {@link #load} or {@link #save}. Cheap enough to be asked often.
     */
    default boolean changedOutside() {
        return false;
    }

    /** Where a node was read from, for error messages, for example {@code config:12}. */
    default Optional<String> whereIs(List<String> path) {
        return Optional.empty();
    }

    /**
     * Loads what can be read of damaged data, and keeps the original aside first.
     *
     * @return what was readable, and what was wrong, in sentences for the log
     */
    default Recovery recover() throws ConfigurationBackendException {
        return new Recovery(load(), List.of());
    }

    /** What {@link #recover} found. */
    record Recovery(ConfigNode.Group data, List<String> problems) {
        public Recovery {
            problems = List.copyOf(problems);
        }
    }
}
