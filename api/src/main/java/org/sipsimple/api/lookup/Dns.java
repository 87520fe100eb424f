/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.lookup;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A small asynchronous DNS client for other parts, with the nameservers, cache and limits of {@link Lookup}.
 *
 * <p>Each method returns at once and never throws for what happens on the network: the stage completes with at least one
 * item, or fails with a {@link LookupException}. Cancelling {@code stage.toCompletableFuture()} ends the queries. Stages
 * complete on a lookup thread: dependent actions that block belong on an executor of their own. Names may be written with
 * or without a final dot and are never completed by search domains. Thread-safe.
 */
@ProviderType
public interface Dns {

    /** The addresses of a host, in the configured {@link AddressPreference}. An IP literal is its own address. */
    CompletionStage<List<InetAddress>> addresses(String host, LookupOptions options);

    /**
     * SRV records, by priority and within one by a weighted draw (RFC 2782). A record whose target is the root, by which
     * a domain says that it has no such service, is left out.
     *
     * @param name for example {@code _stun._udp.example.com}
     */
    CompletionStage<List<SrvRecord>> services(String name, LookupOptions options);

    /** NAPTR records, by order and preference. */
    CompletionStage<List<NaptrRecord>> pointers(String name, LookupOptions options);

    /** TXT records; the strings of one record are joined (RFC 7208 section 3.3 shows why). */
    CompletionStage<List<String>> texts(String name, LookupOptions options);

    /**
     * The URIs of a telephone number by ENUM (RFC 6116) below {@code e164.arpa}, for the service {@code E2U+sip}.
     *
     * @param number in international form; {@code +31 20 555 0100}, spaces and other marks are ignored
     */
    CompletionStage<List<URI>> enumUris(String number, LookupOptions options);
}
