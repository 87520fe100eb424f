/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.audio;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.PcmPort;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.benchmarks.BenchCase;
import org.sipsimple.benchmarks.BenchFailure;

/**
 * Parties in a conference, each hearing all others; one of them is listened to by the application, and jitter is how far
 * from 20 ms apart its frames come. On a busy machine most of that is how long the listening thread waits for a processor.
 */
public final class ConferenceCase implements BenchCase {
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int FRAMES_PER_SECOND = 50;

    @Override
    public String name() {
        return "conference";
    }

    @Override
    public String usage() {
        return "CODEC PARTIES SECONDS";
    }

    @Override
    public String run(List<String> arguments) throws BenchFailure, InterruptedException {
        if (arguments.size() != 3) {
            throw new IllegalArgumentException();
        }
        int parties = Integer.parseInt(arguments.get(1));
        Duration time = Duration.ofSeconds(Integer.parseInt(arguments.get(2)));
        try (Legs legs = new Legs()) {
            AudioMixer room = legs.mixer(parties + 2);
            AudioMixer homes = legs.mixer(parties + 3);
            for (int i = 0; i < parties; i++) {
                legs.pair(room, homes, arguments.get(0));
            }
            int tone = legs.tone(homes);
            for (int i = 0; i < 2 * parties; i += 2) {
                homes.connectSlots(tone, Legs.slot(legs.all.get(i + 1)));
                for (int other = 0; other < 2 * parties; other += 2) {
                    if (other != i) {
                        room.connectSlots(Legs.slot(legs.all.get(i)), Legs.slot(legs.all.get(other)));
                    }
                }
            }
            PcmPort ear = legs.media.createPcmPort(homes, homes.sampleRate(), Duration.ofSeconds(1));
            ear.start();
            homes.connectSlots(Legs.slot(legs.all.get(1)), ear.slot().orElseThrow());
            legs.run(SETTLE);
            return measure(legs, ear, parties, time);
        } catch (SipCoreException e) {
            throw new BenchFailure(e.getMessage());
        }
    }

    private static String measure(Legs legs, PcmPort ear, int parties, Duration time)
            throws BenchFailure, InterruptedException {
        int frame = ear.sampleRate() / FRAMES_PER_SECOND * Short.BYTES;
        ByteBuffer samples = ByteBuffer.allocateDirect(ear.capacity());
        ear.read(samples); // what came while it settled
        long[] off = new long[(int) time.toSeconds() * FRAMES_PER_SECOND];
        long late = legs.lateFrames();
        double cpu = Legs.cpuSeconds();
        long before = 0;
        for (int i = -1; i < off.length; i++) {
            if (!ear.awaitSamples(frame, PATIENCE)) {
                throw new BenchFailure("the conference fell silent");
            }
            long now = System.nanoTime();
            ear.read(samples.clear().limit(frame));
            if (i >= 0) {
                off[i] = Math.abs(now - before - 20_000_000);
            }
            before = now;
        }
        double spent = Legs.cpuSeconds() - cpu;
        Arrays.sort(off);
        return String.format(
                Locale.ROOT,
                "{\"parties\":%d,\"cpu_seconds\":%.3f,\"late_frames\":%d,\"jitter_p50_ms\":%.2f,\"jitter_p99_ms\":%.2f}",
                parties,
                spent,
                legs.lateFrames() - late,
                off[off.length / 2] / 1e6,
                off[off.length * 99 / 100] / 1e6);
    }
}
