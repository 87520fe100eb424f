/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.desktopsharing;

import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.stream.MediaStream;

/**
 * RFB over MSRP. The handler says whether this end views or is viewed; an outgoing stream needs it before it is proposed,
 * an incoming one before it is accepted. Thread-safe.
 *
 * <pre>{@code
 * DesktopSharingStream sharing = (DesktopSharingStream) registry.find("desktop-sharing").orElseThrow().create(account);
 * sharing.setHandler(new ExternalVncServerHandler(new InetSocketAddress("localhost", 5900), notifications, threads));
 * session.addStream(sharing);
 * }</pre>
 *
 * <p>Spec: Middleware API, {@code DesktopSharingStream}.
 */
@ProviderType
public interface DesktopSharingStream extends MediaStream {

    Optional<DesktopSharingHandler> handler();

    /** @throws IllegalStateException when the stream has started */
    void setHandler(DesktopSharingHandler handler);

    /** What the handler of this end has to be, as far as the peer's offer says; empty for a stream of ours. */
    Optional<DesktopSharingHandler.Type> requiredType();

    /** RFB from the peer, for the handler to take. While it is full the peer has to wait. */
    DataQueue incomingQueue();

    /** RFB for the peer, from the handler. */
    DataQueue outgoingQueue();
}
