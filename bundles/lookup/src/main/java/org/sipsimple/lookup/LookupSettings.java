/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.AddressPreference;

/**
 * How lookups are done. Immutable; start from {@link #DEFAULT} and change what matters.
 *
 * @param nameservers to be asked in place of the system's; empty for the system's
 * @param authoritativeUse when the looked-up domain's own nameservers are asked
 * @param authoritativePort the port they are asked at; 53 everywhere but in laboratories
 * @param addresses which addresses of a host are asked for and which go first
 * @param cacheEntries the most answers kept; 0 turns the cache off
 * @param cacheLongest limit to the time that records may be kept by their own account
 * @param cacheLongestDenial the same for names and types that do not exist
 * @param stale how long after its time an answer may stand in when no nameserver gives one (RFC 8767); zero for never
 * @param probeDomain a domain with NAPTR and {@code _sip._udp} SRV records that tells good nameservers from bad ones; null
 *     for no probing
 * @param spareNameservers what to ask while the others fail the probe; may be empty
 * @param checkInterval how often the system's settings are looked at and nameservers are probed
 */
public record LookupSettings(
        List<InetSocketAddress> nameservers,
        AuthoritativeUse authoritativeUse,
        int authoritativePort,
        AddressPreference addresses,
        int cacheEntries,
        Duration cacheLongest,
        Duration cacheLongestDenial,
        Duration stale,
        @Nullable String probeDomain,
        List<InetSocketAddress> spareNameservers,
        Duration checkInterval) {

    /**
     * The system's nameservers first and a domain's own as fallback, both address families, a cache of 10,000 answers for
     * at most an hour (denials 5 minutes), nothing stale, no probing, a look at the system's settings every 15 seconds.
     */
    public static final LookupSettings DEFAULT = new LookupSettings(
            List.of(),
            AuthoritativeUse.FALLBACK,
            53,
            AddressPreference.IPV6_FIRST,
            10_000,
            Duration.ofHours(1),
            Duration.ofMinutes(5),
            Duration.ZERO,
            null,
            List.of(),
            Duration.ofSeconds(15));

    /** @throws IllegalArgumentException when a number or duration makes no sense */
    public LookupSettings {
        nameservers = List.copyOf(nameservers);
        spareNameservers = List.copyOf(spareNameservers);
        require(authoritativePort > 0 && authoritativePort <= 65535, "authoritative port " + authoritativePort);
        require(cacheEntries >= 0, "cache entries " + cacheEntries);
        require(!cacheLongest.isNegative(), "cache time " + cacheLongest);
        require(!cacheLongestDenial.isNegative(), "cache time for denials " + cacheLongestDenial);
        require(!stale.isNegative(), "stale time " + stale);
        require(!checkInterval.isNegative() && !checkInterval.isZero(), "check interval " + checkInterval);
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException(what + " is out of range");
        }
    }

    /** With these nameservers in place of the system's. */
    public LookupSettings withNameservers(List<InetSocketAddress> list) {
        return new LookupSettings(
                list,
                authoritativeUse,
                authoritativePort,
                addresses,
                cacheEntries,
                cacheLongest,
                cacheLongestDenial,
                stale,
                probeDomain,
                spareNameservers,
                checkInterval);
    }

    /** With this use of a domain's own nameservers. */
    public LookupSettings withAuthoritative(AuthoritativeUse use, int port) {
        return new LookupSettings(
                nameservers,
                use,
                port,
                addresses,
                cacheEntries,
                cacheLongest,
                cacheLongestDenial,
                stale,
                probeDomain,
                spareNameservers,
                checkInterval);
    }

    /** With this choice of addresses. */
    public LookupSettings withAddresses(AddressPreference preference) {
        return new LookupSettings(
                nameservers,
                authoritativeUse,
                authoritativePort,
                preference,
                cacheEntries,
                cacheLongest,
                cacheLongestDenial,
                stale,
                probeDomain,
                spareNameservers,
                checkInterval);
    }

    /** With a cache of this size, whose answers may stand in for this long after their time. */
    public LookupSettings withCache(int entries, Duration staleTime) {
        return new LookupSettings(
                nameservers,
                authoritativeUse,
                authoritativePort,
                addresses,
                entries,
                cacheLongest,
                cacheLongestDenial,
                staleTime,
                probeDomain,
                spareNameservers,
                checkInterval);
    }

    /** Without any cache. */
    public LookupSettings withoutCache() {
        return withCache(0, Duration.ZERO);
    }

    /** With limits to the time that answers and denials are kept. */
    public LookupSettings withCacheLimits(Duration longest, Duration longestDenial) {
        return new LookupSettings(
                nameservers,
                authoritativeUse,
                authoritativePort,
                addresses,
                cacheEntries,
                longest,
                longestDenial,
                stale,
                probeDomain,
                spareNameservers,
                checkInterval);
    }

    /** With probing of the nameservers, and others to use while they fail. */
    public LookupSettings withProbe(@Nullable String domain, List<InetSocketAddress> spare) {
        return new LookupSettings(
                nameservers,
                authoritativeUse,
                authoritativePort,
                addresses,
                cacheEntries,
                cacheLongest,
                cacheLongestDenial,
                stale,
                domain,
                spare,
                checkInterval);
    }

    /** With another pause between two looks at the nameservers. */
    public LookupSettings withCheckInterval(Duration pause) {
        return new LookupSettings(
                nameservers,
                authoritativeUse,
                authoritativePort,
                addresses,
                cacheEntries,
                cacheLongest,
                cacheLongestDenial,
                stale,
                probeDomain,
                spareNameservers,
                pause);
    }
}
