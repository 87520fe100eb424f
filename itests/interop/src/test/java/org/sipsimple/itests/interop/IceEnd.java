/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.media.AudioTransport;
import org.sipsimple.api.media.IceOptions;
import org.sipsimple.api.media.RecordingWaveFile;
import org.sipsimple.api.media.RtpTransport;
import org.sipsimple.api.media.RtpTransportNotification;
import org.sipsimple.api.media.RtpTransportNotification.IceNegotiationDidSucceed;
import org.sipsimple.api.media.RtpTransportOptions;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.media.ToneGenerator;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.engine.DefaultEngine;
import org.sipsimple.engine.DefaultMedia;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.testing.Tones;
import org.sipsimple.testing.peers.Coturn;
import org.sipsimple.threading.DefaultThreadManager;

/**
 * One end of an audio stream with ICE, as a program, so that it can run on another host: exchanges descriptions by its
 * standard input and output, sends a tone and says what it heard.
 *
 * <p>Arguments: {@code nat ADDRESS SERVER PORT}, or {@code offer|answer ADDRESS SERVER PORT stun|turn|turn-tcp HZ_SENT
 * HZ_EXPECTED FOLDER}.
 */
final class IceEnd {
    private static final long SECONDS = 40;
    private static final BufferedReader IN =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));

    private final DefaultThreadManager threads = new DefaultThreadManager();
    private final DefaultNotificationCenter notifications =
            new DefaultNotificationCenter(threads.pool("notification"), threads.scheduler());
    private final DefaultEngine engine = new DefaultEngine(notifications, threads);
    private final DefaultMedia media = new DefaultMedia(engine);
    private final BlockingQueue<RtpTransportNotification> reports = new LinkedBlockingQueue<>();
    private final String address;
    private final InetSocketAddress server;

    private IceEnd(String address, InetSocketAddress server) {
        this.address = address;
        this.server = server;
    }

    public static void main(String[] args) throws Exception {
        IceEnd end = new IceEnd(args[1], new InetSocketAddress(args[2], Integer.parseInt(args[3])));
        end.start();
        if (args[0].equals("nat")) {
            end.tellNatType();
        } else {
            end.talk(
                    args[0].equals("offer"),
                    end.options(args[4]),
                    Integer.parseInt(args[5]),
                    Integer.parseInt(args[6]),
                    Path.of(args[7]));
        }
        System.exit(0); // what is still being given up at a server need not hold the test
    }

    private void start() {
        engine.start(EngineOptions.defaults().withBindAddress(address).withPorts(Map.of(Transport.UDP, 0)))
                .toCompletableFuture()
                .join();
    }

    private IceOptions options(String kind) {
        return kind.equals("stun")
                ? IceOptions.withStun(server)
                : IceOptions.HOST_ONLY.withTurn(new IceOptions.TurnServer(
                        server,
                        kind.equals("turn-tcp") ? IceOptions.TurnTransport.TCP : IceOptions.TurnTransport.UDP,
                        Coturn.USER,
                        Coturn.PASSWORD));
    }

    private void tellNatType() throws InterruptedException, ExecutionException, TimeoutException {
        System.out.println("NAT "
                + engine.detectNatType(server, null).toCompletableFuture().get(SECONDS, TimeUnit.SECONDS));
    }

    private void talk(boolean offers, IceOptions ice, int sent, int expected, Path folder)
            throws SipCoreException, IOException, InterruptedException {
        RtpTransport rtp = media.createRtpTransport(
                RtpTransportOptions.PLAIN.withSrtp(SrtpPolicy.MANDATORY).withIce(ice));
        notifications.observe(RtpTransportNotification.class, rtp, reports::add);
        rtp.setInit();
        await(RtpTransportNotification.DidInitialize.class);
        AudioMixer mixer = media.createAudioMixer(AudioMixerOptions.SILENT);
        AudioTransport audio = negotiate(offers, rtp, mixer);
        IceNegotiationDidSucceed success = await(IceNegotiationDidSucceed.class);
        System.out.println("ICE " + success.chosenLocal().rtpType() + " "
                + success.chosenRemote().rtpType() + " "
                + success.chosenRemote().rtpAddress().getAddress().getHostAddress());
        Path file = folder.resolve(sent + ".wav");
        try (ToneGenerator tones = media.createToneGenerator(mixer);
                RecordingWaveFile recorder = media.createRecordingWaveFile(mixer, file)) {
            tones.start();
            recorder.start();
            mixer.connectSlots(audio.slot().orElseThrow(), recorder.slot().orElseThrow());
            mixer.connectSlots(tones.slot().orElseThrow(), audio.slot().orElseThrow());
            tones.playTones(List.of(new ToneGenerator.Tone(sent, 0, Duration.ofSeconds(50))));
            awaitPackets(audio);
            recorder.stop();
        }
        System.out.println("HEARD " + Tones.purity(file, expected) + " " + rtp.srtpActive());
        IN.readLine(); // the other side still listens
    }

    private AudioTransport negotiate(boolean offers, RtpTransport rtp, AudioMixer mixer)
            throws SipCoreException, IOException {
        if (offers) {
            AudioTransport audio = media.createAudioTransport(mixer, rtp, null, 0, List.of("PCMA"));
            SdpSession offer = describe(audio.localMedia(true, MediaDirection.SENDRECV));
            tell(offer);
            audio.start(offer, hear(), 0, Duration.ZERO);
            return audio;
        }
        SdpSession offer = hear();
        AudioTransport audio = media.createAudioTransport(mixer, rtp, offer, 0, List.of());
        SdpSession answer = describe(audio.localMedia(false, MediaDirection.SENDRECV));
        tell(answer);
        audio.start(answer, offer, 0, Duration.ZERO);
        return audio;
    }

    private SdpSession describe(SdpMedia line) {
        return SdpSession.of(address).withMedia(List.of(line));
    }

    private static void tell(SdpSession sdp) {
        System.out.println("SDP " + Base64.getEncoder().encodeToString(sdp.toBytes()));
    }

    private static SdpSession hear() throws IOException, SipCoreException {
        return SdpSession.parse(Base64.getDecoder().decode(IN.readLine()));
    }

    private <T extends RtpTransportNotification> T await(Class<T> type) throws InterruptedException {
        RtpTransportNotification report;
        while ((report = reports.poll(SECONDS, TimeUnit.SECONDS)) != null) {
            if (type.isInstance(report)) {
                return type.cast(report);
            }
        }
        throw new AssertionError("no " + type.getSimpleName());
    }

    /** Two seconds of sound. */
    private void awaitPackets(AudioTransport audio) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        BlockingQueue<Long> ticks = new LinkedBlockingQueue<>();
        while (audio.statistics().receivedPackets() < 100) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no RTP: " + audio.statistics());
            }
            threads.scheduler().schedule(Duration.ofMillis(50), () -> ticks.add(0L));
            ticks.take();
        }
    }
}
