/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.register;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.threading.SerialExecutor;
import org.sipsimple.cli.internal.Json;
import org.sipsimple.filebackend.FileBackend;
import org.sipsimple.filebackend.MemoryBackend;
import org.sipsimple.settings.DefaultSettings;
import org.sipsimple.stream.testkit.FakeEngine;
import org.sipsimple.stream.testkit.FakeLookup;
import org.sipsimple.stream.testkit.FakeRegistration;
import org.sipsimple.stream.testkit.InlineThreads;
import org.sipsimple.stream.testkit.RecordedNotifications;

import static org.assertj.core.api.Assertions.assertThat;

class RegisterToolTest {
    private static final String ALICE = "alice@example.org";

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
    private Settings settings;
    private RegisterTool tool;

    @BeforeEach
    void open() throws ConfigurationException {
        lookup.answers(new Route(InetAddress.getLoopbackAddress(), 5061, Transport.UDP));
        settings = DefaultSettings.open(new MemoryBackend(), notifications, Clock.systemUTC());
        tool = new RegisterTool(engine, accounts, notifications, threads, settings, this::file);
    }

    private Settings file(Path path) throws ConfigurationException {
        return DefaultSettings.open(new FileBackend(path), notifications, Clock.systemUTC());
    }

    private static void add(Settings where, String id) throws ConfigurationException {
        SettingsObject account = where.addAccount(SipAddress.parse(id));
        account.set(AccountSettings.AUTH_PASSWORD, new Password("s3cret"));
        account.set(AccountSettings.ENABLED, true);
        account.save();
    }

    /** A registrar that answers each REGISTER in this way, and takes each binding away as it is told. */
    private void registrar(Consumer<FakeRegistration> answer) {
        notifications.observe(AccountNotification.class, null, Runnable::run, event -> {
            if (event instanceof AccountNotification.WillActivate) {
                // once the registrar's address has been looked up
                SerialExecutor account = threads.serial("account-" + event.sender().id());
                account.execute(() -> account.execute(() -> answer.accept(registration())));
            } else if (event instanceof AccountNotification.WillDeactivate
                    && registration().isRegistered()) {
                threads.serial("account-" + event.sender().id())
                        .execute(() -> registration().registrarReleases());
            }
        });
    }

    private FakeRegistration registration() {
        List<FakeRegistration> all = engine.registrations();
        return all.get(all.size() - 1);
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

    @Test
    void registersTheDefaultAccountOnceAndTellsLikeTheGuide() throws ConfigurationException {
        add(settings, ALICE);
        registrar(registration -> registration.registrarAccepts(
                Duration.ofSeconds(600),
                List.of(
                        ContactHeader.parse("<sip:alice@192.0.2.7:5060>;expires=262"),
                        registration.last().contact())));
        assertThat(run()).as(complained()).isZero();
        String contact = registration().last().contact().uri().toString();
        assertThat(printed())
                .isEqualTo("Using account alice@example.org\n"
                        + "Registration succeeded at 127.0.0.1:5061;transport=udp.\n"
                        + "Contact: " + contact + " (expires in 600 seconds).\n"
                        + "Other registered contacts:\n"
                        + "  sip:alice@192.0.2.7:5060 (expires in 262 seconds)\n"
                        + "Registration ended.\n");
        assertThat(accounts.accounts()).isEmpty();
        assertThat(registration().options().credentials().password()).contains("s3cret");
        assertThat(complained()).isEmpty();
    }

    @Test
    void reportsAsJson() throws ConfigurationException {
        add(settings, ALICE);
        registrar(registration -> registration.registrarAccepts(Duration.ofSeconds(60)));
        assertThat(run("--json", "--account-name", ALICE)).isZero();
        assertThat(printed().lines()).hasSize(1);
        assertThat(Json.read(printed().replace(",\"other_contacts\":[]", "")))
                .containsEntry("status", "ok")
                .containsEntry("account", ALICE)
                .containsEntry("registrar", "127.0.0.1:5061;transport=udp")
                .containsKeys("contact", "expires");
        assertThat(complained()).contains("Registration succeeded").doesNotContain("s3cret");
    }

    @Test
    void aRefusalIsAnExitCode() throws ConfigurationException {
        add(settings, ALICE);
        registrar(registration -> registration.fails(401, "Unauthorized"));
        assertThat(run("-a", ALICE)).isEqualTo(8);
        assertThat(complained()).isEqualTo("Registration failed: authentication failed: 401 Unauthorized.\n");
    }

    @Test
    void aRegistrarThatIsNotThereIsAnother() throws ConfigurationException {
        add(settings, ALICE);
        lookup.answers();
        assertThat(run("--json")).isEqualTo(7);
        assertThat(printed()).contains("\"status\":\"unreachable\"", "\"error\":\"DNS lookup failed: no such domain\"");
    }

    @Test
    void staysRegisteredUntilInterruptedWithoutALimit() throws ConfigurationException {
        add(settings, ALICE);
        registrar(registration -> {
            registration.registrarAccepts(Duration.ofSeconds(60));
            registration.expiresSoon(Duration.ofSeconds(30));
            registration.registrarAccepts(Duration.ofSeconds(60));
            interruption.complete(null);
        });
        assertThat(run("--max-registers=0")).isZero();
        assertThat(printed()).contains("Registration ended.").containsOnlyOnce("Using account");
        assertThat(registration().requests()).hasSize(3);
    }

    @Test
    void theEndOfTheInputEndsIt() throws ConfigurationException {
        add(settings, ALICE);
        in = new ByteArrayInputStream(new byte[] {'\n'});
        registrar(registration -> registration.registrarAccepts(Duration.ofSeconds(60)));
        assertThat(run("-r", "0")).isZero();
    }

    @Test
    void anotherFileMayBeNamed() throws ConfigurationException, IOException {
        Path other = folder.resolve("other");
        add(file(other), "bob@example.org");
        registrar(registration -> registration.registrarAccepts(Duration.ofSeconds(60)));
        assertThat(run("-c", other.toString())).as(complained()).isZero();
        assertThat(printed()).startsWith("Using account bob@example.org\n");
        Files.writeString(other, "torn");
        assertThat(run("-c", other.toString())).isEqualTo(2);
        assertThat(complained()).contains(other + ", line 1");
    }

    @Test
    void tracesOnRequest() throws ConfigurationException {
        add(settings, ALICE);
        registrar(registration -> registration.registrarAccepts(Duration.ofSeconds(60)));
        assertThat(run("-s", "-j", "--trace-notifications")).isZero();
        assertThat(complained()).contains("SIPAccountRegistrationDidSucceed").doesNotContain("s3cret");
    }

    @Test
    void withoutAnAccountItSaysWhatToDo() {
        assertThat(run()).isEqualTo(2);
        assertThat(complained()).contains("sip-settings -a add");
        assertThat(run("-a", "nobody@example.org")).isEqualTo(2);
        assertThat(complained()).contains("there is no account nobody@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--max-registers=x", "-r -1", "--nonsense", "-a"})
    void wrongUsageIsExplained(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(complained()).startsWith("sip-register: ");
    }

    @Test
    void helpIsNoError() {
        assertThat(run("--help")).isZero();
        assertThat(printed()).contains("--account-name", "--trace-sip", "--trace-pjsip", "--max-registers");
    }
}
