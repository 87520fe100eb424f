/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.stream;

import org.osgi.annotation.versioning.ConsumerType;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.sdp.SdpSession;

/**
 * Makes streams of one media type; registered as an OSGi service, with {@link StreamType}; where there is no OSGi, a
 * {@link MediaStreamProvider} makes it. Its bundle may be updated or uninstalled while streams it made run: their classes
 * have been loaded before and stay until the last of them has ended, but resources of the bundle are gone. Stateless and thread-safe. Spec: Middleware API, {@code IMediaStream.new_from_sdp} and {@code MediaStreamRegistrar}.
 */
@ConsumerType
public interface MediaStreamFactory {

    /** The media type's name, for example {@code audio}. */
    String type();

    /** Who is asked first when several types could take a media line: the higher one. */
    default int priority() {
        return 0;
    }

    /**
     * Whether a stream of this type is offered without being asked for: to a peer that leaves the offer to us by an INVITE
     * without SDP (RFC 3261 section 13.2.1), and, if the call that is transferred has one, to whom a transfer leads.
     */
    default boolean offeredByDefault() {
        return false;
    }

    /** A stream to be offered by us. */
    MediaStream create(Account account);

    /** Whether media line {@code index} of the peer's offer is ours. No side effects, no exceptions, quick. */
    boolean accepts(Account account, SdpSession remoteOffer, int index);

    /** A stream for a media line that {@link #accepts} said yes to. */
    MediaStream createIncoming(Account account, SdpSession remoteOffer, int index);
}
