/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.time.Duration;

/**
 * A snapshot of one RTP stream's counters (RFC 3550 section 6.4).
 *
 * @param sentPackets RTP packets sent
 * @param sentBytes their payload
 * @param receivedPackets RTP packets received
 * @param receivedBytes their payload
 * @param lostPackets of the peer's, as far as sequence numbers tell
 * @param discardedPackets that came too late for the jitter buffer
 * @param jitter mean interarrival jitter of what we receive, by the clock of the codec's RTP timestamps
 * @param maximumJitter the largest
 * @param roundTrip mean, zero until RTCP told
 * @param remoteLostPackets of ours, as the peer reports
 */
public record RtpStatistics(
        long sentPackets,
        long sentBytes,
        long receivedPackets,
        long receivedBytes,
        long lostPackets,
        long discardedPackets,
        Duration jitter,
        Duration maximumJitter,
        Duration roundTrip,
        long remoteLostPackets) {

    /** Nothing sent, nothing received. */
    public static final RtpStatistics NONE =
            new RtpStatistics(0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);
}
