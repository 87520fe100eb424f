/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.lookup;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;

/**
 * What {@link Lookup} and {@link DnsManager} tell. Each lookup posts any number of {@link Trace}s and ends with exactly one
 * {@link DidSucceed} or {@link DidFail}; as one sender runs many lookups at once, the number {@code lookup} tells them
 * apart. Spec: Middleware API, "DNS Manager" and "DNS Lookup".
 */
public sealed interface LookupNotification extends Notification {

    /** The method of {@link Lookup} at work; {@link #label()} is its name in the seeds. */
    enum Context {
        SIP_PROXY("lookup_sip_proxy"),
        SERVICE("lookup_service"),
        XCAP_SERVER("lookup_xcap_server"),
        /** A query of another part through {@link Dns}. */
        DNS("dns");

        private final String label;

        Context(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Where an answer came from. */
    enum Source {
        NAMESERVER,
        CACHE,
        /** The cache, past its time, because no nameserver answered. */
        STALE_CACHE,
        /** The additional section of an earlier answer of this lookup. */
        ADDITIONAL
    }

    /**
     * A lookup found something.
     *
     * @param lookup number of the lookup, unique for its sender
     */
    record DidSucceed(Object sender, Instant timestamp, long lookup, LookupResult result)
            implements LookupNotification {
        @Override
        public String name() {
            return "DNSLookupDidSucceed";
        }
    }

    /**
     * A lookup found nothing, or was cancelled.
     *
     * @param lookup number of the lookup, unique for its sender
     * @param error what a person should read
     */
    record DidFail(Object sender, Instant timestamp, long lookup, String error) implements LookupNotification {
        @Override
        public String name() {
            return "DNSLookupDidFail";
        }
    }

    /**
     * One query of a lookup came to its end.
     *
     * @param lookup number of the lookup, unique for its sender
     * @param queryType for example {@code NAPTR}
     * @param queryName the name asked for, without a final dot
     * @param answer the records of the answer, aliases included; empty when the name or its records do not exist; null
     *     when there was an error; unmodifiable
     * @param error why there is no answer; null when there is one
     * @param context which method of {@link Lookup} asked
     * @param service the kind of server looked for; null unless the context is {@code SERVICE}
     * @param uri the URI or the domain that the lookup is for
     * @param nameservers the nameservers that were there to be asked, in order
     * @param nameserver the one that answered; null when none did
     * @param source where the answer came from
     * @param elapsed how long it took
     */
    record Trace(
            Object sender,
            Instant timestamp,
            long lookup,
            String queryType,
            String queryName,
            @Nullable List<DnsRecord> answer,
            @Nullable String error,
            Context context,
            @Nullable ServiceKind service,
            String uri,
            List<InetSocketAddress> nameservers,
            @Nullable InetSocketAddress nameserver,
            Source source,
            Duration elapsed)
            implements LookupNotification {

        public Trace {
            nameservers = List.copyOf(nameservers);
        }

        @Override
        public String name() {
            return "DNSLookupTrace";
        }
    }

    /** The nameservers were set for the first time. */
    record ResolverDidInitialize(Object sender, Instant timestamp, List<InetSocketAddress> nameservers)
            implements LookupNotification {

        public ResolverDidInitialize {
            nameservers = List.copyOf(nameservers);
        }

        @Override
        public String name() {
            return "DNSResolverDidInitialize";
        }
    }

    /** The nameservers have changed, because the system's did or because probing told so. */
    record NameserversDidChange(Object sender, Instant timestamp, List<InetSocketAddress> nameservers)
            implements LookupNotification {

        public NameserversDidChange {
            nameservers = List.copyOf(nameservers);
        }

        @Override
        public String name() {
            return "DNSNameserversDidChange";
        }
    }
}
