/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.message;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.account.AccountServices;
import org.sipsimple.account.DefaultAccountManager;
import org.sipsimple.api.account.AccountNotification;
import org.sipsimple.api.cli.ToolContext;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.Password;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SipAddress;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.MessageOptions;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeaders;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.cli.internal.Json;
import org.sipsimple.filebackend.FileBackend;
import org.sipsimple.filebackend.MemoryBackend;
import org.sipsimple.settings.DefaultSettings;
import org.sipsimple.stream.testkit.FakeEngine;
import org.sipsimple.stream.testkit.FakeLookup;
import org.sipsimple.stream.testkit.InlineThreads;
import org.sipsimple.stream.testkit.RecordedNotifications;

import static org.assertj.core.api.Assertions.assertThat;

class MessageToolTest {
    private static final String ALICE = "alice@example.org";
    private static final Route FIRST = new Route(InetAddress.getLoopbackAddress(), 5061, Transport.UDP);
    private static final Route SECOND = new Route(InetAddress.getLoopbackAddress(), 5062, Transport.UDP);

    @TempDir
    private Path folder;

    private final RecordedNotifications notifications = new RecordedNotifications();
    private final InlineThreads threads = new InlineThreads();
    private final FakeEngine engine = new FakeEngine(notifications, threads.scheduler());
    private final FakeLookup lookup = new FakeLookup();
    private final DefaultAccountManager accounts =
            new DefaultAccountManager(new AccountServices(engine, lookup, notifications, threads, new Random(7)));
    private final CompletableFuture<Void> interruption = new CompletableFuture<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private InputStream in = InputStream.nullInputStream();
    private MessageTool tool;

    @BeforeEach
    void open() throws ConfigurationException {
        lookup.answers(FIRST, SECOND);
        Settings settings = DefaultSettings.open(new MemoryBackend(), notifications, Clock.systemUTC());
        add(settings, ALICE);
        tool = new MessageTool(engine, accounts, lookup, notifications, threads, settings, this::file);
        engine.peerOfMessages(message -> message.peerAnswers(202, "Accepted"));
    }

    private Settings file(Path path) throws ConfigurationException {
        return DefaultSettings.open(new FileBackend(path), notifications, Clock.systemUTC());
    }

    private static void add(Settings where, String id) throws ConfigurationException {
        SettingsObject account = where.addAccount(SipAddress.parse(id));
        account.set(AccountSettings.AUTH_PASSWORD, new Password("s3cret"));
        account.set(AccountSettings.DISPLAY_NAME, "Alice");
        account.set(AccountSettings.SIP_REGISTER, false);
        account.set(AccountSettings.ENABLED, true);
        account.save();
    }

    private int run(String... arguments) {
        return tool.run(new ToolContext(
                List.of(arguments),
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                interruption));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private MessageOptions sent() {
        return engine.messages().get(engine.messages().size() - 1).options();
    }

    @Test
    void sendsWhatIsTypedAndTellsLikeTheGuide() {
        in = new ByteArrayInputStream("zoë\nand more\n".getBytes(StandardCharsets.UTF_8));
        assertThat(run("--account", ALICE, "bob@example.com")).as(complained()).isZero();
        assertThat(sent().body()).isEqualTo(SipBody.of("text/plain", "zoë\nand more"));
        assertThat(sent().credentials().password()).contains("s3cret");
        assertThat(sent().to().uri()).isEqualTo(SipUri.parse("sip:bob@example.com"));
        assertThat(printed())
                .isEqualTo("Using account alice@example.org\n"
                        + "Press Ctrl+D on an empty line to end input and send the MESSAGE request.\n"
                        + "Sending MESSAGE from '" + sent().from().value() + "' to '<sip:bob@example.com>' using proxy "
                        + "127.0.0.1:5061;transport=udp\n"
                        + "MESSAGE was accepted by remote party.\n");
        assertThat(sent().from().value()).contains("Alice").contains("sip:alice@example.org");
    }

    @Test
    void theTextMayBeGivenAndANameIsOfOurDomain() {
        assertThat(run("-m", "hello", "bob")).as(complained()).isZero();
        assertThat(sent().body().text()).isEqualTo("hello");
        assertThat(sent().to().uri()).isEqualTo(SipUri.parse("sip:bob@example.org"));
        assertThat(printed()).doesNotContain("Ctrl+D");
    }

    @Test
    void triesTheNextRouteWhenOneIsDead() {
        engine.peerOfMessages(
                message -> message.peerAnswers(message.options().route().equals(FIRST) ? 503 : 200, "as it is"));
        assertThat(run("--message=hello", "bob@example.com")).isZero();
        assertThat(engine.messages()).hasSize(2);
        assertThat(sent().route()).isEqualTo(SECOND);
        assertThat(printed()).contains("Could not deliver MESSAGE: 503 as it is");
    }

    @ParameterizedTest
    @CsvSource({"404, 4, negative_response, 1", "408, 3, timeout, 2", "503, 7, unreachable, 2"})
    void aFailureIsAnExitCode(int code, int exit, String status, int attempts) {
        engine.peerOfMessages(message -> message.peerAnswers(code, "No"));
        assertThat(run("--json", "-m", "hello", "bob@example.com")).isEqualTo(exit);
        assertThat(engine.messages()).hasSize(attempts);
        assertThat(Json.read(printed()))
                .containsEntry("status", status)
                .containsEntry("reason", "No")
                .containsEntry("account", ALICE)
                .containsEntry("target", "sip:bob@example.com");
        assertThat(complained())
                .contains("Could not deliver MESSAGE: " + code + " No")
                .doesNotContain("s3cret");
    }

    @Test
    void anUnknownDomainIsToldBeforeAnythingIsSent() {
        lookup.answers();
        assertThat(run("-m", "hello", "bob@example.com")).isEqualTo(7);
        assertThat(complained()).isEqualTo("sip-message: cannot find example.com: no such domain\n");
        assertThat(engine.messages()).isEmpty();
    }

    private void whileItWaits(Runnable action) {
        notifications.observe(AccountNotification.class, null, Runnable::run, event -> {
            if (event instanceof AccountNotification.DidActivate) {
                action.run();
            }
        });
    }

    private void comes(String text) {
        notifications.post(new EngineNotification.GotMessage(
                engine,
                threads.time().now(),
                SipUri.parse("sip:alice@example.org"),
                FromHeader.parse("\"Bob\" <sip:bob@example.com>;tag=1"),
                ToHeader.parse("<sip:alice@example.org>"),
                SipHeaders.empty(),
                SipBody.of("text/plain", text)));
    }

    @Test
    void printsTheMessagesThatComeUntilItIsInterrupted() {
        whileItWaits(() -> {
            comes("Testing short\ntext\u001b[2J messages");
            interruption.complete(null);
        });
        assertThat(run("-b")).as(complained()).isZero();
        assertThat(printed())
                .contains("Received MESSAGE from '", "Bob", "', Content-Type: text/plain\nTesting short\ntext")
                .doesNotContain("\u001b", "Ctrl+D");
        assertThat(accounts.accounts()).isEmpty();
    }

    @Test
    void theEndOfTheInputEndsTheWait() {
        in = new ByteArrayInputStream(new byte[] {'\n'});
        whileItWaits(() -> comes("hello"));
        assertThat(run("--json", "-s", "-j", "-n")).as(complained()).isZero();
        assertThat(Json.read(printed()))
                .containsEntry("from", "sip:bob@example.com")
                .containsEntry("text", "hello");
        assertThat(complained()).contains("Press Ctrl+D to stop the program.", "SIPAccountDidActivate");
    }

    @Test
    void anotherFileMayBeNamed() throws ConfigurationException {
        Path other = folder.resolve("other");
        add(file(other), "carol@example.net");
        assertThat(run("--config-file", other.toString(), "--message", "x", "bob"))
                .isZero();
        assertThat(sent().to().uri()).isEqualTo(SipUri.parse("sip:bob@example.net"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nonsense", "-a", "-m x b@@b", "-a nobody@example.org -m x bob", "bob", "a b"})
    void wrongUsageIsExplained(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(complained()).startsWith("sip-message: ").hasLineCount(1);
        assertThat(engine.messages()).isEmpty();
    }

    @Test
    void helpIsNoError() {
        assertThat(run("--help")).isZero();
        assertThat(printed())
                .contains("--account", "--config-file", "--trace-sip", "--trace-pjsip", "--trace-notifications")
                .contains("--batch", "--message", "user@domain");
    }
}
