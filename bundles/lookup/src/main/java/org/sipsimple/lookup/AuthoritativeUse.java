/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup;

/** When the nameservers of the looked-up domain itself are asked, besides the configured ones. */
public enum AuthoritativeUse {
    /** Never. */
    NEVER,
    /** When no configured nameserver gave a usable answer, as behind routers that cannot do NAPTR or SRV. */
    FALLBACK,
    /** Before the configured ones. This does not see what a split-horizon DNS shows on the inside only. */
    FIRST
}
