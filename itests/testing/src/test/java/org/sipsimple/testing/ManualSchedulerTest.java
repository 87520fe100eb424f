/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.threading.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ManualSchedulerTest {

    private final ManualScheduler scheduler = new ManualScheduler();
    private final Instant start = scheduler.now();
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsNothingBeforeItsTime() {
        scheduler.schedule(Duration.ofSeconds(2), () -> ran.add("a"));
        scheduler.advance(Duration.ofMillis(1999));
        assertThat(ran).isEmpty();
        assertThat(scheduler.untilNext()).isEqualTo(Duration.ofMillis(1));

        scheduler.advance(Duration.ofMillis(1));
        assertThat(ran).containsExactly("a");
        assertThat(scheduler.untilNext()).isNull();
    }

    @Test
    void runsInOrderOfTimeThenOfScheduling() {
        scheduler.schedule(Duration.ofSeconds(2), () -> ran.add("late"));
        scheduler.schedule(Duration.ofSeconds(1), () -> ran.add("early"));
        scheduler.schedule(Duration.ofSeconds(2), () -> ran.add("late too"));
        scheduler.schedule(Duration.ofSeconds(-5), () -> ran.add("overdue"));
        scheduler.advance(Duration.ofSeconds(3));
        assertThat(ran).containsExactly("overdue", "early", "late", "late too");
    }

    @Test
    void clockShowsTheDueTimeDuringATaskAndTheEndAfterwards() {
        List<Instant> seen = new ArrayList<>();
        scheduler.schedule(Duration.ofSeconds(1), () -> seen.add(scheduler.now()));
        scheduler.advance(Duration.ofSeconds(10));
        assertThat(seen).containsExactly(start.plusSeconds(1));
        assertThat(scheduler.now()).isEqualTo(start.plusSeconds(10));
    }

    @Test
    void runsWhatATaskSchedulesIfItFallsDueToo() {
        scheduler.schedule(Duration.ofSeconds(1), () -> {
            scheduler.schedule(Duration.ofSeconds(1), () -> ran.add("in time"));
            scheduler.schedule(Duration.ofSeconds(9), () -> ran.add("too late"));
        });
        scheduler.advance(Duration.ofSeconds(5));
        assertThat(ran).containsExactly("in time");
        assertThat(scheduler.waiting()).isEqualTo(1);
    }

    @Test
    void cancelSaysWhetherItWasInTime() {
        Scheduled first = scheduler.schedule(Duration.ofSeconds(1), () -> ran.add("first"));
        Scheduled second = scheduler.schedule(Duration.ZERO, () -> ran.add("second"));
        scheduler.runDue();
        assertThat(first.cancel()).isTrue();
        assertThat(first.cancel()).isFalse();
        assertThat(second.cancel()).isFalse();
        scheduler.advance(Duration.ofSeconds(2));
        assertThat(ran).containsExactly("second");
    }

    @Test
    void failureOfATaskReachesTheTestAndLeavesTheOthersScheduled() {
        scheduler.schedule(Duration.ofSeconds(1), () -> {
            throw new IllegalStateException("broken");
        });
        scheduler.schedule(Duration.ofSeconds(2), () -> ran.add("next"));
        assertThatThrownBy(() -> scheduler.advance(Duration.ofSeconds(5))).hasMessage("broken");
        scheduler.advance(Duration.ofSeconds(5));
        assertThat(ran).containsExactly("next");
    }
}
