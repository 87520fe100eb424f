/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.lookup;

import java.time.Duration;

/**
 * A record as a person reads it, for traces.
 *
 * @param name owner of the record, with a final dot
 * @param type for example {@code SRV}
 * @param timeToLive how long it may be remembered
 * @param data the rest in the form of a zone file, for example {@code 10 50 5060 sip.example.com.}
 */
public record DnsRecord(String name, String type, Duration timeToLive, String data) {}
