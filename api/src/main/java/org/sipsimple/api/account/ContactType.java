/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.account;

/** What kind of URI an account gives as its contact; see {@link ContactUris}. GRUUs are those of RFC 5627. */
public enum ContactType {
    /** The address of this machine, as the peer sees it. The seed's {@code NoGRUU}. */
    NO_GRUU,
    /** The registrar's public GRUU and nothing else. The seed's {@code PublicGRUU}. */
    PUBLIC_GRUU,
    /** The registrar's temporary GRUU, which does not tell who we are, and nothing else. The seed's {@code TemporaryGRUU}. */
    TEMPORARY_GRUU,
    /** The public GRUU, and without one the address of this machine. The seed's {@code PublicGRUUIfAvailable}. */
    PUBLIC_GRUU_IF_AVAILABLE,
    /** The temporary GRUU, and without one the address of this machine. The seed's {@code TemporaryGRUUIfAvailable}. */
    TEMPORARY_GRUU_IF_AVAILABLE
}
