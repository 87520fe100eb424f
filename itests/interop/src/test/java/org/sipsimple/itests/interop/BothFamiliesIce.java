/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.media.AudioTransport;
import org.sipsimple.api.media.IceOptions;
import org.sipsimple.api.media.RtpTransport;
import org.sipsimple.api.media.RtpTransportNotification;
import org.sipsimple.api.media.RtpTransportNotification.IceNegotiationDidSucceed;
import org.sipsimple.api.media.RtpTransportOptions;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpConnection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.sdk.SipSimple;

/**
 * Two ends of a stream with ICE on a host with IPv4 and IPv6, each of which sees the candidates of the other at one address alone. That
 * is the argument. Says which candidates were offered and which were chosen.
 */
final class BothFamiliesIce {
    private static final long SECONDS = 40;

    private final SipSimple sip;
    private final String kept;

    private BothFamiliesIce(SipSimple sip, String kept) {
        this.sip = sip;
        this.kept = kept;
    }

    private record End(RtpTransport rtp, AudioMixer mixer, BlockingQueue<RtpTransportNotification> reports) {
        <T extends RtpTransportNotification> T await(Class<T> type) throws InterruptedException {
            RtpTransportNotification report;
            while ((report = reports.poll(SECONDS, TimeUnit.SECONDS)) != null) {
                if (type.isInstance(report)) {
                    return type.cast(report);
                }
            }
            throw new AssertionError("no " + type.getSimpleName());
        }
    }

    public static void main(String[] args) throws Exception {
        try (SipSimple sip = SipSimple.builder().build()) {
            sip.engine()
                    .start(EngineOptions.defaults().withPorts(Map.of(Transport.UDP, 0)))
                    .toCompletableFuture()
                    .join();
            new BothFamiliesIce(sip, args[0]).talk();
        }
        System.out.println("DONE .");
    }

    private End end() throws SipCoreException, InterruptedException {
        RtpTransport rtp = sip.media().createRtpTransport(RtpTransportOptions.PLAIN.withIce(IceOptions.HOST_ONLY));
        End end = new End(rtp, sip.media().createAudioMixer(AudioMixerOptions.SILENT), new LinkedBlockingQueue<>());
        sip.notifications().observe(RtpTransportNotification.class, rtp, end.reports()::add);
        rtp.setInit();
        end.await(RtpTransportNotification.DidInitialize.class);
        return end;
    }

    private void talk() throws SipCoreException, InterruptedException {
        End a = end();
        End b = end();
        AudioTransport caller = sip.media().createAudioTransport(a.mixer(), a.rtp(), null, 0, List.of("PCMA"));
        SdpSession offer = describe(caller.localMedia(true, MediaDirection.SENDRECV));
        System.out.println("OFFERED " + hosts(offer));
        SdpSession offered = only(offer);
        AudioTransport callee = sip.media().createAudioTransport(b.mixer(), b.rtp(), offered, 0, List.of());
        SdpSession answer = describe(callee.localMedia(false, MediaDirection.SENDRECV));
        callee.start(answer, offered, 0, Duration.ZERO);
        caller.start(offer, only(answer), 0, Duration.ZERO);
        for (End end : List.of(a, b)) {
            IceNegotiationDidSucceed success = end.await(IceNegotiationDidSucceed.class);
            System.out.println(
                    "CHOSEN " + success.chosenLocal().rtpAddress().getAddress().getHostAddress() + " "
                            + success.chosenRemote().rtpAddress().getAddress().getHostAddress());
        }
        for (AudioTransport audio : List.of(caller, callee)) {
            audio.close();
        }
    }

    private static SdpSession describe(SdpMedia line) {
        return SdpSession.of("192.0.2.1").withMedia(List.of(line));
    }

    private static String[] words(String candidate) {
        return candidate.split(" ");
    }

    private static String hosts(SdpSession sdp) {
        return sdp.media().get(0).attributes().getAll("candidate").stream()
                .map(candidate -> words(candidate)[4])
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }

    /** The description as one who has no other address would have made it. */
    private SdpSession only(SdpSession sdp) {
        SdpMedia line = sdp.media().get(0);
        List<String[]> left = line.attributes().getAll("candidate").stream()
                .map(BothFamiliesIce::words)
                .filter(words -> words[4].equals(kept))
                .toList();
        SdpConnection connection = SdpConnection.of(kept);
        SdpMedia limited = line.withConnection(connection)
                .withPort(port(left, "1"))
                .withAttributes(line.attributes()
                        .without(attribute -> attribute.name().equals("rtcp")
                                || attribute.name().equals("candidate")
                                        && !words(String.valueOf(attribute.value()))[4].equals(kept)))
                .withAttribute("rtcp", port(left, "2") + " " + connection);
        return sdp.withMedia(List.of(limited));
    }

    private static int port(List<String[]> candidates, String component) {
        return candidates.stream()
                .filter(words -> words[1].equals(component))
                .map(words -> Integer.parseInt(words[5]))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no candidate"));
    }
}
