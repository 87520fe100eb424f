/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.settings;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.cli.ToolContext;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.filebackend.FileBackend;
import org.sipsimple.settings.DefaultSettings;
import org.sipsimple.stream.testkit.RecordedNotifications;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsToolTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path file;
    private SettingsTool tool;

    @BeforeEach
    void open() throws ConfigurationException {
        file = directory.resolve("config");
        tool = new SettingsTool(open(file), SettingsToolTest::open);
    }

    private static Settings open(Path file) throws ConfigurationException {
        return DefaultSettings.open(new FileBackend(file), new RecordedNotifications(), Clock.systemUTC());
    }

    @Test
    void aNewcomerAddsAnAccount() throws Exception {
        assertThat(run("-a", "add", "alice@example.com", "-s3cret")).isZero();
        assertThat(run("-a", "add", "bob@example.com", "--", "-a")).isZero();
        assertThat(Files.readString(file)).contains("password = -a\n");
        assertThat(run("-a", "delete", "bob@example.com")).isZero();
        assertThat(run("-a", "default", "alice@example.com")).isZero();
        assertThat(file)
                .hasContent(
                        "Accounts:\n    alice@example.com:\n        enabled = true\n        auth:\n            password = -s3cret\n\n\n\nSIPSimpleSettings:\n    default_account = alice@example.com\n\n");
        assertThat(printed("--account", "list")).isEqualTo("alice@example.com (default)\n");
        assertThat(printed("--account", "list", "--json"))
                .isEqualTo("{\"id\":\"alice@example.com\",\"enabled\":true,\"default\":true}\n");
        assertThat(run("-a", "add", "alice@example.com", "x")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("there is an account alice@example.com already");
    }

    @Test
    void showsAllSettingsButNoPassword() {
        run("-a", "add", "alice@example.com", "s3cret");
        assertThat(printed("-a", "show", "ALL"))
                .startsWith("Account alice@example.com:\n    display_name =\n    enabled = true\n    audio:\n")
                .contains("        password = ********\n", "    registration:\n        interval = 600\n")
                .doesNotContain("s3cret");
        assertThat(printed("--json", "-a", "show", "alice@example.com"))
                .startsWith("{\"id\":\"alice@example.com\",\"settings\":{")
                .contains("\"auth.password\":\"********\"", "\"display_name\":null", "\"registration.interval\":600");
        assertThat(printed("-g", "show")).contains("        transport_list = tls, tcp, udp\n");
        assertThat(printed("-g", "show", "--json")).contains("\"sip.transport_list\":[\"tls\",\"tcp\",\"udp\"]");
    }

    @Test
    void setsSeveralSettingsOrNone() throws Exception {
        assertThat(run("-g", "set", "sip.udp_port=5080", "sip.transport_list=tcp,udp"))
                .isZero();
        assertThat(Files.readString(file)).contains("udp_port = 5080").contains("transport_list = tcp, udp");
        assertThat(run("-g", "set", "sip.udp_port=DEFAULT", "rtp.port_range=1-0"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("rtp.port_range: 1-0 is no port range");
        assertThat(Files.readString(file)).contains("udp_port = 5080");
        assertThat(run("-g", "set", "sip.udp_port=DEFAULT", "tls.ca_list=")).isZero();
        assertThat(Files.readString(file)).doesNotContain("udp_port");
        assertThat(run("-g", "set", "no.such=1")).isEqualTo(1);
    }

    @Test
    void setsAndDeletesOneAccountOrAll() throws Exception {
        run("-a", "add", "a@example.com", "x");
        run("-a", "add", "b@example.com", "x");
        assertThat(run("-a", "set", "enabled=false")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("there is no default account");
        assertThat(run("-a", "default", "a@example.com")).isZero();
        assertThat(run("-a", "set", "display_name=A")).isZero();
        assertThat(run("-a", "set", "ALL", "sip.register=no")).isZero();
        assertThat(run("-a", "set", "b@example.com", "enabled=false")).isZero();
        assertThat(printed("-a", "list")).isEqualTo("a@example.com (default)\nb@example.com (disabled)\n");
        assertThat(run("-a", "delete", "a@example.com")).isZero();
        assertThat(Files.readString(file)).doesNotContain("a@example.com");
        assertThat(run("-a", "delete", "a@example.com")).isEqualTo(1);
        assertThat(run("-a", "delete", "ALL")).isZero();
        assertThat(printed("-a", "list")).isEmpty();
    }

    @Test
    void anotherFileMayBeNamed() throws Exception {
        Path other = directory.resolve("other");
        assertThat(run("--config-file=" + other, "--general", "set", "user_agent=Mine"))
                .isZero();
        assertThat(other).hasContent("SIPSimpleSettings:\n    user_agent = Mine\n\n");
        assertThat(file).doesNotExist();
        Files.writeString(other, "torn");
        assertThat(run("-c", other.toString(), "-g", "show")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(other + ", line 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "show",
                "-a",
                "-a -g show",
                "-x",
                "-a nonsense",
                "-g list",
                "-c",
                "-a add",
                "-g set",
                "-g set x"
            })
    void wrongUsageIsExplained(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage: sip-settings");
    }

    @Test
    void helpIsNoError() {
        assertThat(printed("--help")).startsWith("Usage: sip-settings [--general|--account] [options] command");
    }

    private String printed(String... arguments) {
        out.reset();
        assertThat(run(arguments)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private int run(String... arguments) {
        return tool.run(new ToolContext(
                List.of(arguments),
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new CompletableFuture<>()));
    }
}
