/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.notification;

import org.osgi.annotation.versioning.ProviderType;

/** An observer's registration with the {@link NotificationCenter}; closing it ends the deliveries. Thread-safe. */
@ProviderType
public interface Observation extends AutoCloseable {

    /**
     * Ends the observation and drops what still waits in its queue. No delivery starts after this has returned; one
     * already under way on another thread is not waited for, so an observer may close its own observation. Closing
     * again does nothing.
     */
    @Override
    void close();
}
