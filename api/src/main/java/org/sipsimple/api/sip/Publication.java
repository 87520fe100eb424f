/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.lookup.Route;

/**
 * Keeps one piece of event state published: publishes, tells when to refresh, removes. Does not retry by itself; that is
 * the account's policy. Thread-safe; outcomes come as {@link PublicationNotification}.
 *
 * <p>Spec: SIP Core API, {@code Publication}; RFC 3903.
 */
@ProviderType
public interface Publication {

    PublicationOptions options();

    boolean isPublished();

    /** The entity tag by which the server knows the state; empty unless published. */
    Optional<String> entityTag();

    /** Time until the state expires; zero unless published. */
    Duration expiresIn();

    /**
     * Sends a PUBLISH and reports DidSucceed or DidFail. Takes the place of one that is under way, whose outcome is not
     * reported any more.
     *
     * <p>After a 412 the server does not know the entity tag any more, so nothing is published and the next call needs a
     * body.
     *
     * @param body of the content type of the options; null only refreshes what is published
     * @param timeout after which the attempt fails with 408
     * @throws IllegalStateException when there is no body and nothing is published
     */
    void publish(byte @Nullable [] body, Route route, Duration timeout);

    /**
     * Removes the state by the route of the last success: WillEnd, then DidEnd or DidNotEnd. A PUBLISH under way is given
     * up.
     *
     * @throws IllegalStateException when nothing is published
     */
    void end(Duration timeout);
}
