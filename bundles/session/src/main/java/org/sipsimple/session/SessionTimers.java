/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session;

import java.time.Duration;

/**
 * How long sessions wait. How long a peer may take to answer a call is given with the call itself.
 *
 * @param streamStart for all streams to start once SDP is agreed on
 * @param update for the answer to a re-INVITE that asks nobody, such as hold; then it is cancelled
 * @param proposal for the answer to a proposal of streams; then it is cancelled
 * @param bye for the answer to BYE, CANCEL or a refusal
 * @param glareRetries how often a re-INVITE refused by 491 is sent again
 */
public record SessionTimers(Duration streamStart, Duration update, Duration proposal, Duration bye, int glareRetries) {

    /** 15 s, 5 s, 90 s, 1 s, 8 times. */
    public static final SessionTimers DEFAULT = new SessionTimers(
            Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofSeconds(90), Duration.ofSeconds(1), 8);
}
