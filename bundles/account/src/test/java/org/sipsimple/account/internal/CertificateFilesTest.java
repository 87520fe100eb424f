/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sipsimple.api.account.TlsCredentials;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.FilePath;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.Password;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.SettingKey;
import org.sipsimple.api.configuration.SettingsView;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** With files made by openssl, as users make them. */
class CertificateFilesTest {
    @TempDir
    private Path folder;

    private final Map<String, Object> values = new HashMap<>();
    private final CertificateFiles files = new CertificateFiles(() -> new SettingsView() {
        @Override
        public <T> T get(SettingKey<T> key) {
            return key.type().cast(values.getOrDefault(key.path(), key.defaultValue()));
        }

        @Override
        @SuppressWarnings("unchecked") // the test stores values of the settings' types
        public <T> @Nullable T get(Setting<T> setting) {
            return (T) values.getOrDefault(setting.path(), setting.defaultValue());
        }
    });

    @BeforeEach
    void dataLiesInTheFolder() {
        values.put(GeneralSettings.USER_DATA_DIRECTORY.path(), new FilePath(folder.toString()));
    }

    private void openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private void selfSigned(String key, String certificate, String... newKey) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("req", "-x509", "-nodes", "-subj", "/CN=alice", "-days", "2"));
        arguments.addAll(List.of("-keyout", key, "-out", certificate));
        arguments.addAll(List.of(newKey));
        openssl(arguments.toArray(String[]::new));
    }

    private void own(String... parts) throws IOException {
        StringBuilder text = new StringBuilder("a comment\n");
        for (String part : parts) {
            text.append(Files.readString(folder.resolve(part)));
        }
        Files.writeString(folder.resolve("own.pem"), text);
        values.put(AccountSettings.TLS_CERTIFICATE.path(), new FilePath("own.pem"));
    }

    @Test
    void withoutFilesThePlatformDecides() throws IOException, GeneralSecurityException {
        TlsCredentials credentials = files.credentials();
        assertThat(credentials.chain()).isEmpty();
        assertThat(credentials.key()).isEmpty();
        assertThat(credentials.authorities()).isEmpty();
        assertThat(credentials.verifyPeer()).isTrue();
        assertThat(credentials.keyStore("x".toCharArray())).isEmpty();
        assertThat(credentials.trustStore()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rsa:2048, pkey, RSA",
        "rsa:2048, rsa, RSA",
        "ec -pkeyopt ec_paramgen_curve:prime256v1, pkey, EC",
        "ec -pkeyopt ec_paramgen_curve:secp384r1, ec, EC",
        "ed25519, pkey, EdDSA"
    })
    void readsKeysInTheFormsThatOpensslWrites(String kind, String form, String algorithm)
            throws IOException, InterruptedException, GeneralSecurityException {
        selfSigned("key.pem", "certificate.pem", ("-newkey " + kind).split(" "));
        if (form.equals("pkey")) {
            openssl(form, "-in", "key.pem", "-out", "form.pem");
        } else {
            openssl("pkey", "-in", "key.pem", "-traditional", "-out", "form.pem");
        }
        assertThat(Files.readString(folder.resolve("form.pem")))
                .startsWith(form.equals("pkey") ? "-----BEGIN PRIVATE" : "-----BEGIN " + form.toUpperCase(Locale.ROOT));
        own("form.pem", "certificate.pem");
        TlsCredentials credentials = files.credentials();
        assertThat(credentials.key().orElseThrow().getAlgorithm()).isEqualTo(algorithm);
        assertThat(credentials.chain()).hasSize(1);
        KeyStore store = credentials.keyStore("x".toCharArray()).orElseThrow();
        assertThat(store.size()).isEqualTo(1);
        assertThat(credentials.toString()).contains("CN=alice").doesNotContain("PRIVATE");
    }

    @ParameterizedTest
    @CsvSource({
        "rsa:2048, pkcs8 -topk8 -v2 aes-256-cbc, ENCRYPTED PRIVATE KEY",
        "rsa:2048, pkcs8 -topk8 -v2 aes-128-cbc -v2prf hmacWithSHA1, ENCRYPTED PRIVATE KEY",
        "rsa:2048, pkey -traditional -aes128, RSA PRIVATE KEY",
        "ec -pkeyopt ec_paramgen_curve:prime256v1, pkcs8 -topk8 -scrypt, ENCRYPTED PRIVATE KEY",
        "ec -pkeyopt ec_paramgen_curve:prime256v1, pkey -traditional -aes256, EC PRIVATE KEY"
    })
    void opensKeysThatAPasswordProtects(String kind, String form, String label)
            throws IOException, InterruptedException {
        selfSigned("key.pem", "certificate.pem", ("-newkey " + kind).split(" "));
        openssl((form + " -in key.pem -passout pass:secret -out form.pem").split(" "));
        assertThat(Files.readString(folder.resolve("form.pem"))).startsWith("-----BEGIN " + label);
        own("form.pem", "certificate.pem");
        refused("tls.key_password is not set");
        values.put(AccountSettings.TLS_KEY_PASSWORD.path(), new Password("wrong"));
        refused("does not open");
        values.put(AccountSettings.TLS_KEY_PASSWORD.path(), new Password("secret"));
        TlsCredentials credentials = files.credentials();
        assertThat(credentials.key()).isPresent();
        assertThat(credentials.toString()).doesNotContain("secret");
    }

    @Test
    void readsAuthoritiesAndFilesThatHaveChanged() throws IOException, InterruptedException, GeneralSecurityException {
        selfSigned("key.pem", "one.pem", "-newkey", "rsa:2048");
        selfSigned("key.pem", "two.pem", "-newkey", "rsa:2048");
        Path list = folder.resolve("list.pem");
        Files.copy(folder.resolve("one.pem"), list);
        values.put(GeneralSettings.TLS_CA_LIST.path(), new FilePath(list.toString()));
        values.put(AccountSettings.TLS_VERIFY_SERVER.path(), false);
        TlsCredentials first = files.credentials();
        assertThat(first.authorities()).hasSize(1);
        assertThat(first.verifyPeer()).isFalse();
        assertThat(files.credentials()).as("not read twice").isSameAs(first);
        Files.writeString(
                list, Files.readString(folder.resolve("one.pem")) + Files.readString(folder.resolve("two.pem")));
        Files.setLastModifiedTime(list, FileTime.fromMillis(1_000));
        assertThat(files.credentials().authorities()).hasSize(2);
        assertThat(files.credentials().trustStore().orElseThrow().size()).isEqualTo(2);
    }

    @Test
    void saysWhatIsWrongWithAFileAndNothingOfItsContents() throws IOException, InterruptedException {
        selfSigned("key.pem", "certificate.pem", "-newkey", "rsa:2048");
        selfSigned("other.pem", "other-certificate.pem", "-newkey", "rsa:2048");
        openssl("pkey", "-in", "key.pem", "-aes256", "-passout", "pass:secret", "-out", "protected.pem");

        own("certificate.pem");
        refused("has no private key");
        own("key.pem");
        refused("has no certificate");
        own("other.pem", "certificate.pem");
        refused("does not belong");
        own("protected.pem", "certificate.pem");
        refused("password");
        Files.writeString(folder.resolve("own.pem"), "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
        refused("damaged certificate");
        Files.writeString(
                folder.resolve("own.pem"),
                Files.readString(folder.resolve("certificate.pem"))
                        + "-----BEGIN EC PRIVATE KEY-----\nMIIB\n-----END EC PRIVATE KEY-----\n");
        refused("damaged private key");
        Files.writeString(folder.resolve("own.pem"), "-----BEGIN CERTIFICATE-----\nMIIB\n");
        refused("damaged");
        Files.writeString(folder.resolve("own.pem"), "nothing of use");
        refused("has no certificate");
        Files.delete(folder.resolve("own.pem"));
        refused("does not exist");
    }

    private void refused(String reason) {
        assertThatThrownBy(files::credentials)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve("own.pem").toString())
                .hasMessageContaining(reason)
                .hasMessageNotContaining("MII")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("wrong");
    }
}
