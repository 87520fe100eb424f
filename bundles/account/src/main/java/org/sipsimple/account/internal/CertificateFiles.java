/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.AccountTls;
import org.sipsimple.api.account.TlsCredentials;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.FilePath;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.SettingsView;

/** The certificate files that settings name, read again when they have changed. Thread-safe. */
final class CertificateFiles implements AccountTls {
    private static final byte[] SIGNED = {1, 2, 3};

    private final Supplier<SettingsView> settings;
    private List<Object> stamp = List.of();
    private @Nullable TlsCredentials known;

    CertificateFiles(Supplier<SettingsView> settings) {
        this.settings = settings;
    }

    @Override
    public synchronized TlsCredentials credentials() throws IOException {
        SettingsView view = settings.get();
        Path own = path(view, AccountSettings.TLS_CERTIFICATE);
        Path trusted = path(view, GeneralSettings.TLS_CA_LIST);
        boolean verify = !Boolean.FALSE.equals(view.get(AccountSettings.TLS_VERIFY_SERVER));
        String password = Objects.requireNonNull(view.get(AccountSettings.TLS_KEY_PASSWORD))
                .secret();
        List<Object> now = new ArrayList<>(List.of(verify, password));
        now.addAll(stamp(own));
        now.addAll(stamp(trusted));
        TlsCredentials current = known;
        if (current == null || !now.equals(stamp)) {
            current = read(own, password, trusted, verify);
            known = current;
            stamp = now;
        }
        return current;
    }

    private static @Nullable Path path(SettingsView view, Setting<FilePath> setting) {
        FilePath path = view.get(setting);
        FilePath directory = Objects.requireNonNull(view.get(GeneralSettings.USER_DATA_DIRECTORY));
        return path == null ? null : path.in(directory);
    }

    private static List<Object> stamp(@Nullable Path file) throws IOException {
        if (file == null) {
            return List.of("none");
        }
        return Files.exists(file)
                ? List.of(file, Files.getLastModifiedTime(file), Files.size(file))
                : List.of(file, "missing");
    }

    private static TlsCredentials read(@Nullable Path own, String password, @Nullable Path trusted, boolean verify)
            throws IOException {
        List<X509Certificate> authorities =
                trusted == null ? List.of() : PemFile.read(trusted).certificates();
        if (own == null) {
            return new TlsCredentials(List.of(), null, authorities, verify);
        }
        PemFile pem = PemFile.read(own);
        List<X509Certificate> chain = pem.certificates();
        PrivateKey key = pem.key(password);
        if (!fit(key, chain.get(0).getPublicKey())) {
            throw pem.problem("has a key that does not belong to its first certificate");
        }
        return new TlsCredentials(chain, key, authorities, verify);
    }

    private static boolean fit(PrivateKey key, PublicKey certified) {
        String algorithm =
                switch (certified.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> certified.getAlgorithm();
                };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(SIGNED);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(SIGNED);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
