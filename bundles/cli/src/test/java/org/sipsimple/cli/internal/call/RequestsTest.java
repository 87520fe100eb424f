/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.Password;
import org.sipsimple.api.configuration.SettingKey;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SipAddress;
import org.sipsimple.api.configuration.SipProxyAddress;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.filebackend.MemoryBackend;
import org.sipsimple.settings.DefaultSettings;
import org.sipsimple.stream.testkit.RecordedNotifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RequestsTest {
    private static AudioSessionArguments parsed(String... words) {
        AudioSessionArguments arguments = new AudioSessionArguments();
        SipAudioSessionTool.commandLine(arguments).parseArgs(words);
        return arguments;
    }

    private static Requests requests(String... words) throws ToolFailure {
        return Requests.of(parsed(words), null, null);
    }

    @Test
    void anAccountRegistersWhenItWaitsForCalls() throws ToolFailure {
        Requests waiting = requests("--user", "alice@example.com", "--password", "secret");
        assertThat(waiting.registers()).isTrue();
        AccountOptions account = waiting.accountOptions("192.0.2.1");
        assertThat(account.uri()).hasToString("sip:alice@example.com");
        assertThat(account.credentials().password()).contains("secret");
        assertThat(requests("-u", "alice@example.com", "bob").registers()).isFalse();
        assertThat(requests("-u", "alice@example.com", "--register", "bob").registers())
                .isTrue();
        assertThat(requests("-u", "alice@example.com", "--no-register").registers())
                .isFalse();
    }

    @Test
    void aUserWithoutDomainTakesDirectCalls() throws ToolFailure {
        Requests direct = requests("--user", "bob");
        assertThat(direct.registers()).isFalse();
        assertThat(direct.accountOptions("192.0.2.1").uri()).hasToString("sip:bob@192.0.2.1");
    }

    @Test
    void aPlainNameIsLookedForInTheAccountsDomain() throws ToolFailure {
        assertThat(requests("-u", "alice@example.com", "bob").target()).hasToString("sip:bob@example.com");
        assertThat(requests("example.com").target()).hasToString("sip:example.com");
    }

    @Test
    void thePasswordMayComeFromTheEnvironment() throws ToolFailure {
        AudioSessionArguments arguments = parsed("-u", "alice@example.com");
        assertThat(Requests.of(arguments, null, "from-there").credentials().password())
                .contains("from-there");
    }

    @Test
    void tracesAreOffUnlessAskedFor() throws ToolFailure {
        EngineOptions quiet = requests().engineOptions();
        assertThat(quiet.traceSip()).isFalse();
        assertThat(quiet.logLevel()).isEqualTo(1);
        EngineOptions loud = requests("--trace-sip", "--trace-pjsip").engineOptions();
        assertThat(loud.traceSip()).isTrue();
        assertThat(loud.logLevel()).isEqualTo(5);
        assertThat(parsed("-n").trace.notifications).isTrue();
        assertThat(parsed("--trace-sip").trace.sip).isTrue();
        assertThat(parsed("--trace-pjsip").trace.pjsip).isTrue();
    }

    @Test
    void timesMayBeLeftOut() {
        assertThat(parsed("--auto-answer").autoAnswer).isZero();
        assertThat(parsed("--auto-answer=2.5").autoAnswer).isEqualTo(2.5);
        assertThat(parsed("--auto-hangup", "sip:bob@example.com").autoHangup).isZero();
        assertThat(parsed("--auto-hangup=7").autoHangup).isEqualTo(7);
        assertThat(parsed().autoAnswer).isNull();
    }

    @Test
    void batchAnswersByItself() {
        assertThat(parsed("--batch").answersByItself()).isTrue();
        assertThat(parsed("-b").batch).isTrue();
        assertThat(parsed("--disable-sound").disableSound).isTrue();
        assertThat(parsed().answersByItself()).isFalse();
    }

    @Test
    void tlsIsOnWhereItIsAskedFor(@TempDir Path folder) throws ToolFailure, IOException {
        assertThat(requests("sip:bob@example.com").transports()).containsOnly(Transport.UDP, Transport.TCP);
        assertThat(requests("sips:bob@example.com").transports()).contains(Transport.TLS);
        assertThat(requests("--proxy", "sip:p.example.com;transport=tls").transports())
                .contains(Transport.TLS);
        Path authorities = Files.createFile(folder.resolve("ca.pem"));
        assertThat(requests("--tls-ca", authorities.toString()).transports()).contains(Transport.TLS);
        assertThat(requests("--transport", "tcp").transports()).containsOnly(Transport.TCP);
    }

    @Test
    void settingsAreGivenByTheirNames() throws ToolFailure {
        var settings = requests("--srtp", "mandatory", "--rtp-timeout", "7")
                .accountOptions("h.example")
                .settings();
        assertThat(settings.get(new SettingKey<>("rtp.srtp_encryption", SrtpPolicy.class, SrtpPolicy.DISABLED)))
                .isEqualTo(SrtpPolicy.MANDATORY);
        assertThat(settings.get(new SettingKey<>("rtp.timeout", Integer.class, 30)))
                .isEqualTo(7);
        assertThat(settings.get(new SettingKey<>("other", Integer.class, 30))).isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:",
                "sip:a@b@c",
                "sip:bob@example.com;transport=pigeon",
                "--port=-1",
                "--dtmf=xyz",
                "--play=missing.wav",
                "--record=missing/folder.wav",
                "--user=@example.com",
                "--auto-hangup=-1",
                "--bind=somewhere",
                "--timeout=0",
                "--tls-ca=missing.pem"
            })
    void mistakesAreWrongUsage(String word) {
        assertThatThrownBy(() -> requests(word)).isInstanceOfSatisfying(ToolFailure.class, failure -> {
            assertThat(failure.status()).isEqualTo(ExitStatus.USAGE);
            assertThat(failure.getMessage()).isNotBlank().doesNotContain("\n");
        });
    }

    @Test
    void anAccountOfTheSettingsSaysTheRest() throws ToolFailure, ConfigurationException {
        Settings settings = DefaultSettings.open(new MemoryBackend(), new RecordedNotifications(), Clock.systemUTC());
        SettingsObject alice = settings.addAccount(SipAddress.parse("alice@example.com"));
        alice.set(AccountSettings.DISPLAY_NAME, "Alice");
        alice.set(AccountSettings.AUTH_PASSWORD, new Password("s3cret"));
        alice.set(AccountSettings.SIP_OUTBOUND_PROXY, SipProxyAddress.parse("proxy.example.com"));
        alice.set(AccountSettings.AUDIO_SRTP_ENCRYPTION, SrtpPolicy.MANDATORY);
        settings.general().set(GeneralSettings.SIP_TRANSPORT_LIST, List.of(Transport.TCP, Transport.UDP));
        settings.general().set(GeneralSettings.SIP_UDP_PORT, 5080);
        ToolAccounts accounts = new ToolAccounts(settings, file -> {
            throw new ConfigurationException(file + ", line 1: torn");
        });
        AudioSessionArguments arguments = parsed("--account", "alice@example.com", "bob");
        ToolAccounts.Chosen chosen = ToolAccounts.choose(
                        accounts.open(arguments.self.configFile), arguments.self.account)
                .orElseThrow();
        Requests requests = Requests.of(arguments, chosen, "not-this-one");
        assertThat(requests.target()).hasToString("sip:bob@example.com");
        assertThat(requests.credentials().password()).contains("s3cret");
        assertThat(requests.registers()).as("not for a call of our own").isFalse();
        assertThat(requests.engineOptions().ports()).isEqualTo(Map.of(Transport.TCP, 0, Transport.UDP, 5080));
        assertThat(requests.engineOptions().tls().protocol()).isEqualTo("TLSv1.2");
        assertThat(requests.engineOptions().tls().verifyServer()).isTrue();
        AccountOptions options = requests.accountOptions("ignored");
        assertThat(options.uri()).hasToString("sip:alice@example.com");
        assertThat(options.displayName()).isEqualTo("Alice");
        assertThat(options.outboundProxy()).hasToString("sip:proxy.example.com:5060;transport=udp");
        assertThat(options.settings()
                        .get(new SettingKey<>("rtp.srtp_encryption", SrtpPolicy.class, SrtpPolicy.DISABLED)))
                .isEqualTo(SrtpPolicy.MANDATORY);
        assertThat(Requests.of(parsed("-a", "alice@example.com"), chosen, null).registers())
                .isTrue();
        assertThatThrownBy(() -> accounts.open(parsed("--config-file=x").self.configFile))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining("x, line 1");
        assertThatThrownBy(() -> ToolAccounts.choose(settings, "nobody"))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining("there is no account nobody");
        assertThat(ToolAccounts.choose(settings, null)).as("none is enabled").isEmpty();
    }

    @Test
    void theBackgroundNeitherHearsNorAsks() {
        assertThat(parsed("-D").daemonize).isTrue();
        AudioSessionArguments background =
                parsed(Daemon.background(List.of("-D", "--daemonize", "-a", "alice@example.com"))
                        .toArray(String[]::new));
        assertThat(background.daemonize).isFalse();
        assertThat(background.batch).isTrue();
        assertThat(background.disableSound).isTrue();
        assertThat(background.keepRunning).isTrue();
        assertThat(background.autoAnswer).isZero();
        assertThat(background.self.account).isEqualTo("alice@example.com");
        assertThat(parsed(Daemon.background(List.of("--auto-answer=3")).toArray(String[]::new)).autoAnswer)
                .isEqualTo(3);
    }
}
