/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.LookupException;
import org.sipsimple.api.lookup.LookupNotification;
import org.sipsimple.api.lookup.LookupNotification.Context;
import org.sipsimple.api.lookup.LookupNotification.Source;
import org.sipsimple.api.lookup.LookupOptions;
import org.sipsimple.api.lookup.LookupResult;
import org.sipsimple.api.lookup.ServiceKind;
import org.sipsimple.lookup.internal.resolver.Answer;
import org.sipsimple.lookup.internal.resolver.Inquiry;
import org.sipsimple.lookup.internal.resolver.Question;

/** What one lookup tells about itself: its traces, its end, and its error in words. Thread-safe. */
final class LookupTask implements Inquiry.Tracer {
    private static final Logger LOG = System.getLogger(LookupTask.class.getName());

    private final long number;
    private final Context context;
    private final @Nullable ServiceKind service;
    private final String uri;
    private final @Nullable Consumer<LookupNotification.Trace> ownTrace;
    private final Consumer<LookupNotification> notifications;
    private final Supplier<Instant> clock;
    private final Object sender;

    LookupTask(
            long number,
            Context context,
            @Nullable ServiceKind service,
            String uri,
            LookupOptions options,
            Consumer<LookupNotification> notifications,
            Supplier<Instant> clock,
            Object sender) {
        this.number = number;
        this.context = context;
        this.service = service;
        this.uri = uri;
        this.ownTrace = options.trace();
        this.notifications = notifications;
        this.clock = clock;
        this.sender = sender;
    }

    @Override
    public void asked(
            Question question,
            @Nullable Answer answer,
            @Nullable String error,
            Source source,
            List<InetSocketAddress> nameservers,
            long nanos) {
        LookupNotification.Trace trace = new LookupNotification.Trace(
                sender,
                clock.get(),
                number,
                question.typeText(),
                question.name().toString(true),
                answer == null || answer.problem() != null ? null : new ReadableRecords(answer),
                answer == null ? error : answer.problem(),
                context,
                service,
                uri,
                nameservers,
                answer == null ? null : answer.nameserver(),
                source,
                Duration.ofNanos(nanos));
        notifications.accept(trace);
        if (ownTrace != null) {
            try {
                ownTrace.accept(trace);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "the trace consumer of a lookup failed", e);
            }
        }
    }

    void succeeded(LookupResult result) {
        notifications.accept(new LookupNotification.DidSucceed(sender, clock.get(), number, result));
    }

    void failed(Throwable error) {
        String text = error instanceof CancellationException ? "cancelled" : String.valueOf(error.getMessage());
        notifications.accept(new LookupNotification.DidFail(sender, clock.get(), number, text));
    }

    /** The error for a lookup that ended with nothing. */
    LookupException nothing(Inquiry inquiry) {
        List<String> failures = inquiry.failures();
        if (failures.isEmpty()) {
            return new LookupException.NotFound("the DNS has nothing to use for " + uri);
        }
        return new LookupException.Unavailable("no answer for " + uri + ": " + String.join("; ", failures));
    }
}
