/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.osgi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.itests.osgi.ToolProcess.Run;
import org.sipsimple.testing.peers.KamailioExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What the README tells a newcomer to type, against a real registrar; none of the tools has a standard input. */
class NewcomerIT {
    private static final String ALICE = "alice@" + KamailioExtension.DOMAIN;

    @RegisterExtension
    static final KamailioExtension KAMAILIO = new KamailioExtension();

    @TempDir
    static Path typedBefore;

    @TempDir
    Path home;

    private String done(String... words) throws IOException, InterruptedException {
        Run run = ToolProcess.run(home, words);
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.err()).isEmpty();
        return run.out();
    }

    /** Adds the account by what the README says, once for each transport; later by what that has left in the file. */
    private void addAlice(String transport) throws IOException, InterruptedException {
        Path config = home.resolve(".sipclient/config");
        Path saved = typedBefore.resolve(transport);
        if (Files.exists(saved)) {
            Files.createDirectories(config.getParent());
            Files.copy(saved, config);
            return;
        }
        assertThat(done("sip-settings", "-a", "add", ALICE, KamailioExtension.password("alice")))
                .isEqualTo("added " + ALICE + "\n");
        String proxy = "127.0.0.1:" + KAMAILIO.port(transport) + ";transport=" + transport;
        assertThat(done("sip-settings", "-a", "set", ALICE, "sip.outbound_proxy=" + proxy))
                .isEqualTo("saved " + ALICE + "\n");
        done(
                "sip-settings",
                "-g",
                "set",
                "tls.ca_list=" + KAMAILIO.certificates().authority());
        Files.copy(config, saved);
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    void addsAnAccountLooksAtItAndRegisters(String transport) throws IOException, InterruptedException {
        addAlice(transport);
        assertThat(done("sip-settings", "-a", "default", ALICE)).isEqualTo(ALICE + " is the default account\n");
        assertThat(done("sip-settings", "-a", "show"))
                .startsWith("Account " + ALICE + ":\n")
                .contains("password = ********", "transport=" + transport)
                .doesNotContain("alice-secret");
        assertThat(home.resolve(".sipclient/config")).content().contains("alice-secret");
        assertThat(done("sip-register"))
                .matches("Using account " + ALICE + "\nRegistration succeeded at 127\\.0\\.0\\.1:"
                        + KAMAILIO.port(transport) + ";transport=" + transport
                        + "\\.\nContact: sip:[a-z]{8}@[^ ]+ \\(expires in 600 seconds\\)\\.\nRegistration ended\\.\n");
    }

    @Test
    void aMessageFindsItsWay() throws IOException, InterruptedException {
        addAlice("tcp");
        try (ToolProcess waiting = ToolProcess.start(home, "sip-message", "--batch")) {
            waiting.awaitOutput(Pattern.compile("Registered contact"));
            assertThat(done("sip-message", "--message", "Testing short messages", ALICE))
                    .endsWith("MESSAGE was accepted by remote party.\n");
            waiting.awaitOutput(
                    Pattern.compile("Received MESSAGE from '<sip:alice@.*>.*'.*\nTesting short messages\n"));
            waiting.interrupt();
            assertThat(waiting.end().code()).isZero();
        }
    }

    @Test
    void programsReadTheOutcomeAsJson() throws IOException, InterruptedException {
        addAlice("udp");
        Run run = ToolProcess.run(home, "sip-register", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("{\"status\":\"ok\",\"exit_code\":0,\"account\":\"" + ALICE + "\",")
                .contains("\"expires\":600,\"other_contacts\":[]");
    }

    @Test
    void aWrongPasswordIsAnExitCodeAndNoSecret() throws IOException, InterruptedException {
        addAlice("udp");
        done("sip-settings", "-a", "set", ALICE, "auth.password=not-the-one");
        Run run = ToolProcess.run(home, "sip-register", "-a", ALICE, "--trace-notifications");
        assertThat(run.code()).as(run.err()).isEqualTo(8);
        assertThat(run.err()).contains("401 Unauthorized");
        assertThat(run.out() + run.err()).doesNotContain("not-the-one");
    }

    @Test
    void audioSessionsUseTheAccountOfTheFileThatIsNamed() throws IOException, InterruptedException {
        addAlice("udp");
        Path other = home.resolve("other-file");
        Files.move(home.resolve(".sipclient/config"), other);
        Run run = ToolProcess.run(
                home, "sip-audio-session", "-S", "-b", "-c", other.toString(), "-a", ALICE, "sip:nobody@test.example");
        assertThat(run.out()).contains("Using account " + ALICE, "Initiating SIP audio session from 'sip:" + ALICE);
        assertThat(run.code()).as(run.err()).isEqualTo(4);
        assertThat(run.err()).contains("480");
        assertThat(ToolProcess.run(home, "sip-audio-session", "-a", ALICE).code())
                .isEqualTo(2);
    }

    @Test
    void aDaemonRunsInTheBackgroundUntilItIsEnded() throws IOException, InterruptedException {
        addAlice("udp");
        Path pidFile = home.resolve("daemon.pid");
        assertThat(done("sip-audio-session", "--daemonize", "-a", ALICE, "--pid-file", pidFile.toString()))
                .contains("its process id is in " + pidFile);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(pidFile) || Files.size(pidFile) == 0) {
            assertThat(System.nanoTime()).as("it does not start").isLessThan(end);
            Thread.onSpinWait();
        }
        ProcessHandle daemon = ProcessHandle.of(
                        Long.parseLong(Files.readString(pidFile).strip()))
                .orElseThrow();
        assertThat(daemon.destroy()).isTrue();
        assertThat(daemon.onExit()).succeedsWithin(Duration.ofSeconds(60));
        assertThat(pidFile).doesNotExist();
    }
}
