/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.lookup;

/**
 * One SRV record (RFC 2782).
 *
 * @param priority the lowest goes first
 * @param weight share of the traffic among records of one priority
 * @param port where the service listens
 * @param target host name without a final dot; empty when the domain says that it does not offer the service
 */
public record SrvRecord(int priority, int weight, int port, String target) {}
