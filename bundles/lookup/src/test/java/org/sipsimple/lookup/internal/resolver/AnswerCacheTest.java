/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.resolver;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerCacheTest {
    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);

    private AnswerCache cache(int capacity, Duration stale) {
        return new AnswerCache(capacity, Duration.ofHours(1), Duration.ofMinutes(5), stale, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static Question question(String name) {
        return new Question(Name.fromConstantString(name), Type.A);
    }

    private static Answer found(long timeToLive) {
        ARecord record = new ARecord(
                Name.fromConstantString("a.example."), DClass.IN, timeToLive, InetAddress.getLoopbackAddress());
        return new Answer(List.of(record), List.of(), List.of(), null, null, null, timeToLive, null);
    }

    private static Answer denied(long timeToLive) {
        return new Answer(List.of(), List.of(), List.of(), null, null, null, timeToLive, null);
    }

    @Test
    void keepsAnAnswerAsLongAsItsRecordsAllow() {
        AnswerCache cache = cache(10, Duration.ZERO);
        cache.keep(question("a.example."), found(60));
        pass(Duration.ofMillis(59_999));
        assertThat(cache.fresh(question("A.EXAMPLE."))).isPresent();
        pass(Duration.ofMillis(1));
        assertThat(cache.fresh(question("a.example."))).isEmpty();
        assertThat(cache.stale(question("a.example."))).isEmpty();
    }

    @Test
    void keepsNothingLongerThanItsLimits() {
        AnswerCache cache = cache(10, Duration.ZERO);
        cache.keep(question("a.example."), found(1_000_000));
        cache.keep(question("b.example."), denied(1_000_000));
        pass(Duration.ofMinutes(5));
        assertThat(cache.fresh(question("a.example."))).isPresent();
        assertThat(cache.fresh(question("b.example."))).isEmpty();
        pass(Duration.ofMinutes(55));
        assertThat(cache.fresh(question("a.example."))).isEmpty();
    }

    @Test
    void givesStaleAnswersOnlyWithinTheirGrace() {
        AnswerCache cache = cache(10, Duration.ofSeconds(30));
        cache.keep(question("a.example."), found(60));
        pass(Duration.ofSeconds(60));
        assertThat(cache.fresh(question("a.example."))).isEmpty();
        assertThat(cache.stale(question("a.example."))).isPresent();
        pass(Duration.ofSeconds(30));
        assertThat(cache.stale(question("a.example."))).isEmpty();
    }

    @Test
    void doesNotKeepWhatMustNotBeKept() {
        AnswerCache cache = cache(10, Duration.ofHours(1));
        cache.keep(question("a.example."), found(0));
        assertThat(cache.stale(question("a.example."))).isEmpty();
    }

    @Test
    void dropsTheLongestUnused() {
        AnswerCache cache = cache(2, Duration.ZERO);
        cache.keep(question("a.example."), found(60));
        cache.keep(question("b.example."), found(60));
        assertThat(cache.fresh(question("a.example."))).isPresent();
        cache.keep(question("c.example."), found(60));
        assertThat(cache.fresh(question("b.example."))).isEmpty();
        assertThat(cache.fresh(question("a.example."))).isPresent();
        assertThat(cache.fresh(question("c.example."))).isPresent();
    }

    @Test
    void canBeOffAndCanBeCleared() {
        AnswerCache off = cache(0, Duration.ofHours(1));
        off.keep(question("a.example."), found(60));
        assertThat(off.fresh(question("a.example."))).isEmpty();
        AnswerCache cache = cache(2, Duration.ofHours(1));
        cache.keep(question("a.example."), found(60));
        cache.clear();
        assertThat(cache.stale(question("a.example."))).isEmpty();
    }
}
