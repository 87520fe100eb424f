/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.media.AudioTransport;
import org.sipsimple.api.media.RecordingWaveFile;
import org.sipsimple.api.media.RtpTransport;
import org.sipsimple.api.media.RtpTransportNotification.SrtpDidStart;
import org.sipsimple.api.media.RtpTransportOptions;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.media.WaveFile;
import org.sipsimple.api.media.WaveFileNotification;
import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpConnection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.EngineOptions.PortRange;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.engine.internal.core.NativeBorder;
import org.sipsimple.engine.internal.core.NativeCore;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;
import org.sipsimple.testing.Tones;
import org.sipsimple.threading.DefaultThreadManager;

import static org.assertj.core.api.Assertions.assertThat;

/** A running core with two parties that exchange descriptions without SIP. */
final class MediaBench implements AutoCloseable {
    static final long WAIT_SECONDS = 60;

    /** Wide, since other test runs on the same machine take from it as well. */
    static final PortRange RTP_PORTS = new PortRange(30_000, 59_999);

    final DefaultThreadManager threads = new DefaultThreadManager();
    final DefaultNotificationCenter notifications =
            new DefaultNotificationCenter(threads.blocking(), threads.scheduler());
    final List<Throwable> failures = new java.util.concurrent.CopyOnWriteArrayList<>();
    final NativeCore core = new NativeCore(NativeBorder.pjsip(), notifications, threads.scheduler(), failures::add);
    final NativeMedia media = new NativeMedia(core);

    MediaBench() {
        start();
    }

    void start() {
        try {
            EngineOptions options = EngineOptions.defaults()
                    .withBindAddress("127.0.0.1")
                    .withPorts(Map.of(Transport.UDP, 0))
                    .withRtpPorts(RTP_PORTS);
            core.start(options, Set.of());
            core.deliver();
        } catch (SipCoreException e) {
            throw new AssertionError(e);
        }
    }

    /** What may happen to descriptions between two parties. */
    interface Way {
        Way STRAIGHT = new Way() {};

        default SdpSession offer(SdpSession ofA) throws SipCoreException {
            return ofA;
        }

        default SdpSession answer(SdpSession ofB) throws SipCoreException {
            return ofB;
        }
    }

    /** Two parties of a call. */
    final class Pair implements AutoCloseable {
        final AudioMixer mixerA;
        final AudioMixer mixerB;
        final RtpTransport rtpA;
        final RtpTransport rtpB;
        final AudioTransport a;
        final AudioTransport b;
        final Seen<SrtpDidStart> keysA;
        final Seen<SrtpDidStart> keysB;
        final Way way;
        SdpSession offer;
        SdpSession answer;

        Pair(List<String> codecs, SrtpPolicy ofA, SrtpPolicy ofB) throws SipCoreException {
            this(codecs, ofA, ofB, Way.STRAIGHT);
        }

        Pair(List<String> codecs, SrtpPolicy ofA, SrtpPolicy ofB, Way way) throws SipCoreException {
            this.way = way;
            mixerA = media.createAudioMixer(AudioMixerOptions.SILENT);
            mixerB = media.createAudioMixer(AudioMixerOptions.SILENT);
            rtpA = media.createRtpTransport(RtpTransportOptions.PLAIN.withSrtp(ofA));
            rtpB = media.createRtpTransport(RtpTransportOptions.PLAIN.withSrtp(ofB));
            keysA = seen(SrtpDidStart.class, rtpA);
            keysB = seen(SrtpDidStart.class, rtpB);
            rtpA.setInit();
            rtpB.setInit();
            a = media.createAudioTransport(mixerA, rtpA, null, 0, codecs);
            offer = describe(a.localMedia(true, MediaDirection.SENDRECV));
            b = media.createAudioTransport(mixerB, rtpB, way.offer(offer), 0, List.of());
            answer = describe(b.localMedia(false, MediaDirection.SENDRECV));
        }

        Pair start(Duration noMedia) throws SipCoreException {
            b.start(answer, way.offer(offer), 0, noMedia);
            a.start(offer, way.answer(answer), 0, noMedia);
            return this;
        }

        /** Waits until both can send, which they can at once but after a handshake. */
        Pair secured() {
            if (rtpA.srtpPolicy() == SrtpPolicy.DTLS) {
                keysA.next();
                keysB.next();
            }
            return this;
        }

        /** Plays a tone of 1.5 s into one party and gives how pure it comes out of the other. */
        double carry(Path dir, double hz, boolean forth) throws SipCoreException {
            return carry(dir, hz, 1.5, forth);
        }

        double carry(Path dir, double hz, double seconds, boolean forth) throws SipCoreException {
            AudioTransport from = forth ? a : b;
            AudioTransport to = forth ? b : a;
            Path recording = dir.resolve("recording.wav");
            try (WaveFile tone = media.createWaveFile(
                            from.mixer(), Tones.write(dir.resolve("tone.wav"), 16_000, hz, seconds));
                    RecordingWaveFile recorder = media.createRecordingWaveFile(to.mixer(), recording);
                    Seen<WaveFileNotification> played = seen(WaveFileNotification.class, tone)) {
                recorder.start();
                to.mixer().connectSlots(to.slot().orElseThrow(), recorder.slot().orElseThrow());
                tone.start();
                from.mixer().connectSlots(tone.slot().orElseThrow(), from.slot().orElseThrow());
                played.next();
                assertThat(tone.isActive()).isFalse();
                recorder.stop();
                assertThat(recorder.isActive()).isFalse();
            }
            return Tones.purity(recording, hz);
        }

        @Override
        public void close() {
            keysA.close();
            keysB.close();
            a.stop();
            b.stop();
            rtpA.close();
            rtpB.close();
            mixerA.close();
            mixerB.close();
        }
    }

    Pair pair(List<String> codecs) throws SipCoreException {
        return new Pair(codecs, SrtpPolicy.DISABLED, SrtpPolicy.DISABLED);
    }

    static SdpSession describe(SdpMedia media) {
        return SdpSession.of("127.0.0.1")
                .withConnection(SdpConnection.of("127.0.0.1"))
                .withMedia(List.of(media));
    }

    /** Notifications of one type and sender, to wait for. */
    final class Seen<T extends Notification> implements AutoCloseable {
        private final BlockingQueue<T> queue = new LinkedBlockingQueue<>();
        private final Observation observation;

        Seen(Class<T> type, Object sender) {
            observation = notifications.observe(type, sender, queue::add);
        }

        T next() {
            try {
                T seen = queue.poll(WAIT_SECONDS, TimeUnit.SECONDS);
                if (seen == null) {
                    throw new AssertionError("no notification within " + WAIT_SECONDS + " s");
                }
                return seen;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        List<T> soFar() {
            return new ArrayList<>(queue);
        }

        @Override
        public void close() {
            observation.close();
        }
    }

    <T extends Notification> Seen<T> seen(Class<T> type, Object sender) {
        return new Seen<>(type, sender);
    }

    /** Native objects alive. */
    Map<String, Long> counters() throws SipCoreException {
        Map<String, Long> counters = new TreeMap<>();
        core.call("count", Op.COUNTERS, 0, new FieldWriter())
                .readList(fields -> Map.entry(fields.readText(), fields.readLong()))
                .forEach(entry -> counters.put(entry.getKey(), entry.getValue()));
        counters.keySet()
                .retainAll(List.of("objects", "pools", "mixers", "streams", "rtp-transports", "players", "recorders"));
        return counters;
    }

    @Override
    public void close() {
        core.stop();
        if (!failures.isEmpty()) {
            throw new AssertionError("handlers failed", failures.get(0));
        }
    }
}
