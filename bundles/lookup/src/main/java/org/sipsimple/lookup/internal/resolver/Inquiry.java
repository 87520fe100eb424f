/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.resolver;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

import org.sipsimple.api.lookup.LookupNotification.Source;

/**
 * The questions of one lookup: its time limit, what it has learnt so far, and what has gone wrong. Asks nothing twice and
 * no more than a bounded number of questions, whatever the zones contain. Thread-safe.
 */
public final class Inquiry {
    private static final int MOST_QUERIES = 256;

    private final Resolver resolver;
    private final Duration timeout;
    private final long deadline;
    private final Tracer tracer;
    /** By path, as a question on its way to be answered may need itself: the address of a nameserver, for one. */
    private final Map<Resolver.Path, Map<Question, CompletableFuture<Answer>>> asked = Map.of(
            Resolver.Path.AS_SET, new ConcurrentHashMap<>(), Resolver.Path.CONFIGURED, new ConcurrentHashMap<>());

    private final Map<Question, List<Record>> hints = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Set<CompletableFuture<?>> running = ConcurrentHashMap.newKeySet();
    private final AtomicInteger queries = new AtomicInteger();
    private volatile boolean cancelled;

    Inquiry(Resolver resolver, Duration timeout, Duration lifetime, Tracer tracer) {
        this.resolver = resolver;
        this.timeout = timeout;
        this.deadline = System.nanoTime() + lifetime.toNanos();
        this.tracer = tracer;
    }

    /** Told of each question's end; runs on whatever thread found out, must not throw and must not block. */
    @FunctionalInterface
    public interface Tracer {
        void asked(
                Question question,
                @Nullable Answer answer,
                @Nullable String error,
                Source source,
                List<InetSocketAddress> nameservers,
                long nanos);
    }

    /**
     * Asks, or tells what is known already.
     *
     * @return fails with {@link QueryFailedException}, which {@link #failures()} remembers
     */
    public CompletableFuture<Answer> ask(Name name, int type) {
        return ask(new Question(name, type), Resolver.Path.AS_SET);
    }

    CompletableFuture<Answer> ask(Question question, Resolver.Path path) {
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        CompletableFuture<Answer> earlier = asked.get(path).putIfAbsent(question, mine);
        if (earlier != null) {
            return earlier;
        }
        List<Record> known = hints.get(question);
        if (known != null) {
            Answer answer = Answer.ofHints(known);
            trace(question, answer, null, Source.ADDITIONAL, List.of(), 0);
            mine.complete(answer);
            return mine;
        }
        resolver.resolve(question, path, this).whenComplete((answer, error) -> {
            if (answer != null) {
                learn(answer.hints());
                mine.complete(answer);
            } else {
                Throwable cause = Futures.cause(error);
                if (path == Resolver.Path.AS_SET) {
                    failures.add(String.valueOf(cause.getMessage()));
                }
                mine.completeExceptionally(cause);
            }
        });
        return mine;
    }

    private void learn(List<Record> records) {
        if (records.isEmpty()) {
            return;
        }
        Map<Question, List<Record>> sets = new ConcurrentHashMap<>();
        for (Record each : records) {
            sets.computeIfAbsent(new Question(each.getName(), each.getType()), any -> new ArrayList<>())
                    .add(each);
        }
        sets.forEach(hints::putIfAbsent);
    }

    /** The messages of all questions that nobody could answer. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** How long one nameserver may take now; zero when the lookup's time is up. */
    Duration patience() {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(timeout) < 0 ? left : timeout;
    }

    /** Whether nothing more can be asked. */
    boolean isOver() {
        return cancelled || patience().isZero();
    }

    /** Counts a query about to be sent; false when there have been too many. */
    boolean mayQuery() {
        if (cancelled) {
            throw new CancellationException();
        }
        return queries.incrementAndGet() <= MOST_QUERIES;
    }

    /** Binds a running exchange to the lookup's life. */
    <T> CompletableFuture<T> track(CompletableFuture<T> exchange) {
        running.add(exchange);
        exchange.whenComplete((any, error) -> running.remove(exchange));
        if (cancelled) {
            exchange.cancel(false);
        }
        return exchange;
    }

    /** Ends all that is running; nothing more is sent. */
    public void cancel() {
        cancelled = true;
        running.forEach(exchange -> exchange.cancel(false));
    }

    void trace(
            Question question,
            @Nullable Answer answer,
            @Nullable String error,
            Source source,
            List<InetSocketAddress> nameservers,
            long nanos) {
        tracer.asked(question, answer, error, source, nameservers, nanos);
    }
}
