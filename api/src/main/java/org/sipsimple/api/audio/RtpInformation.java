/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.audio;

import java.net.InetSocketAddress;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

import org.sipsimple.api.media.IceCandidate;
import org.sipsimple.api.media.RtpStatistics;

/** A facet of streams carried by RTP: what was negotiated and how it goes. Spec: {@code AudioStream} attributes. */
@ConsumerType
public interface RtpInformation {

    /** As named in SDP; empty until started. */
    Optional<String> codec();

    /** Of the codec, in Hz, as {@code AudioTransport.sampleRate()} has it: 48000 for opus, 16000 for G.722. */
    Optional<Integer> sampleRate();

    boolean srtpActive();

    /** Crypto suite, empty without SRTP. */
    Optional<String> srtpSuite();

    boolean iceActive();

    Optional<InetSocketAddress> localRtpAddress();

    Optional<InetSocketAddress> remoteRtpAddressInSdp();

    Optional<InetSocketAddress> remoteRtpAddressReceived();

    /** The kind of our candidate that ICE chose; empty until then and without ICE. */
    Optional<IceCandidate.Type> localRtpCandidateType();

    /** The kind of the peer's candidate that ICE chose; empty until then and without ICE. */
    Optional<IceCandidate.Type> remoteRtpCandidateType();

    /** Packets, loss and jitter up to now; what it was at the end once the stream has ended. */
    RtpStatistics statistics();
}
