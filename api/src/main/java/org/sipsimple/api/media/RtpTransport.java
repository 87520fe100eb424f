/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.net.InetSocketAddress;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.SipCoreException;

/**
 * A pair of UDP sockets for RTP and RTCP with optional SRTP and ICE. Its work is to add what it needs to the local SDP
 * and to start with the SDP agreed on. Posts {@link RtpTransportNotification}. Thread-safe. Spec: SIP Core API, {@code
 * RTPTransport}.
 */
@ProviderType
public interface RtpTransport extends AutoCloseable {

    /** Where the transport is in the exchange of SDP. */
    enum State {
        NULL,
        /** Candidates of ICE are being gathered. */
        WAIT_STUN,
        INIT,
        LOCAL,
        ESTABLISHED,
        /** Closed, or of no use any more: its candidates could not be had, or the engine has stopped. */
        INVALID
    }

    State state();

    /**
     * Goes to INIT: at once when new, by way of WAIT_STUN with ICE, or resets a transport for reuse, with new keys, once
     * the stream that used it is stopped; ends with DidInitialize or DidFail.
     */
    void setInit() throws SipCoreException;

    /**
     * Goes to LOCAL: completes our offer.
     *
     * @return {@code localSdp} with what this transport adds to media line {@code index}: crypto or fingerprint, candidates
     */
    SdpSession setLocal(SdpSession localSdp, int index) throws SipCoreException;

    /**
     * Goes to ESTABLISHED with the SDP agreed on, or from INIT completes our answer to {@code remoteSdp} first.
     *
     * @return {@code localSdp}, completed when coming from INIT
     */
    SdpSession setEstablished(SdpSession localSdp, SdpSession remoteSdp, int index) throws SipCoreException;

    /** Where we listen for RTP; RTCP is one port up. */
    Optional<InetSocketAddress> localAddress();

    /** Where the peer's SDP says it listens; from ESTABLISHED on. */
    Optional<InetSocketAddress> remoteAddressInSdp();

    /** Where RTP really comes from. */
    Optional<InetSocketAddress> remoteAddressReceived();

    SrtpPolicy srtpPolicy();

    /** Whether keys are in use: with {@link SrtpPolicy#DTLS} once the handshake is done. */
    boolean srtpActive();

    /** Name of the crypto suite in use, empty without SRTP. */
    Optional<String> srtpSuite();

    /** What was asked for when it was made; empty without ICE. */
    Optional<IceOptions> iceOptions();

    /** Whether RTP goes between candidates of ICE: it was asked for, the peer can do it, and the negotiation succeeded. */
    boolean iceActive();

    /** The address of the peer that ICE chose for RTP; empty until then. */
    Optional<InetSocketAddress> remoteAddressIce();

    /** The kind of our candidate that ICE chose for RTP; empty until then. */
    Optional<IceCandidate.Type> localCandidateType();

    /** The kind of the peer's candidate that ICE chose for RTP; empty until then. */
    Optional<IceCandidate.Type> remoteCandidateType();

    /** Frees the sockets. Idempotent. */
    @Override
    void close();
}
