/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

import org.sipsimple.api.lookup.Dns;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.lookup.LookupException;
import org.sipsimple.api.lookup.LookupNotification;
import org.sipsimple.api.lookup.LookupNotification.Context;
import org.sipsimple.api.lookup.LookupOptions;
import org.sipsimple.api.lookup.LookupResult;
import org.sipsimple.api.lookup.NaptrRecord;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.lookup.ServiceAddress;
import org.sipsimple.api.lookup.ServiceKind;
import org.sipsimple.api.lookup.SrvRecord;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.lookup.internal.resolver.Addresses;
import org.sipsimple.lookup.internal.resolver.Futures;
import org.sipsimple.lookup.internal.resolver.HostNames;
import org.sipsimple.lookup.internal.resolver.Inquiry;
import org.sipsimple.lookup.internal.resolver.Resolver;

/** The lookups: each gets an {@link Inquiry}, a search that uses it, and an end that is told. Thread-safe. */
public final class DnsLookup implements Lookup, Dns {
    private final Resolver resolver;
    private final SrvOrder srvOrder;
    private final HostAddresses hosts;
    private final ServiceSearch services;
    private final Executor completions;
    private final Consumer<LookupNotification> notifications;
    private final Supplier<Instant> clock;
    private final Object sender;
    private final AtomicLong numbers = new AtomicLong();

    /**
     * @param random draws among SRV records of one priority; has to be thread-safe
     * @param completions runs what callers hang on the results
     * @param sender who the notifications are from; null for this object
     */
    public DnsLookup(
            Resolver resolver,
            RandomGenerator random,
            Executor completions,
            Consumer<LookupNotification> notifications,
            Scheduler scheduler,
            @Nullable Object sender) {
        this.resolver = resolver;
        this.completions = completions;
        this.notifications = notifications;
        this.clock = scheduler::now;
        this.sender = sender == null ? this : sender;
        srvOrder = new SrvOrder(random);
        hosts = new HostAddresses(resolver.settings().addresses(), new RouteCheck(), scheduler);
        services = new ServiceSearch(srvOrder, hosts);
    }

    @Override
    public CompletionStage<List<Route>> lookupSipProxy(SipUri uri, List<Transport> supported, LookupOptions options) {
        SipTarget target = SipTarget.of(uri);
        LookupTask task = task(
                Context.SIP_PROXY, null, (uri.password() == null ? uri : uri.withPassword(null)).toString(), options);
        return run(
                task,
                options,
                inquiry -> SipProxySearch.run(target, supported, options, inquiry, srvOrder, hosts),
                LookupResult.Routes::new);
    }

    @Override
    public CompletionStage<List<ServiceAddress>> lookupService(
            String domain, ServiceKind service, LookupOptions options) {
        LookupTask task = task(Context.SERVICE, service, domain, options);
        return run(task, options, inquiry -> services.run(domain, service, inquiry), LookupResult.Services::new);
    }

    @Override
    public CompletionStage<List<URI>> lookupXcapServer(String domain, LookupOptions options) {
        LookupTask task = task(Context.XCAP_SERVER, null, domain, options);
        return run(
                task,
                options,
                inquiry -> withName(domain, name -> texts("xcap." + name.toString(true), inquiry))
                        .thenApply(texts -> texts.stream()
                                .map(DnsLookup::xcapRoot)
                                .flatMap(Optional::stream)
                                .toList()),
                LookupResult.XcapRoots::new);
    }

    private static Optional<URI> xcapRoot(String text) {
        try {
            URI uri = new URI(text.strip());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean http = scheme.equals("http") || scheme.equals("https");
            return http && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            // other TXT records may stand there too
            return Optional.empty();
        }
    }

    @Override
    public CompletionStage<List<InetAddress>> addresses(String host, LookupOptions options) {
        return query(host, options, inquiry -> Addresses.literal(host)
                .map(address -> CompletableFuture.completedFuture(List.of(address)))
                .orElseGet(() -> withName(host, name -> hosts.of(name, inquiry))));
    }

    @Override
    public CompletionStage<List<SrvRecord>> services(String name, LookupOptions options) {
        return query(name, options, inquiry -> records(name, Type.SRV, SRVRecord.class, inquiry)
                .thenApply(records -> srvOrder.order(records).stream()
                        .filter(record -> !record.getTarget().equals(Name.root))
                        .map(record -> new SrvRecord(
                                record.getPriority(),
                                record.getWeight(),
                                record.getPort(),
                                record.getTarget().toString(true)))
                        .toList()));
    }

    @Override
    public CompletionStage<List<NaptrRecord>> pointers(String name, LookupOptions options) {
        return query(name, options, inquiry -> records(name, Type.NAPTR, NAPTRRecord.class, inquiry)
                .thenApply(records -> SipPointers.inOrder(records).stream()
                        .map(DnsLookup::pointer)
                        .toList()));
    }

    private static NaptrRecord pointer(NAPTRRecord record) {
        Name replacement = record.getReplacement();
        return new NaptrRecord(
                record.getOrder(),
                record.getPreference(),
                record.getFlags(),
                record.getService(),
                ZoneText.plain(record.getRegexp()),
                replacement.equals(Name.root) ? "" : replacement.toString(true));
    }

    @Override
    public CompletionStage<List<String>> texts(String name, LookupOptions options) {
        return query(name, options, inquiry -> texts(name, inquiry));
    }

    private static CompletableFuture<List<String>> texts(String name, Inquiry inquiry) {
        return records(name, Type.TXT, TXTRecord.class, inquiry)
                .thenApply(records -> records.stream().map(DnsLookup::text).toList());
    }

    private static String text(TXTRecord record) {
        StringBuilder text = new StringBuilder();
        for (byte[] part : record.getStringsAsByteArrays()) {
            text.append(new String(part, StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    @Override
    public CompletionStage<List<URI>> enumUris(String number, LookupOptions options) {
        return query(number, options, inquiry -> TelephoneNumber.parse(number)
                .map(telephone -> records(telephone.domain(), Type.NAPTR, NAPTRRecord.class, inquiry)
                        .thenApply(telephone::uris))
                .orElseGet(() -> unsupported("\"" + number + "\" is no telephone number")));
    }

    private static <T> CompletableFuture<T> unsupported(String what) {
        return CompletableFuture.failedFuture(new LookupException.Unsupported(what));
    }

    private static <T> CompletableFuture<T> withName(String text, Function<Name, CompletableFuture<T>> next) {
        return HostNames.parse(text).map(next).orElseGet(() -> unsupported("\"" + text + "\" is no valid host name"));
    }

    /** A question nobody could answer counts as one without records; the inquiry remembers it. */
    private static <T extends org.xbill.DNS.Record> CompletableFuture<List<T>> records(
            String name, int type, Class<T> kind, Inquiry inquiry) {
        return withName(name, owner -> inquiry.ask(owner, type)
                .handle((answer, error) -> answer == null ? List.<T>of() : answer.recordsOf(kind)));
    }

    private LookupTask task(Context context, @Nullable ServiceKind service, String uri, LookupOptions options) {
        return new LookupTask(numbers.incrementAndGet(), context, service, uri, options, notifications, clock, sender);
    }

    private <T> CompletionStage<List<T>> query(
            String name, LookupOptions options, Function<Inquiry, CompletableFuture<List<T>>> search) {
        return run(task(Context.DNS, null, name, options), options, search, null);
    }

    /** @param resultOf what to tell of the end; null when only the caller is told */
    private <T> CompletionStage<List<T>> run(
            LookupTask task,
            LookupOptions options,
            Function<Inquiry, CompletableFuture<List<T>>> search,
            @Nullable Function<List<T>, LookupResult> resultOf) {
        Inquiry inquiry = resolver.inquiry(options.timeout(), options.lifetime(), task);
        CompletableFuture<List<T>> promise = new CompletableFuture<>();
        CompletableFuture<List<T>> found = search.apply(inquiry);
        if (found.isDone()) {
            end(found, promise, task, inquiry, resultOf);
            return promise;
        }
        promise.whenComplete((any, error) -> {
            if (promise.isCancelled()) {
                inquiry.cancel();
            }
        });
        found.whenComplete((any, error) -> {
            try {
                completions.execute(() -> end(found, promise, task, inquiry, resultOf));
            } catch (RejectedExecutionException e) {
                // shutting down; nothing else runs the caller's part then
                end(found, promise, task, inquiry, resultOf);
            }
        });
        return promise;
    }

    private static <T> void end(
            CompletableFuture<List<T>> found,
            CompletableFuture<List<T>> promise,
            LookupTask task,
            Inquiry inquiry,
            @Nullable Function<List<T>, LookupResult> resultOf) {
        found.whenComplete((list, error) -> {
            // what is still on its way is not waited for, and is traced before the end
            inquiry.cancel();
            if (list != null && !list.isEmpty() && !promise.isCancelled()) {
                if (resultOf != null) {
                    task.succeeded(resultOf.apply(list));
                }
                promise.complete(list);
                return;
            }
            Throwable cause = error == null ? task.nothing(inquiry) : Futures.cause(error);
            if (resultOf != null) {
                task.failed(promise.isCancelled() ? new CancellationException() : cause);
            }
            promise.completeExceptionally(cause);
        });
    }
}
