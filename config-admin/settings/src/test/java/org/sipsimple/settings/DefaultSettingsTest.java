/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.ConfigNode;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.ConfigurationNotification.ManagerSaveFailed;
import org.sipsimple.api.configuration.ConfigurationNotification.Operation;
import org.sipsimple.api.configuration.ConfigurationNotification.SettingsObjectDidChange;
import org.sipsimple.api.configuration.ConfigurationNotification.SettingsObjectDidChangeId;
import org.sipsimple.api.configuration.ConfigurationNotification.SettingsObjectWasCreated;
import org.sipsimple.api.configuration.ConfigurationNotification.SettingsObjectWasDeleted;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.InvalidSettingException;
import org.sipsimple.api.configuration.ModifiedValue;
import org.sipsimple.api.configuration.Password;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.SettingKey;
import org.sipsimple.api.configuration.SettingTypes;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsGroup;
import org.sipsimple.api.configuration.SettingsKind;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SettingsObjectExtension;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.configuration.SipAddress;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.filebackend.FileBackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DefaultSettingsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final SipAddress ALICE = SipAddress.parse("alice@example.com");

    @TempDir
    private Path directory;

    private final Recorder notifications = new Recorder();
    private Path file;
    private Settings settings;

    @BeforeEach
    void open() throws ConfigurationException {
        file = directory.resolve("config");
        reopen();
    }

    private void reopen() throws ConfigurationException {
        settings = DefaultSettings.open(new FileBackend(file), notifications, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void savesWhatWasSetAndTellsOnce() throws Exception {
        SettingsObject general = settings.general();
        general.set(GeneralSettings.SIP_UDP_PORT, 5080);
        general.set(GeneralSettings.AUDIO_INPUT_DEVICE, null);
        assertThat(general.get(GeneralSettings.SIP_UDP_PORT)).isEqualTo(5080);
        assertThat(file).doesNotExist();
        general.save();
        SettingsObjectDidChange change = notifications.takeOnly(SettingsObjectDidChange.class);
        assertThat(change.sender()).isSameAs(general);
        assertThat(change.timestamp()).isEqualTo(NOW);
        assertThat(change.name()).isEqualTo("CFGSettingsObjectDidChange");
        assertThat(change.modified())
                .isEqualTo(Map.of(
                        "sip.udp_port", new ModifiedValue(0, 5080),
                        "audio.input_device", new ModifiedValue("system_default", null)));
        assertThat(file)
                .hasContent(
                        "SIPSimpleSettings:\n    audio:\n        input_device =\n\n    sip:\n        udp_port = 5080\n\n\n");
        general.save();
        assertThat(notifications.take()).isEmpty();
        reopen();
        assertThat(settings.general().get(GeneralSettings.AUDIO_INPUT_DEVICE)).isNull();
    }

    @Test
    void aSettingBackAtItsDefaultIsNotStored() throws Exception {
        SettingsObject account = settings.addAccount(ALICE);
        account.set(AccountSettings.SIP_REGISTER, false);
        account.set(AccountSettings.DISPLAY_NAME, "Alice");
        account.save();
        account.set(AccountSettings.SIP_REGISTER, true);
        account.reset(AccountSettings.DISPLAY_NAME);
        account.save();
        assertThat(file).hasContent("Accounts:\n    alice@example.com:\n\n\n");
    }

    @Test
    void accountsComeAndGo() throws Exception {
        SettingsObject account = settings.addAccount(ALICE);
        assertThat(notifications.takeOnly(SettingsObjectWasCreated.class).sender())
                .isSameAs(account);
        assertThat(account.id()).isEqualTo("alice@example.com");
        assertThat(account.kind().group()).isEqualTo("Accounts");
        assertThatThrownBy(() -> settings.addAccount(ALICE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("there is an account alice@example.com already");
        assertThat(settings.accounts()).containsExactly(account);
        account.delete();
        assertThat(notifications.takeOnly(SettingsObjectWasDeleted.class).sender())
                .isSameAs(account);
        assertThat(settings.accounts()).isEmpty();
        assertThat(file).hasContent("");
        account.set(AccountSettings.ENABLED, true);
        assertThatThrownBy(account::save).hasMessage("the account alice@example.com has been deleted");
        assertThatThrownBy(() -> settings.general().delete()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aNewIdKeepsTheSettings() throws Exception {
        SettingsObject account = settings.addAccount(ALICE);
        account.set(AccountSettings.ENABLED, true);
        notifications.take();
        account.save();
        notifications.take();
        account.rename(SipAddress.parse("bob@example.com"));
        SettingsObjectDidChangeId change = notifications.takeOnly(SettingsObjectDidChangeId.class);
        assertThat(change.oldId()).isEqualTo("alice@example.com");
        assertThat(change.newId()).isEqualTo("bob@example.com");
        assertThat(change.timestamp()).isEqualTo(NOW);
        reopen();
        assertThat(settings.account("alice@example.com")).isEmpty();
        assertThat(settings.account("bob@example.com").orElseThrow().get(AccountSettings.ENABLED))
                .isTrue();
    }

    @Test
    void anEditedFileIsTheSameAsASave() throws Exception {
        SettingsObject account = settings.addAccount(ALICE);
        notifications.take();
        Files.writeString(file, "Accounts:\n  alice@example.com:\n    registration:\n      interval = 120\n");
        settings.reload();
        assertThat(notifications.takeOnly(SettingsObjectDidChange.class).modified())
                .isEqualTo(Map.of("registration.interval", new ModifiedValue(600, 120)));
        assertThat(account.get(AccountSettings.REGISTRATION_INTERVAL)).isEqualTo(120);
        settings.reload();
        assertThat(notifications.take()).isEmpty();
    }

    @Test
    void unknownSettingsAndForeignGroupsAreKept() throws Exception {
        Files.writeString(file, "Other:\n  x = 1\nSIPSimpleSettings:\n  fancy:\n    y = 2\n  user_agent = old\n");
        reopen();
        settings.general().set(GeneralSettings.USER_AGENT, "new");
        settings.general().save();
        assertThat(file)
                .hasContent(
                        "Other:\n    x = 1\n\nSIPSimpleSettings:\n    user_agent = new\n    fancy:\n        y = 2\n\n\n");
    }

    @Test
    void olderSpellingsAreReadAndReplaced() throws Exception {
        Files.writeString(
                file,
                "Accounts:\n  alice@example.com:\n    sip:\n      register_interval = 60\n    rtp:\n      srtp_encryption = mandatory\n");
        reopen();
        SettingsObject account = settings.account("alice@example.com").orElseThrow();
        assertThat(account.get(AccountSettings.REGISTRATION_INTERVAL)).isEqualTo(60);
        assertThat(account.get(new SettingKey<>("rtp.srtp_encryption", SrtpPolicy.class, SrtpPolicy.DISABLED)))
                .isEqualTo(SrtpPolicy.MANDATORY);
        account.set("sip.register_interval", new ConfigNode.Text("90"));
        account.save();
        assertThat(Files.readString(file)).contains("interval = 90").doesNotContain("register_interval");
    }

    @Test
    void badValuesAreRefusedWithTheirReason() {
        SettingsObject general = settings.general();
        assertThatThrownBy(() -> general.set("sip.udp_port", new ConfigNode.Text("70000")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("sip.udp_port: 70000 is not a port, 0 to 65535");
        assertThatThrownBy(() -> general.set("sip.nonsense", new ConfigNode.Text("1")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("sip.nonsense: there is no such setting");
        assertThatThrownBy(() -> general.set(GeneralSettings.SIP_UDP_PORT, -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> general.set(GeneralSettings.SIP_UDP_PORT, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sip.udp_port: must have a value");
        general.set(GeneralSettings.SIP_TCP_PORT, 5061);
        general.set(GeneralSettings.SIP_TLS_PORT, 5061);
        assertThatThrownBy(general::save)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("sip.tls_port: 5061 is the port for TCP too; they must differ");
        assertThat(file).doesNotExist();
    }

    @Test
    void aBadValueInTheFileIsNotLostAndNotUsed() throws Exception {
        Files.writeString(file, "SIPSimpleSettings:\n  rtp:\n    port_range = 9-5\n");
        reopen();
        assertThat(settings.general().get(GeneralSettings.RTP_PORT_RANGE))
                .isEqualTo(GeneralSettings.RTP_PORT_RANGE.defaultValue());
        settings.general().set(GeneralSettings.RTP_TIMEOUT, 10);
        settings.general().save();
        assertThat(Files.readString(file)).contains("port_range = 9-5");
    }

    @Test
    void aFailedSaveIsToldAndMayBeRepeated() throws Exception {
        SettingsObject account = settings.addAccount(ALICE);
        account.set(AccountSettings.AUTH_PASSWORD, new Password("s3cret"));
        notifications.take();
        Files.writeString(file, "torn");
        assertThatThrownBy(account::save).hasMessageContaining(file + ", line 1");
        ManagerSaveFailed failure = notifications.takeOnly(ManagerSaveFailed.class);
        assertThat(failure.operation()).isEqualTo(Operation.SAVE);
        assertThat(failure.modified()).containsOnlyKeys("auth.password");
        assertThat(failure.exception()).hasMessageContaining("line 1");
        assertThat(failure.timestamp()).isEqualTo(NOW);
        assertThat(failure.toString()).doesNotContain("s3cret");
        Files.writeString(file, "");
        settings.reload();
        assertThat(notifications.takeOnly(SettingsObjectWasDeleted.class).sender())
                .isSameAs(account);
    }

    @Test
    void extensionsAddSettingsAndTakeThemAway() throws Exception {
        Setting<Integer> volume = Setting.of("ringer.volume", SettingTypes.NON_NEGATIVE_INTEGER, 50, "Loudness, in %");
        SettingsObjectExtension ringer = new SettingsObjectExtension() {
            @Override
            public SettingsKind extended() {
                return SettingsKind.GENERAL;
            }

            @Override
            public List<SettingsGroup> groups() {
                return List.of(SettingsGroup.of("ringer", volume));
            }
        };
        SettingsObject general = settings.general();
        assertThatThrownBy(() -> general.set(volume, 70)).isInstanceOf(IllegalArgumentException.class);
        AutoCloseable registration = settings.register(ringer);
        assertThatThrownBy(() -> settings.register(ringer)).isInstanceOf(IllegalArgumentException.class);
        general.set(volume, 70);
        general.save();
        assertThat(general.settings()).contains(volume);
        registration.close();
        assertThat(general.settings()).doesNotContain(volume);
        assertThat(Files.readString(file)).contains("volume = 70");
        settings.register(ringer);
        assertThat(general.get(volume)).isEqualTo(70);
    }

    @Test
    void anAccountIsSeenOnTopOfTheGeneralSettings() throws Exception {
        SettingKey<Integer> timeout = new SettingKey<>("rtp.timeout", Integer.class, 1);
        SettingKey<Boolean> verify = new SettingKey<>("tls.verify_server", Boolean.class, false);
        SettingKey<String> unknown = new SettingKey<>("not.there", String.class, "fallback");
        settings.addAccount(ALICE);
        SettingsView view = settings.view("alice@example.com");
        assertThat(view.get(timeout)).isEqualTo(30);
        assertThat(view.get(verify)).isTrue();
        assertThat(view.get(unknown)).isEqualTo("fallback");
        settings.account("alice@example.com").orElseThrow().delete();
        assertThat(view.get(verify)).isFalse();
    }
}
