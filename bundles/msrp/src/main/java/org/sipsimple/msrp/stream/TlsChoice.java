/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.stream;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountTls;
import org.sipsimple.api.account.TlsCredentials;
import org.sipsimple.msrp.MsrpException;
import org.sipsimple.msrp.MsrpTls;

/** The certificate an account shows and whom it believes. */
final class TlsChoice {
    private static final char[] PASSWORD = "in memory only".toCharArray();

    private TlsChoice() {}

    /**
     * Reads the files the account's settings name; an account without a certificate gets one of our making. It waits for
     * the disk.
     *
     * @throws MsrpException naming the file that cannot be used
     */
    static MsrpTls of(Account account) throws MsrpException {
        try {
            Optional<AccountTls> files = account.facet(AccountTls.class);
            if (files.isEmpty()) {
                return MsrpTls.selfSigned(account.id());
            }
            TlsCredentials credentials = files.get().credentials();
            @Nullable KeyStore trusted = credentials.trustStore().orElse(null);
            Optional<KeyStore> own = credentials.keyStore(PASSWORD);
            MsrpTls tls = own.isPresent()
                    ? MsrpTls.of(own.get(), PASSWORD, trusted)
                    : MsrpTls.selfSigned(account.id(), trusted);
            return credentials.verifyPeer() ? tls : tls.withoutVerification();
        } catch (IOException | GeneralSecurityException e) {
            throw new MsrpException("TLS of account " + account.id() + " cannot be used: " + e.getMessage(), e);
        }
    }
}
