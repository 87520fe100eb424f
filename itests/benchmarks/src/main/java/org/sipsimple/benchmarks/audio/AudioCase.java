/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.audio;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.benchmarks.BenchCase;
import org.sipsimple.benchmarks.BenchFailure;

/**
 * Legs in one mixer, each encoding a tone and what another leg hears, and decoding what its peer sends; {@code
 * audio/pjmedia-legs.c} does the same without Java.
 */
public final class AudioCase implements BenchCase {
    private static final Duration SETTLE = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "audio";
    }

    @Override
    public String usage() {
        return "CODEC LEGS SECONDS";
    }

    @Override
    public String run(List<String> arguments) throws BenchFailure, InterruptedException {
        if (arguments.size() != 3) {
            throw new IllegalArgumentException();
        }
        int count = Integer.parseInt(arguments.get(1));
        Duration time = Duration.ofSeconds(Integer.parseInt(arguments.get(2)));
        if (count < 2 || count % 2 != 0) {
            throw new IllegalArgumentException();
        }
        try (Legs legs = new Legs()) {
            connect(legs, arguments.get(0), count);
            legs.run(SETTLE);
            // counted before the clock starts, as in C: the first count loads classes
            long late = legs.lateFrames();
            long received = legs.receivedPackets();
            double cpu = Legs.cpuSeconds();
            legs.run(time);
            double spent = Legs.cpuSeconds() - cpu;
            legs.requirePackets(legs.receivedPackets() - received, time);
            return String.format(
                    Locale.ROOT,
                    "{\"legs\":%d,\"cpu_seconds\":%.3f,\"late_frames\":%d}",
                    count,
                    spent,
                    legs.lateFrames() - late);
        } catch (SipCoreException e) {
            throw new BenchFailure(e.getMessage());
        }
    }

    private static void connect(Legs legs, String codec, int count) throws SipCoreException {
        AudioMixer mixer = legs.mixer(count + 2);
        for (int i = 0; i < count; i += 2) {
            legs.pair(mixer, mixer, codec);
        }
        int tone = legs.tone(mixer);
        for (int i = 0; i < count; i++) {
            int slot = Legs.slot(legs.all.get(i));
            // a leg hears one of another pair, never its own peer, so that nothing goes in circles
            int heard = Legs.slot(legs.all.get((i + (i % 2 == 0 ? count - 1 : 1)) % count));
            mixer.connectSlots(tone, slot);
            if (count > 2) {
                mixer.connectSlots(heard, slot);
            }
        }
    }
}
