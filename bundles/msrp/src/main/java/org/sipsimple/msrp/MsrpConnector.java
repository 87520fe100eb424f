/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * A way to a bound connection, for one session: {@link ConnectorDirect}, {@link AcceptorDirect},
 * {@link DirectConnection} or {@link RelayConnection}. Thread-safe.
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

    /**
     * The same, with what the SDP exchange decided.
     *
     * @param role who connects and sends first, see {@link MsrpSetup}
     * @param fingerprint the peer's {@code a=fingerprint}, which alone its certificate has to fit then; null when it told
     *     none. Behind a relay of our own it counts for nothing, as the relay's certificate is the one we see
     * @return fails like {@link #complete(List)}; with {@link MsrpFingerprintException} when the certificate is another
     * @throws IllegalArgumentException if this connector cannot take that role, or the fingerprint is none
     */
    CompletionStage<MsrpTransport> complete(
            List<MsrpUri> fullRemotePath, MsrpSetup.Role role, @Nullable String fingerprint);

    /** Lets go of everything if {@link #complete} is not going to be called, or not to be waited for. */
    void cleanup();
}
