/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import org.sipsimple.api.lookup.AddressPreference;
import org.sipsimple.lookup.AuthoritativeUse;

/** The settings form of {@link LookupComponent}. */
@ObjectClassDefinition(
        name = "DNS lookup",
        description = "How SIP proxies, STUN servers, relays and XCAP servers are found")
@interface LookupConfig {

    /** The configuration's persistent identity. */
    String PID = "org.sipsimple.lookup";

    @AttributeDefinition(
            name = "Nameservers",
            description = "IP addresses, with :port where it is not 53; none for those of the system",
            required = false)
    String[] nameservers() default {};

    @AttributeDefinition(
            name = "Use of a domain's own nameservers",
            description = "FALLBACK: when no other answered; FIRST: before the others; NEVER")
    AuthoritativeUse authoritative() default AuthoritativeUse.FALLBACK;

    @AttributeDefinition(name = "Addresses", description = "Which addresses are asked for and which go first")
    AddressPreference addresses() default AddressPreference.IPV6_FIRST;

    @AttributeDefinition(name = "Cache size", description = "Most answers kept; 0 turns the cache off")
    int cache_entries() default 10_000;

    @AttributeDefinition(name = "Longest time in the cache", description = "In seconds, whatever the records allow")
    int cache_seconds() default 3600;

    @AttributeDefinition(
            name = "Longest time of denials in the cache",
            description = "In seconds, for names and records that do not exist")
    int cache_denial_seconds() default 300;

    @AttributeDefinition(
            name = "Stale time",
            description = "How many seconds after its time an answer may stand in when no nameserver answers")
    int stale_seconds() default 0;

    @AttributeDefinition(
            name = "Domain to probe",
            description =
                    "A domain with NAPTR and _sip._udp SRV records that shows whether nameservers work; none for no probing",
            required = false)
    String probe_domain() default "";

    @AttributeDefinition(
            name = "Spare nameservers",
            description = "Asked while the others fail the probe, for example a public service",
            required = false)
    String[] probe_nameservers() default {};

    @AttributeDefinition(
            name = "Check interval",
            description = "How many seconds pass between two looks at the system's nameservers, and two probes")
    int check_seconds() default 15;
}
