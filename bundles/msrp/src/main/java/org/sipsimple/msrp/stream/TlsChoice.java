/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.stream;

import java.security.GeneralSecurityException;
import java.security.KeyStore;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.configuration.FilePath;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.msrp.MsrpException;
import org.sipsimple.msrp.MsrpTls;

/** The certificate an account shows and whom it believes. */
final class TlsChoice {
    private static final char[] PASSWORD = "in memory only".toCharArray();

    private TlsChoice() {}

    /**
     * Reads the files the settings name. It waits for the disk.
     *
     * @throws MsrpException naming the file that cannot be used
     */
    static MsrpTls of(Account account) throws MsrpException {
        SettingsView settings = account.settings();
        FilePath certificate = settings.get(MsrpSettings.CERTIFICATE);
        FilePath authorities = settings.get(MsrpSettings.AUTHORITIES);
        try {
            @Nullable
            KeyStore trusted = authorities.equals(MsrpSettings.NO_FILE)
                    ? null
                    : PemFile.read(authorities.normalized()).authorities();
            MsrpTls tls = certificate.equals(MsrpSettings.NO_FILE)
                    ? MsrpTls.selfSigned(account.id(), trusted)
                    : MsrpTls.of(PemFile.read(certificate.normalized()).identity(PASSWORD), PASSWORD, trusted);
            return settings.get(MsrpSettings.VERIFY) ? tls : tls.withoutVerification();
        } catch (GeneralSecurityException e) {
            throw new MsrpException("TLS of account " + account.id() + " cannot be used: " + e.getMessage(), e);
        }
    }
}
