/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * A way to a bound connection, for one session: {@link ConnectorDirect}, {@link AcceptorDirect} or
 * {@link RelayConnection}. Thread-safe.
 */
public interface MsrpConnector {

    /**
     * Makes the own path, for {@code a=path}.
     *
     * @param localUri what to build it from, or null for a new URI
     * @return fails with {@link MsrpException} when it cannot listen or reach the relay, with
     *     {@link MsrpRefusedException} when the relay refuses
     */
    CompletionStage<List<MsrpUri>> prepare(@Nullable MsrpUri localUri);

    /**
     * Connects, or waits for the peer to connect, and binds the session to the connection.
     *
     * @param fullRemotePath the peer's {@code a=path}
     * @return completes on an I/O thread; fails with {@link MsrpException}, or {@link MsrpRefusedException} when the
     *     peer does not know the session
     */
    CompletionStage<MsrpTransport> complete(List<MsrpUri> fullRemotePath);

    /** Lets go of everything if {@link #complete} is not going to be called, or not to be waited for. */
    void cleanup();
}
