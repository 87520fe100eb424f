/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.cli.ToolContext;
import org.sipsimple.lookup.LookupSettings;

import static org.assertj.core.api.Assertions.assertThat;

class DiagToolTest {
    @RegisterExtension
    static final Bind BIND = new Bind();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Void> interruption = new CompletableFuture<>();

    private int run(LookupSettings settings, String... arguments) {
        try (Fixture fixture = new Fixture(settings)) {
            DiagTool tool = new DiagTool(fixture.services.lookup(), fixture.services.manager());
            assertThat(tool.name()).isEqualTo("sip-diag");
            return tool.run(new ToolContext(
                    List.of(arguments), InputStream.nullInputStream(), stream(out), stream(err), interruption));
        }
    }

    private int run(String... arguments) {
        return run(Fixture.plain(BIND.address()), arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void showsEachStepAndTheTargetsInOrder() {
        assertThat(run("resolve", "bob@test.example")).isZero();
        assertThat(printed().replaceAll("[0-9]+\\.[0-9] ms from 127.0.0.1:[0-9]+", "MS"))
                .startsWith("Looking for the SIP proxy of sip:bob@test.example\nTransports: tls, tcp, udp\n")
                .contains(
                        "NAPTR test.example  (MS)\n",
                        "    10 50 \"s\" \"SIPS+D2T\" \"\" _sips._tcp.test.example.  (300 s)\n",
                        "SRV _sips._tcp.test.example  (came along with an earlier answer)\n",
                        "    10 50 15061 sip.test.example.  (300 s)\n",
                        "3 targets, to be tried in this order:\n"
                                + "  1. TLS to 192.0.2.10:15061, certificate of test.example\n"
                                + "  2. TCP to 192.0.2.10:15060\n"
                                + "  3. UDP to 192.0.2.10:15062\n");
        assertThat(err.size()).isZero();
    }

    @Test
    void showsAliasesAndWhatDoesNotExist() {
        assertThat(run("resolve", "away.test.example", "--transports", "udp")).isZero();
        assertThat(printed())
                .contains("    away.test.example. is an alias of sip.hosting.example.  (300 s)\n")
                .contains("SRV _sip._udp.away.test.example")
                .contains("    does not exist\n")
                .contains("One target:\n  1. UDP to 198.51.100.1:5060\n");
    }

    @Test
    void showsOtherServers() {
        assertThat(run("resolve", "test.example", "--service", "stun")).isZero();
        assertThat(printed()).contains("1. 192.0.2.20:13478 (stun.test.example)");
        assertThat(run("resolve", "bob@test.example", "--service", "xcap")).isZero();
        assertThat(printed()).contains("https://xcap.test.example/xcap-root");
    }

    @Test
    void saysWhyNothingWasFound() {
        assertThat(run("resolve", "nobody@no-such-host.test.example")).isEqualTo(1);
        assertThat(printed())
                .contains("Nothing found: the DNS has nothing to use for sip:nobody@no-such-host.test.example");
        assertThat(run("resolve", "bob@broken.example")).isEqualTo(1);
        assertThat(printed())
                .containsPattern("\n    failed: 127.0.0.1:[0-9]+ answered SERVFAIL\n")
                .contains("Nothing found: there was no answer to the failed questions");
    }

    @Test
    void endsWhenInterrupted() throws IOException {
        interruption.complete(null);
        try (FaultyServer silent = FaultyServer.silent()) {
            assertThat(run(Fixture.plain(silent.address()), "resolve", "bob@test.example"))
                    .isEqualTo(1);
        }
    }

    @Test
    void keepsPasswordsToItself() {
        assertThat(run("resolve", "sip:bob:secret@192.0.2.1")).isZero();
        assertThat(printed()).contains("sip:bob@192.0.2.1").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "explain bob@test.example",
                "resolve",
                "resolve a@b c@d",
                "resolve bob@",
                "resolve bob@test.example --transports",
                "resolve bob@test.example --transports pigeon",
                "resolve bob@test.example --service coffee",
                "resolve bob@test.example --timeout 0",
                "resolve bob@test.example --lifetime soon",
                "resolve --fast bob@test.example"
            })
    void saysWhatIsWrongWithItsArguments(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("sip-diag: ")
                .contains("usage: sip-diag resolve");
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "resolve --help"})
    void explainsItselfWhenAsked(String line) {
        assertThat(run(line.split(" "))).isZero();
        assertThat(printed()).startsWith("usage: sip-diag resolve");
        assertThat(err.size()).isZero();
    }

    @Test
    void takesTimesOnTheCommandLine() throws IOException {
        try (FaultyServer silent = FaultyServer.silent()) {
            assertThat(run(
                            Fixture.plain(silent.address()),
                            "resolve",
                            "bob@test.example",
                            "--timeout",
                            "0.2",
                            "--lifetime",
                            "0.3"))
                    .isEqualTo(1);
            assertThat(printed()).contains("did not answer in 200 ms").contains("the lookup's time is up");
        }
    }
}
