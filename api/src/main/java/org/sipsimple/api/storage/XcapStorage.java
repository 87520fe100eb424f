/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.storage;

import java.io.IOException;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps the XCAP documents of one account and what is still to be done to them, by name. Each method does its work before
 * it returns and may wait for a disk. One thread at a time for an account. Spec: Developer Guide, "Storage API".
 */
@ConsumerType
public interface XcapStorage {

    /**
     * What was saved last under this name; empty if nothing was.
     *
     * @throws IllegalArgumentException when it is no name: letters, digits and {@code . _ -}, no dot at the beginning
     * @throws IOException when it cannot be read
     */
    Optional<byte[]> load(String name) throws IOException;

    /**
     * Replaces what is saved under this name; all or nothing, also when the power fails.
     *
     * @throws IllegalArgumentException when it is no name
     * @throws IOException when it cannot be written; what was saved before is still there
     */
    void save(String name, byte[] data) throws IOException;

    /**
     * Forgets this name; nothing when it is unknown.
     *
     * @throws IllegalArgumentException when it is no name
     * @throws IOException when it cannot be removed
     */
    void delete(String name) throws IOException;

    /**
     * Forgets everything of the account, as when the account is deleted.
     *
     * @throws IOException when something cannot be removed
     */
    void purge() throws IOException;
}
