/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.resolver;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.xbill.DNS.Message;

import org.sipsimple.api.lookup.LookupNotification.Source;
import org.sipsimple.lookup.AuthoritativeUse;
import org.sipsimple.lookup.LookupSettings;
import org.sipsimple.lookup.internal.transport.DnsTransport;

/**
 * Answers single questions: from the cache, else by asking nameservers one after the other until one gives a usable
 * answer, following aliases that lead out of it. Thread-safe, never blocks.
 */
public final class Resolver {
    private static final Duration AUTHORITY_PATIENCE = Duration.ofSeconds(1);

    private final DnsTransport transport;
    private final AnswerCache cache;
    private final Supplier<List<InetSocketAddress>> nameservers;
    private final LookupSettings settings;
    private final ServerHealth health = new ServerHealth(System::nanoTime);
    private final AuthoritativeServers authoritative;

    /** @param nameservers the configured nameservers of the moment */
    public Resolver(
            DnsTransport transport,
            AnswerCache cache,
            Supplier<List<InetSocketAddress>> nameservers,
            LookupSettings settings) {
        this.transport = transport;
        this.cache = cache;
        this.nameservers = nameservers;
        this.settings = settings;
        this.authoritative = new AuthoritativeServers(settings);
    }

    /** Which nameservers a question may go to. */
    enum Path {
        AS_SET,
        /** Only the configured ones, for questions that serve to find others. */
        CONFIGURED
    }

    public LookupSettings settings() {
        return settings;
    }

    /** Begins a lookup. */
    public Inquiry inquiry(Duration timeout, Duration lifetime, Inquiry.Tracer tracer) {
        return new Inquiry(this, timeout, lifetime, tracer);
    }

    CompletableFuture<Answer> resolve(Question question, Path path, Inquiry inquiry) {
        return resolve(question, path, inquiry, 0);
    }

    private CompletableFuture<Answer> resolve(Question question, Path path, Inquiry inquiry, int aliases) {
        List<InetSocketAddress> servers = nameservers.get();
        var known = cache.fresh(question);
        if (known.isPresent()) {
            inquiry.trace(question, known.get(), null, Source.CACHE, servers, 0);
            return CompletableFuture.completedFuture(known.get());
        }
        long begin = System.nanoTime();
        CompletableFuture<Answer> result = new CompletableFuture<>();
        askInOrder(question, path, servers, inquiry).whenComplete((answer, error) -> {
            long nanos = System.nanoTime() - begin;
            if (answer != null) {
                inquiry.trace(question, answer, null, Source.NAMESERVER, servers, nanos);
                finish(question, path, inquiry, aliases, answer, result);
            } else {
                substitute(question, inquiry, servers, Futures.cause(error), nanos, result);
            }
        });
        return result;
    }

    private void substitute(
            Question question,
            Inquiry inquiry,
            List<InetSocketAddress> servers,
            Throwable error,
            long nanos,
            CompletableFuture<Answer> result) {
        var stale = error instanceof QueryFailedException ? cache.stale(question) : Optional.<Answer>empty();
        if (stale.isPresent()) {
            inquiry.trace(question, stale.get(), null, Source.STALE_CACHE, servers, nanos);
            result.complete(stale.get());
            return;
        }
        inquiry.trace(question, null, reason(error), Source.NAMESERVER, servers, nanos);
        result.completeExceptionally(error);
    }

    private static String reason(Throwable error) {
        if (error instanceof QueryFailedException failure) {
            return failure.reason();
        }
        return error instanceof CancellationException ? "cancelled" : String.valueOf(error.getMessage());
    }

    /** Keeps a whole answer, or goes on where its aliases point. */
    private void finish(
            Question question,
            Path path,
            Inquiry inquiry,
            int aliases,
            Answer answer,
            CompletableFuture<Answer> result) {
        if (answer.next() == null) {
            cache.keep(question, answer);
            result.complete(answer);
            return;
        }
        int steps = aliases + answer.aliases().size();
        if (steps >= AnswerReader.MOST_ALIASES) {
            String problem = "the aliases of " + question.name().toString(true) + " never end";
            result.complete(Answer.faulty(problem, answer.aliases(), answer.nameserver()));
            return;
        }
        resolve(new Question(answer.next(), question.type()), path, inquiry, steps)
                .whenComplete((rest, error) -> {
                    if (rest != null) {
                        Answer whole = rest.after(answer);
                        cache.keep(question, whole);
                        result.complete(whole);
                    } else {
                        result.completeExceptionally(Futures.cause(error));
                    }
                });
    }

    private CompletableFuture<Answer> askInOrder(
            Question question, Path path, List<InetSocketAddress> servers, Inquiry inquiry) {
        if (path == Path.CONFIGURED || settings.authoritativeUse() == AuthoritativeUse.NEVER) {
            return askConfigured(question, path, servers, inquiry);
        }
        if (settings.authoritativeUse() == AuthoritativeUse.FIRST) {
            return askAuthoritative(question, inquiry)
                    .handle((answer, error) -> answer != null
                            ? CompletableFuture.completedFuture(answer)
                            : askConfigured(question, path, servers, inquiry))
                    .thenCompose(next -> next);
        }
        CompletableFuture<Answer> configured = askConfigured(question, path, servers, inquiry);
        return configured
                .handle((answer, error) -> answer != null || servers.isEmpty() || inquiry.isOver()
                        ? configured
                        : askAuthoritative(question, inquiry)
                                .handle((second, secondError) ->
                                        second != null ? CompletableFuture.completedFuture(second) : configured)
                                .thenCompose(next -> next))
                .thenCompose(next -> next);
    }

    private CompletableFuture<Answer> askConfigured(
            Question question, Path path, List<InetSocketAddress> servers, Inquiry inquiry) {
        Duration limit = path == Path.CONFIGURED ? AUTHORITY_PATIENCE : inquiry.patience();
        return new Round(question, health.ordered(servers), true, limit, inquiry).ask();
    }

    private CompletableFuture<Answer> askAuthoritative(Question question, Inquiry inquiry) {
        return authoritative.of(question.name(), inquiry).thenCompose(servers -> new Round(
                        question, health.ordered(servers), false, inquiry.patience(), inquiry)
                .ask());
    }

    /** One question put to a list of nameservers, one after the other. */
    private final class Round {
        private final Question question;
        private final List<InetSocketAddress> servers;
        private final boolean recursion;
        private final Duration limit;
        private final Inquiry inquiry;
        private final List<String> attempts = new ArrayList<>();
        private final CompletableFuture<Answer> result = new CompletableFuture<>();

        Round(Question question, List<InetSocketAddress> servers, boolean recursion, Duration limit, Inquiry inquiry) {
            this.question = question;
            this.servers = servers;
            this.recursion = recursion;
            this.limit = limit;
            this.inquiry = inquiry;
        }

        CompletableFuture<Answer> ask() {
            ask(0);
            return result;
        }

        private void ask(int index) {
            if (index >= servers.size()) {
                result.completeExceptionally(new QueryFailedException(question, attempts));
                return;
            }
            InetSocketAddress server = servers.get(index);
            ask(index, server, health.speaksEdns(server));
        }

        private void ask(int index, InetSocketAddress server, boolean edns) {
            Duration patience = inquiry.patience();
            Duration timeout = patience.compareTo(limit) < 0 ? patience : limit;
            if (timeout.isZero()) {
                attempts.add("the lookup's time is up");
                result.completeExceptionally(new QueryFailedException(question, attempts));
                return;
            }
            try {
                if (!inquiry.mayQuery()) {
                    result.completeExceptionally(
                            new QueryFailedException(question, "this lookup needs too many queries"));
                    return;
                }
            } catch (CancellationException e) {
                result.completeExceptionally(e);
                return;
            }
            inquiry.track(transport.exchange(server, question.query(recursion, edns), timeout))
                    .whenComplete((reply, error) -> {
                        if (reply != null) {
                            answered(index, server, edns, reply);
                        } else if (error instanceof CancellationException) {
                            result.completeExceptionally(error);
                        } else {
                            health.silent(server);
                            failed(index, server, error);
                        }
                    });
        }

        private void answered(int index, InetSocketAddress server, boolean edns, Message reply) {
            health.answered(server);
            try {
                result.complete(AnswerReader.read(question, reply, server));
            } catch (UnusableAnswerException e) {
                if (edns && e.mayBeOfEdns()) {
                    health.withoutEdns(server);
                    ask(index, server, false);
                } else {
                    failed(index, server, e);
                }
            }
        }

        private void failed(int index, InetSocketAddress server, Throwable error) {
            attempts.add(Addresses.text(server) + " " + error.getMessage());
            ask(index + 1);
        }
    }
}
