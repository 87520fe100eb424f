/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.xcap;

import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.account.Account;

/** Makes XCAP clients. Thread-safe. */
@ProviderType
public interface XcapClientFactory {

    /**
     * A client of that server; nothing is sent before its first request.
     *
     * @throws IllegalArgumentException when the TLS credentials are of a kind that the platform cannot use
     */
    XcapClient open(XcapOptions options);

    /**
     * A client for an account: with its address, credentials and certificates, at the setting {@code xcap.xcap_root} or,
     * where that is not set, at the root that the DNS names for its domain.
     *
     * @return fails with a {@link org.sipsimple.api.lookup.LookupException} when the DNS names none, and with
     *     {@link XcapException.TlsFailure} when the account's certificate files cannot be used
     */
    CompletionStage<XcapClient> open(Account account);
}
