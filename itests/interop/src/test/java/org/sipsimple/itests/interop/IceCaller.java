/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.audio.RtpInformation;
import org.sipsimple.api.configuration.StunServerAddress;
import org.sipsimple.api.media.IceCandidate;
import org.sipsimple.api.media.RtpTransportNotification.IceNegotiationDidSucceed;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.testing.Tones;

/**
 * A {@link Phone} on a host of its own that makes or takes one call with ICE, speaks and says what came of it. Arguments:
 * own address, SRTP policy, address and port of a STUN server or {@code none 0}, WAV file to speak, file for what is heard,
 * frequency of the tone expected there, whether the peer has ICE too, and whom to call; nobody to be called.
 */
final class IceCaller {
    private static final long SECONDS = 60;
    private static final String USE_ICE = "nat_traversal.use_ice";

    private final BlockingQueue<AudioStreamNotification> outcomes = new LinkedBlockingQueue<>();

    private IceCaller() {}

    public static void main(String[] args) throws Exception {
        try (Phone phone = new Phone(args[0])) {
            Map<String, Object> settings = args[2].equals("none")
                    ? Map.of(USE_ICE, true, "rtp.srtp_encryption", SrtpPolicy.valueOf(args[1]))
                    : Map.of(
                            USE_ICE,
                            true,
                            "rtp.srtp_encryption",
                            SrtpPolicy.valueOf(args[1]),
                            "nat_traversal.stun_server_list",
                            List.of(new StunServerAddress(args[2], Integer.parseInt(args[3]))));
            Account account = phone.add("alice", args[0], settings);
            IceCaller caller = new IceCaller();
            phone.notifications.observe(AudioStreamNotification.class, caller::hear);
            System.out.println("READY .");
            Call call = args.length > 8 ? phone.dial(account, args[8]) : answer(phone);
            call.await(SessionNotification.DidStart.class);
            if (Boolean.parseBoolean(args[7])) {
                caller.tellOutcome();
            }
            if (SrtpPolicy.valueOf(args[1]) == SrtpPolicy.DTLS) {
                call.awaitKeys();
            }
            Path heard = Path.of(args[5]);
            call.converse(Path.of(args[4]), heard);
            tellAddresses(call.rtp());
            System.out.println("SRTP " + call.rtp().srtpSuite().orElse("none"));
            System.out.println("HEARD " + Tones.purity(heard, Double.parseDouble(args[6])));
            call.end();
        }
        System.out.println("DONE .");
    }

    private static Call answer(Phone phone) throws InterruptedException {
        Call call = phone.awaitCall();
        call.accept();
        return call;
    }

    private void hear(AudioStreamNotification event) {
        if (event instanceof AudioStreamNotification.IceNegotiationStateDidChange
                || event instanceof AudioStreamNotification.IceNegotiationDidSucceed
                || event instanceof AudioStreamNotification.IceNegotiationDidFail) {
            outcomes.add(event);
        }
    }

    /** All states told up to the end of the negotiation, then what it found. */
    private void tellOutcome() throws InterruptedException {
        List<String> states = new ArrayList<>();
        while (true) {
            AudioStreamNotification event = outcomes.poll(SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("ICE came to no end: " + states);
            }
            if (event instanceof AudioStreamNotification.IceNegotiationStateDidChange change) {
                states.add(change.state().name());
            } else {
                System.out.println("STATES " + String.join(" ", states));
                System.out.println("OUTCOME " + outcome(event));
                return;
            }
        }
    }

    private static String outcome(AudioStreamNotification event) {
        if (event instanceof AudioStreamNotification.IceNegotiationDidSucceed success) {
            IceNegotiationDidSucceed found = success.result();
            return "%s %s to %s %s of [%s] and [%s]"
                    .formatted(
                            found.chosenLocal().rtpType(),
                            text(found.chosenLocal().rtpAddress()),
                            found.chosenRemote().rtpType(),
                            text(found.chosenRemote().rtpAddress()),
                            list(found.localCandidates()),
                            list(found.remoteCandidates()));
        }
        return ((AudioStreamNotification.IceNegotiationDidFail) event).reason();
    }

    private static String list(List<IceCandidate> candidates) {
        return candidates.stream()
                .map(candidate -> candidate.component() + " " + candidate.type() + " " + text(candidate.address()))
                .collect(Collectors.joining(", "));
    }

    private static void tellAddresses(RtpInformation rtp) {
        System.out.println("RTP ice=%s %s %s to %s %s from %s"
                .formatted(
                        rtp.iceActive(),
                        rtp.localRtpCandidateType().map(IceCandidate.Type::name).orElse("-"),
                        rtp.localRtpAddress().map(IceCaller::text).orElse("-"),
                        rtp.remoteRtpCandidateType()
                                .map(IceCandidate.Type::name)
                                .orElse("-"),
                        rtp.remoteRtpAddressInSdp().map(IceCaller::text).orElse("-"),
                        rtp.remoteRtpAddressReceived().map(IceCaller::text).orElse("-")));
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
