/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.sipsimple.api.notification.Notification;

/** What an {@link RtpTransport} reports. Spec: SIP Core API, notifications of {@code RTPTransport}. */
public sealed interface RtpTransportNotification extends Notification {

    @Override
    RtpTransport sender();

    @Override
    default String name() {
        return "RTPTransport" + getClass().getSimpleName();
    }

    /** The transport can now make SDP. */
    record DidInitialize(RtpTransport sender, Instant timestamp) implements RtpTransportNotification {}

    /**
     * The transport could not be prepared: it is in use, or a server for its candidates did not answer. Or the peer of an
     * established one has another certificate than its SDP says; nothing is sent or taken from then on.
     */
    record DidFail(RtpTransport sender, Instant timestamp, String reason) implements RtpTransportNotification {}

    /** The handshake of {@link SrtpPolicy#DTLS} has ended well; no media has gone before. */
    record SrtpDidStart(RtpTransport sender, Instant timestamp, String suite) implements RtpTransportNotification {
        @Override
        public String name() {
            return "RTPTransportSRTPDidStart";
        }
    }

    /** ICE got one step further, or failed. */
    record IceNegotiationStateDidChange(RtpTransport sender, Instant timestamp, IceState state)
            implements RtpTransportNotification {
        @Override
        public String name() {
            return "RTPTransportICENegotiationStateDidChange";
        }
    }

    /** ICE has not found a way to the peer; media is sent to where its SDP says. */
    record IceNegotiationDidFail(RtpTransport sender, Instant timestamp, String reason)
            implements RtpTransportNotification {
        @Override
        public String name() {
            return "RTPTransportICENegotiationDidFail";
        }
    }

    /**
     * ICE has found a way to the peer.
     *
     * @param duration of the negotiation, from the exchange of candidates on
     * @param connectivityChecks those whose outcome is known: of the chosen pairs, RTP's first; PJNATH tells of no others
     */
    record IceNegotiationDidSucceed(
            RtpTransport sender,
            Instant timestamp,
            ChosenCandidates chosenLocal,
            ChosenCandidates chosenRemote,
            Duration duration,
            List<IceCandidate> localCandidates,
            List<IceCandidate> remoteCandidates,
            List<IceCheck> connectivityChecks)
            implements RtpTransportNotification {
        public IceNegotiationDidSucceed {
            localCandidates = List.copyOf(localCandidates);
            remoteCandidates = List.copyOf(remoteCandidates);
            connectivityChecks = List.copyOf(connectivityChecks);
        }

        @Override
        public String name() {
            return "RTPTransportICENegotiationDidSucceed";
        }
    }

    /** One side's end of the chosen pairs. */
    record ChosenCandidates(
            IceCandidate.Type rtpType,
            InetSocketAddress rtpAddress,
            IceCandidate.Type rtcpType,
            InetSocketAddress rtcpAddress) {}
}
