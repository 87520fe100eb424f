/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.BonjourSettings;
import org.sipsimple.api.configuration.ConfigNode;
import org.sipsimple.api.configuration.FilePath;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.InvalidSettingException;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.SettingTypes;
import org.sipsimple.api.configuration.SettingsGroup;
import org.sipsimple.api.configuration.SettingsKind;
import org.sipsimple.api.configuration.TlsProtocol;
import org.sipsimple.api.sip.Transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every setting: what it is called in the file, what it is when not set, and another value it can have. */
class SettingDefaultsTest {
    private final Set<String> checked = new TreeSet<>();

    @Test
    void general() throws InvalidSettingException {
        check(GeneralSettings.DEFAULT_ACCOUNT, "default_account", null, "alice@example.com");
        check(GeneralSettings.USER_AGENT, "user_agent", "sipsimple 0.1.0", "Mine");
        check(GeneralSettings.USER_DATA_DIRECTORY, "user_data_directory", "~/sipclient", "/data");
        check(GeneralSettings.AUDIO_ALERT_DEVICE, "audio.alert_device", "system_default", "Headset");
        check(GeneralSettings.AUDIO_INPUT_DEVICE, "audio.input_device", "system_default", "Headset");
        check(GeneralSettings.AUDIO_OUTPUT_DEVICE, "audio.output_device", "system_default", "Headset");
        check(GeneralSettings.AUDIO_SAMPLE_RATE, "audio.sample_rate", "16000", "44100");
        check(GeneralSettings.AUDIO_SILENT, "audio.silent", "false", "true");
        check(GeneralSettings.AUDIO_TAIL_LENGTH, "audio.tail_length", "200", "0");
        check(GeneralSettings.AUDIO_DIRECTORY, "audio.directory", "history", "/recordings");
        check(GeneralSettings.FILE_TRANSFER_DIRECTORY, "file_transfer.directory", "file_transfers", "files");
        check(GeneralSettings.LOGS_DIRECTORY, "logs.directory", "logs", "/var/log");
        check(GeneralSettings.LOGS_PJSIP_LEVEL, "logs.pjsip_level", "5", "0");
        check(GeneralSettings.LOGS_TRACE_MSRP, "logs.trace_msrp", "false", "true");
        check(GeneralSettings.LOGS_TRACE_PJSIP, "logs.trace_pjsip", "false", "true");
        check(GeneralSettings.LOGS_TRACE_SIP, "logs.trace_sip", "false", "true");
        check(GeneralSettings.LOGS_TRACE_XCAP, "logs.trace_xcap", "false", "true");
        check(GeneralSettings.MSRP_TRANSPORT, "msrp.transport", "tls", "tcp");
        check(GeneralSettings.RTP_AUDIO_CODEC_LIST, "rtp.audio_codec_list", "speex, G722, PCMU, PCMA", "GSM");
        check(GeneralSettings.RTP_PORT_RANGE, "rtp.port_range", "50000-50400", "1-65535");
        check(GeneralSettings.RTP_TIMEOUT, "rtp.timeout", "30", "0");
        check(GeneralSettings.SIP_UDP_PORT, "sip.udp_port", "0", "65535");
        check(GeneralSettings.SIP_TCP_PORT, "sip.tcp_port", "0", "5060");
        check(GeneralSettings.SIP_TLS_PORT, "sip.tls_port", "0", "5061");
        check(GeneralSettings.SIP_TRANSPORT_LIST, "sip.transport_list", "tls, tcp, udp", "udp");
        check(GeneralSettings.SOUNDS_AUDIO_INBOUND, "sounds.audio_inbound", null, "/in.wav");
        check(GeneralSettings.SOUNDS_AUDIO_OUTBOUND, "sounds.audio_outbound", null, "~/out.wav");
        check(GeneralSettings.SOUNDS_FILE_SENT, "sounds.file_sent", null, "/a.wav");
        check(GeneralSettings.SOUNDS_FILE_RECEIVED, "sounds.file_received", null, "/a.wav");
        check(GeneralSettings.SOUNDS_MESSAGE_SENT, "sounds.message_sent", null, "/a.wav");
        check(GeneralSettings.SOUNDS_MESSAGE_RECEIVED, "sounds.message_received", null, "/a.wav");
        check(GeneralSettings.TLS_CA_LIST, "tls.ca_list", null, "ca.pem");
        check(GeneralSettings.TLS_PROTOCOL, "tls.protocol", "TLSv1.2", "TLSv1.3");
        check(GeneralSettings.TLS_TIMEOUT, "tls.timeout", "1000", "5000");
        assertThat(checked).isEqualTo(paths(GeneralSettings.groups()));
    }

    @Test
    void account() throws InvalidSettingException {
        check(AccountSettings.DISPLAY_NAME, "display_name", null, "Zoë");
        check(AccountSettings.ENABLED, "enabled", "false", "true");
        check(AccountSettings.AUTH_USERNAME, "auth.username", null, "alice");
        check(AccountSettings.AUTH_PASSWORD, "auth.password", "", "s3cret");
        check(AccountSettings.AUDIO_SRTP_ENCRYPTION, "audio.srtp_encryption", "optional", "mandatory");
        check(AccountSettings.AUDIO_USE_SRTP_WITHOUT_TLS, "audio.use_srtp_without_tls", "false", "true");
        check(AccountSettings.DIALOG_EVENT_ENABLED, "dialog_event.enabled", "true", "false");
        check(AccountSettings.MESSAGE_SUMMARY_ENABLED, "message_summary.enabled", "true", "false");
        check(
                AccountSettings.MESSAGE_SUMMARY_VOICEMAIL_URI,
                "message_summary.voicemail_uri",
                null,
                "sip:mail@example.com");
        check(
                AccountSettings.NAT_TRAVERSAL_MSRP_RELAY,
                "nat_traversal.msrp_relay",
                null,
                "relay.example.com:2855;transport=tcp");
        check(
                AccountSettings.NAT_TRAVERSAL_STUN_SERVER_LIST,
                "nat_traversal.stun_server_list",
                null,
                "stun.example.com:3478, 192.0.2.1:19302");
        check(AccountSettings.NAT_TRAVERSAL_USE_ICE, "nat_traversal.use_ice", "false", "true");
        check(
                AccountSettings.NAT_TRAVERSAL_USE_MSRP_RELAY_FOR_INBOUND,
                "nat_traversal.use_msrp_relay_for_inbound",
                "true",
                "false");
        check(
                AccountSettings.NAT_TRAVERSAL_USE_MSRP_RELAY_FOR_OUTBOUND,
                "nat_traversal.use_msrp_relay_for_outbound",
                "false",
                "true");
        check(AccountSettings.PRESENCE_ENABLED, "presence.enabled", "true", "false");
        check(AccountSettings.PRESENCE_USE_RLS, "presence.use_rls", "false", "true");
        check(AccountSettings.REGISTRATION_INTERVAL, "registration.interval", "600", "60");
        check(AccountSettings.RTP_AUDIO_CODECS, "rtp.audio_codecs", null, "opus, PCMU");
        check(AccountSettings.RTP_INBAND_DTMF, "rtp.inband_dtmf", "false", "true");
        check(AccountSettings.SIP_ALWAYS_USE_MY_PROXY, "sip.always_use_my_proxy", "false", "true");
        check(AccountSettings.SIP_OUTBOUND_PROXY, "sip.outbound_proxy", null, "[2001:db8::1]:5061;transport=tls");
        check(AccountSettings.SIP_PUBLISH_INTERVAL, "sip.publish_interval", "600", "60");
        check(AccountSettings.SIP_REGISTER, "sip.register", "true", "false");
        check(AccountSettings.SIP_SUBSCRIBE_INTERVAL, "sip.subscribe_interval", "600", "60");
        check(AccountSettings.SOUNDS_AUDIO_INBOUND, "sounds.audio_inbound", null, "/ring.wav");
        check(AccountSettings.TLS_CERTIFICATE, "tls.certificate", null, "tls/alice.crt");
        check(AccountSettings.TLS_KEY_PASSWORD, "tls.key_password", "", "opens it");
        check(AccountSettings.TLS_VERIFY_SERVER, "tls.verify_server", "true", "false");
        check(AccountSettings.XCAP_ENABLED, "xcap.enabled", "true", "false");
        check(AccountSettings.XCAP_USE_XCAP_DIFF, "xcap.use_xcap_diff", "true", "false");
        check(AccountSettings.XCAP_XCAP_ROOT, "xcap.xcap_root", null, "https://xcap.example.com/root/");
        assertThat(checked).isEqualTo(paths(AccountSettings.groups()));
    }

    @Test
    void bonjour() throws InvalidSettingException {
        assertThat(SettingsKind.BONJOUR.pid()).isEqualTo("org.sipsimple.account.bonjour");
        assertThat(SettingsKind.BONJOUR_ID).isEqualTo("bonjour@local");
        check(BonjourSettings.DISPLAY_NAME, "display_name", null, "Zoë");
        check(BonjourSettings.ENABLED, "enabled", "true", "false");
        check(BonjourSettings.MSRP_TRANSPORT, "msrp.transport", "tcp", "tls");
        check(
                BonjourSettings.RTP_AUDIO_CODEC_LIST,
                "rtp.audio_codec_list",
                "speex, G722, PCMU, PCMA, iLBC, GSM",
                "GSM");
        check(BonjourSettings.RTP_INBAND_DTMF, "rtp.inband_dtmf", "false", "true");
        check(BonjourSettings.RTP_SRTP_ENCRYPTION, "rtp.srtp_encryption", "optional", "disabled");
        check(BonjourSettings.RTP_USE_SRTP_WITHOUT_TLS, "rtp.use_srtp_without_tls", "false", "true");
        check(BonjourSettings.SIP_TRANSPORT_LIST, "sip.transport_list", "udp", "tcp");
        check(BonjourSettings.SOUNDS_AUDIO_INBOUND, "sounds.audio_inbound", null, "/ring.wav");
        check(BonjourSettings.TLS_CERTIFICATE, "tls.certificate", null, "bonjour.crt");
        check(BonjourSettings.TLS_VERIFY_SERVER, "tls.verify_server", "true", "false");
        assertThat(checked).isEqualTo(paths(BonjourSettings.groups()));
    }

    @Test
    void everySettingReadsWhatItWrites() throws InvalidSettingException {
        List<SettingsGroup> groups = Stream.of(
                        GeneralSettings.groups(), AccountSettings.groups(), BonjourSettings.groups())
                .flatMap(List::stream)
                .toList();
        for (SettingsGroup group : groups) {
            for (Setting<?> setting : group.settings()) {
                assertReadsItsDefault(setting);
                assertThat(setting.nillable() || setting.defaultValue() != null).isTrue();
                assertThat(setting.type().name()).isNotEmpty();
                assertThat(setting.description()).isNotEmpty();
            }
        }
    }

    private static <T> void assertReadsItsDefault(Setting<T> setting) throws InvalidSettingException {
        assertThat(setting.read(setting.write(setting.defaultValue()))).isEqualTo(setting.defaultValue());
        assertThat(setting.read(new ConfigNode.Default())).isEqualTo(setting.defaultValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip.udp_port         | 65536",
                "sip.udp_port         | -1",
                "sip.udp_port         | five",
                "sip.transport_list   | tls,sctp",
                "sip.transport_list   | udp,UDP",
                "rtp.port_range       | 2-1",
                "rtp.port_range       | 0-9",
                "rtp.port_range       | 1-65536",
                "rtp.port_range       | 50000",
                "rtp.timeout          | -5",
                "rtp.audio_codec_list | PCMU,g711",
                "rtp.audio_codec_list | G 722",
                "audio.sample_rate    | 44",
                "audio.silent         | perhaps",
                "msrp.transport       | udp",
                "tls.protocol         | SSLv3",
                "user_data_directory  | relative/path",
            })
    void generalSettingsRefuse(String path, String value) {
        assertRefuses(GeneralSettings.groups(), path, value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip.outbound_proxy             | proxy:70000",
                "sip.outbound_proxy             | proxy;transport=sctp",
                "sip.outbound_proxy             | -proxy",
                "nat_traversal.msrp_relay       | relay;transport=udp",
                "nat_traversal.stun_server_list | stun:0",
                "nat_traversal.stun_server_list | stun;transport=udp",
                "xcap.xcap_root                 | ftp://example.com/",
                "xcap.xcap_root                 | https://user:pw@example.com/",
                "xcap.xcap_root                 | not a url",
                "audio.srtp_encryption          | maybe",
            })
    void accountSettingsRefuse(String path, String value) {
        assertRefuses(AccountSettings.groups(), path, value);
    }

    private static void assertRefuses(List<SettingsGroup> groups, String path, String value) {
        Setting<?> setting = groups.stream()
                .flatMap(group -> group.settings().stream())
                .filter(candidate -> candidate.path().equals(path))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> setting.read(new ConfigNode.Text(value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(path + ": ");
        assertThatThrownBy(() -> setting.read(ConfigNode.Group.EMPTY)).isInstanceOf(InvalidSettingException.class);
    }

    @Test
    void spellingsOfOldFilesAreUnderstood() {
        assertThat(SettingTypes.BOOLEAN.read(new ConfigNode.Text("ON"))).isTrue();
        assertThat(SettingTypes.BOOLEAN.read(new ConfigNode.Text("0"))).isFalse();
        assertThat(SettingTypes.AUDIO_CODEC_LIST.read(new ConfigNode.Text("g722, g711")))
                .containsExactly("G722", "PCMU", "PCMA");
        assertThat(SettingTypes.TLS_PROTOCOL.read(new ConfigNode.Text("TLSv1"))).isEqualTo(TlsProtocol.TLS_1_2);
        assertThat(SettingTypes.SIP_PROXY_ADDRESS.read(new ConfigNode.Text("proxy;transport=TLS")))
                .hasToString("proxy:5061;transport=tls");
        assertThat(SettingTypes.SIP_TRANSPORT_LIST.read(new ConfigNode.Items(List.of("UDP"))))
                .containsExactly(Transport.UDP);
    }

    @Test
    void pathsBeginAtTheDirectoryTheyBelongTo() {
        FilePath base = new FilePath("~/sipclient");
        assertThat(base.normalized()).hasToString(System.getProperty("user.home") + "/sipclient");
        assertThat(new FilePath("logs").in(base)).isEqualTo(base.normalized().resolve("logs"));
        assertThat(new FilePath("/var/log/../x").in(base)).hasToString("/var/x");
    }

    private <T> void check(Setting<T> setting, String path, @Nullable String whenNotSet, String other)
            throws InvalidSettingException {
        assertThat(setting.path()).isEqualTo(path);
        assertThat(text(setting, setting.defaultValue())).as(path).isEqualTo(whenNotSet);
        T value = setting.read(new ConfigNode.Text(other));
        assertThat(value).as(path).isNotEqualTo(setting.defaultValue());
        assertThat(text(setting, value)).as(path).isEqualTo(other);
        checked.add(path);
    }

    private static <T> @Nullable String text(Setting<T> setting, @Nullable T value) {
        ConfigNode node = setting.write(value);
        if (node instanceof ConfigNode.Items items) {
            return String.join(", ", items.values());
        }
        return node instanceof ConfigNode.Text text ? text.value() : null;
    }

    private static Set<String> paths(List<SettingsGroup> groups) {
        return groups.stream()
                .flatMap(group -> group.settings().stream())
                .map(Setting::path)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
