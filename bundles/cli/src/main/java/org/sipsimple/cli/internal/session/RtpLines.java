/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.time.Duration;
import java.util.Locale;

import org.sipsimple.api.audio.RtpInformation;
import org.sipsimple.api.media.RtpStatistics;
import org.sipsimple.cli.internal.call.EventLoop;

/** RTP statistics of the active session, every ten seconds while they are wanted. Event loop only. */
final class RtpLines {
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final EventLoop loop;
    private final Output output;
    private final Talks talks;
    private boolean on;
    private boolean ticking;

    RtpLines(EventLoop loop, Output output, Talks talks) {
        this.loop = loop;
        this.output = output;
        this.talks = talks;
    }

    /** Whether details are wanted. */
    boolean isOn() {
        return on;
    }

    void set(boolean wanted) {
        on = wanted;
        output.tell(
                "rtp",
                null,
                "Output of RTP statistics and ICE negotiation results on console is now "
                        + (on ? "activated" : "deactivated"),
                "on",
                on);
        if (on && !ticking) {
            tick();
        }
    }

    private void tick() {
        ticking = on;
        if (on) {
            talks.active().ifPresent(this::print);
            loop.after(PERIOD, this::tick);
        }
    }

    private void print(Talk talk) {
        talk.power(RtpInformation.class).ifPresent(rtp -> {
            RtpStatistics now = rtp.statistics();
            output.tell(
                    "rtp_statistics",
                    talk,
                    String.format(
                            Locale.ROOT,
                            "RTP statistics: RTT=%d ms, packet loss=%.1f%%, jitter RX=%d ms, sent %d, received %d",
                            now.roundTrip().toMillis(),
                            100.0 * now.lostPackets() / Math.max(1, now.lostPackets() + now.receivedPackets()),
                            now.jitter().toMillis(),
                            now.sentPackets(),
                            now.receivedPackets()),
                    "sent",
                    now.sentPackets(),
                    "received",
                    now.receivedPackets(),
                    "lost",
                    now.lostPackets());
        });
    }
}
