/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.audio;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.media.AudioTransport;
import org.sipsimple.api.media.RtpStatistics;
import org.sipsimple.api.media.RtpTransport;
import org.sipsimple.api.media.RtpTransportOptions;
import org.sipsimple.api.media.ToneGenerator;
import org.sipsimple.api.media.ToneGenerator.Tone;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.EngineOptions.PortRange;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.benchmarks.BenchFailure;
import org.sipsimple.engine.DefaultEngine;
import org.sipsimple.engine.DefaultMedia;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.threading.DefaultThreadManager;

/** An engine with audio legs that talk to each other over loopback, two and two. */
final class Legs implements AutoCloseable {
    private static final String HERE = "127.0.0.1";
    private static final PortRange PORTS = new PortRange(20_000, 59_999);
    private static final int MOST_SLOTS = 1000;
    private static final Duration LONGEST_TONE = Duration.ofSeconds(50);

    private final DefaultThreadManager threads = new DefaultThreadManager();
    private final DefaultNotificationCenter notifications =
            new DefaultNotificationCenter(threads.pool("notification"), threads.scheduler());
    private final DefaultEngine engine = new DefaultEngine(notifications, threads);
    private final List<RtpTransport> transports = new ArrayList<>();
    final DefaultMedia media = new DefaultMedia(engine);
    final List<AudioTransport> all = new ArrayList<>();

    Legs() {
        engine.start(EngineOptions.defaults()
                        .withBindAddress(HERE)
                        .withPorts(Map.of(Transport.UDP, 0))
                        .withRtpPorts(PORTS))
                .toCompletableFuture()
                .join();
    }

    AudioMixer mixer(int slots) throws SipCoreException {
        AudioMixerOptions silent = AudioMixerOptions.SILENT;
        return media.createAudioMixer(
                new AudioMixerOptions(null, null, silent.sampleRate(), 0, Math.min(MOST_SLOTS, slots)));
    }

    /** Connects one leg in each mixer, which may be the same. */
    void pair(AudioMixer one, AudioMixer other, String codec) throws SipCoreException {
        AudioTransport caller = media.createAudioTransport(one, transport(), null, 0, List.of(codec));
        SdpSession offer = describe(caller.localMedia(true, MediaDirection.SENDRECV));
        AudioTransport callee = media.createAudioTransport(other, transport(), offer, 0, List.of(codec));
        SdpSession answer = describe(callee.localMedia(false, MediaDirection.SENDRECV));
        callee.start(answer, offer, 0, Duration.ZERO);
        caller.start(offer, answer, 0, Duration.ZERO);
        all.add(caller);
        all.add(callee);
    }

    private RtpTransport transport() throws SipCoreException {
        RtpTransport made = media.createRtpTransport(RtpTransportOptions.PLAIN);
        made.setInit();
        transports.add(made);
        return made;
    }

    private static SdpSession describe(SdpMedia line) {
        return SdpSession.of(HERE).withMedia(List.of(line));
    }

    /** A slot of the mixer with a tone that does not end before the benchmark. */
    int tone(AudioMixer mixer) throws SipCoreException {
        ToneGenerator tones = media.createToneGenerator(mixer);
        tones.start();
        tones.playTones(Collections.nCopies(10, new Tone(440, 0, LONGEST_TONE)));
        return tones.slot().orElseThrow();
    }

    static int slot(AudioTransport leg) {
        return leg.slot().orElseThrow();
    }

    /** Frames that came too late to be played or not at all, since the start. */
    long lateFrames() {
        return all.stream()
                .map(AudioTransport::statistics)
                .mapToLong(counters -> counters.lostPackets() + counters.discardedPackets())
                .sum();
    }

    long receivedPackets() {
        return all.stream()
                .map(AudioTransport::statistics)
                .mapToLong(RtpStatistics::receivedPackets)
                .sum();
    }

    /** CPU time of this process in seconds. */
    static double cpuSeconds() {
        com.sun.management.OperatingSystemMXBean system =
                (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    /** Lets it run. */
    void run(Duration time) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        threads.scheduler().schedule(time, over::countDown);
        if (!over.await(time.toMillis() + 10_000, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the scheduler stands still");
        }
    }

    /** @throws BenchFailure when less came than should have: then nothing was measured */
    void requirePackets(long received, Duration time) throws BenchFailure {
        long expected = all.size() * time.toMillis() / 20;
        if (received < expected * 9 / 10) {
            throw new BenchFailure("only " + received + " of " + expected + " packets came");
        }
    }

    @Override
    public void close() {
        all.forEach(AudioTransport::close);
        transports.forEach(RtpTransport::close);
        engine.close();
        notifications.close();
        threads.close();
    }
}
