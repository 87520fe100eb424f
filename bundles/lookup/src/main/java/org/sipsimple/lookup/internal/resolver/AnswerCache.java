/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.resolver;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Remembers answers for the time their records allow, denials included (RFC 2308), and longer where stale answers may
 * stand in for none at all (RFC 8767). Holds a bounded number, the longest unused goes first. Thread-safe.
 */
public final class AnswerCache {
    private final int capacity;
    private final long longestNanos;
    private final long longestDenialNanos;
    private final long staleNanos;
    private final LongSupplier nanoTime;
    private final Map<Question, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param capacity most answers kept; 0 turns the cache off
     * @param longest limit to the time the records allow
     * @param longestDenial the same for names and types that do not exist
     * @param stale how long after its time an answer may still stand in; zero for never
     * @param nanoTime the clock, as {@link System#nanoTime()}
     */
    public AnswerCache(int capacity, Duration longest, Duration longestDenial, Duration stale, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.longestNanos = longest.toNanos();
        this.longestDenialNanos = longestDenial.toNanos();
        this.staleNanos = stale.toNanos();
        this.nanoTime = nanoTime;
    }

    Optional<Answer> fresh(Question question) {
        return find(question, 0);
    }

    /** An answer that may be past its time. */
    Optional<Answer> stale(Question question) {
        return find(question, staleNanos);
    }

    private Optional<Answer> find(Question question, long grace) {
        if (capacity == 0) {
            return Optional.empty();
        }
        long now = nanoTime.getAsLong();
        synchronized (entries) {
            Entry entry = entries.get(question);
            if (entry == null || now - entry.expires >= grace) {
                return Optional.empty();
            }
            return Optional.of(entry.answer);
        }
    }

    void keep(Question question, Answer answer) {
        if (capacity == 0 || answer.timeToLive() <= 0) {
            return;
        }
        long longestOfKind = answer.records().isEmpty() ? longestDenialNanos : longestNanos;
        long nanos = Math.min(TimeUnit.SECONDS.toNanos(answer.timeToLive()), longestOfKind);
        Entry entry = new Entry(answer, nanoTime.getAsLong() + nanos);
        synchronized (entries) {
            entries.put(question, entry);
            if (entries.size() > capacity) {
                entries.remove(entries.keySet().iterator().next());
            }
        }
    }

    /** Forgets all, for example when the machine has moved to another network. */
    public void clear() {
        synchronized (entries) {
            entries.clear();
        }
    }

    private record Entry(Answer answer, long expires) {}
}
