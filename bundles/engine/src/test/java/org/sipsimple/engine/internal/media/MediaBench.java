/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

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
import org.sipsimple.api.media.RtpTransport;
import org.sipsimple.api.media.RtpTransportOptions;
import org.sipsimple.api.media.SrtpPolicy;
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
import org.sipsimple.threading.DefaultThreadManager;

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

    /** Two parties of a call, started. */
    final class Pair implements AutoCloseable {
        final AudioMixer mixerA;
        final AudioMixer mixerB;
        final RtpTransport rtpA;
        final RtpTransport rtpB;
        final AudioTransport a;
        final AudioTransport b;
        SdpSession offer;
        SdpSession answer;

        Pair(List<String> codecs, SrtpPolicy ofA, SrtpPolicy ofB) throws SipCoreException {
            mixerA = media.createAudioMixer(AudioMixerOptions.SILENT);
            mixerB = media.createAudioMixer(AudioMixerOptions.SILENT);
            rtpA = media.createRtpTransport(RtpTransportOptions.PLAIN.withSrtp(ofA));
            rtpB = media.createRtpTransport(RtpTransportOptions.PLAIN.withSrtp(ofB));
            rtpA.setInit();
            rtpB.setInit();
            a = media.createAudioTransport(mixerA, rtpA, null, 0, codecs);
            offer = describe(a.localMedia(true, MediaDirection.SENDRECV));
            b = media.createAudioTransport(mixerB, rtpB, offer, 0, List.of());
            answer = describe(b.localMedia(false, MediaDirection.SENDRECV));
        }

        Pair start(Duration noMedia) throws SipCoreException {
            b.start(answer, offer, 0, noMedia);
            a.start(offer, answer, 0, noMedia);
            return this;
        }

        @Override
        public void close() {
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
