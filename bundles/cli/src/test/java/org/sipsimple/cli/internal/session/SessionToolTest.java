/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sipsimple.account.AccountServices;
import org.sipsimple.account.DefaultAccountManager;
import org.sipsimple.api.cli.ToolContext;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SipAddress;
import org.sipsimple.cli.internal.call.ExitStatus;
import org.sipsimple.filebackend.MemoryBackend;
import org.sipsimple.session.DefaultMediaStreamRegistry;
import org.sipsimple.session.DefaultSessionManager;
import org.sipsimple.session.SessionServices;
import org.sipsimple.session.SessionTimers;
import org.sipsimple.settings.DefaultSettings;
import org.sipsimple.stream.testkit.FakeEngine;
import org.sipsimple.stream.testkit.FakeLookup;
import org.sipsimple.stream.testkit.FakeMedia;
import org.sipsimple.stream.testkit.FakeStreamFactory;
import org.sipsimple.stream.testkit.InlineThreads;
import org.sipsimple.stream.testkit.RecordedNotifications;

import static org.assertj.core.api.Assertions.assertThat;

/** The tool from its arguments to its exit code. */
class SessionToolTest {
    private final RecordedNotifications notifications = new RecordedNotifications();
    private final InlineThreads threads = new InlineThreads();
    private final FakeEngine engine = new FakeEngine(notifications, threads.scheduler());
    private final FakeLookup lookup = new FakeLookup();
    private final FakeMedia media = new FakeMedia(notifications, threads.scheduler());
    private final CompletableFuture<Void> interruption = new CompletableFuture<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private SessionTool tool;

    @BeforeEach
    void open() throws ConfigurationException {
        DefaultMediaStreamRegistry registry = new DefaultMediaStreamRegistry();
        registry.add(new FakeStreamFactory("audio", notifications, threads.scheduler()));
        DefaultAccountManager accounts =
                new DefaultAccountManager(new AccountServices(engine, lookup, notifications, threads, new Random(7)));
        DefaultSessionManager sessions = new DefaultSessionManager(
                new SessionServices(engine, registry, notifications, threads, new Random(1), SessionTimers.DEFAULT),
                accounts);
        Settings settings = DefaultSettings.open(new MemoryBackend(), notifications, Clock.systemUTC());
        SettingsObject account = settings.addAccount(SipAddress.parse("alice@example.org"));
        account.set(AccountSettings.SIP_REGISTER, false);
        account.set(AccountSettings.ENABLED, true);
        account.save();
        tool = new SessionTool(
                engine,
                accounts,
                sessions,
                registry,
                null, // nothing is played here
                media,
                media,
                lookup,
                notifications,
                threads,
                settings,
                file -> {
                    throw new ConfigurationException(file + ", line 1: torn");
                });
    }

    private int run(String input, String... arguments) {
        return tool.run(new ToolContext(
                List.of(arguments),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                interruption));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void doesWhatIsPipedInAndEndsWithIt() {
        assertThat(run("/sessions\n/nonsense\n/help")).isZero();
        assertThat(printed())
                .startsWith(
                        """
                        Available audio input devices: None, system_default
                        Available audio output devices: None, system_default
                        Using audio input device: None
                        Using audio output device: None
                        Using account alice@example.org
                        """)
                .contains("Type /help to see a list", "There are no connected sessions", "Unknown command /nonsense")
                .contains("General commands:", "In call commands:");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void programsGetLinesOfJson() {
        assertThat(run("/sessions\n/quit\n/help\n", "--json", "-S")).isZero();
        assertThat(printed().lines())
                .containsSubsequence(
                        "{\"event\":\"account\",\"text\":\"Using account alice@example.org\","
                                + "\"account\":\"alice@example.org\"}",
                        "{\"event\":\"sessions\",\"text\":\"There are no connected sessions\",\"count\":0}",
                        "{\"event\":\"quit\",\"exit_code\":0}")
                .allMatch(line -> line.startsWith("{\"event\":") && line.endsWith("}"))
                .noneMatch(line -> line.contains("\"help\""));
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("There are no connected sessions");
    }

    @Test
    void callsWhomTheArgumentsName() {
        assertThat(run("/wait\n", "-S", "bob")).isEqualTo(ExitStatus.UNREACHABLE.code());
        assertThat(printed()).contains("Call to sip:bob@example.org failed: DNS lookup error");
        assertThat(lookup.asked()).singleElement().hasToString("sip:bob@example.org");
    }

    @Test
    void withoutInputItWaitsUntilItIsInterrupted() {
        interruption.complete(null);
        assertThat(run("", "-S")).isEqualTo(ExitStatus.INTERRUPTED.code());
    }

    @ParameterizedTest
    @CsvSource({
        "--auto-answer=-1, times must not be negative",
        "-c torn, 'torn, line 1'",
        "-a nobody, there is no account nobody",
        "a@b@c, Illegal SIP address",
        "--no-such-option, Unknown option"
    })
    void aMistakeIsOneClearLine(String arguments, String said) {
        assertThat(run("", (arguments + " -S").split(" "))).isEqualTo(ExitStatus.USAGE.code());
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(said).containsOnlyOnce("\n");
    }
}
