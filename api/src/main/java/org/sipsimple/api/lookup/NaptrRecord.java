/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.lookup;

/**
 * One NAPTR record (RFC 3403 section 4).
 *
 * @param order the lowest goes first
 * @param preference the lowest goes first among records of one order
 * @param flags what comes next, as written in the zone: {@code s}, {@code a}, {@code u} or empty
 * @param service for example {@code SIP+D2U}
 * @param regexp rewriting rule; empty when there is a replacement
 * @param replacement next name without a final dot; empty when there is none
 */
public record NaptrRecord(int order, int preference, String flags, String service, String regexp, String replacement) {}
