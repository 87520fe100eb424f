/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.util.List;
import java.util.Map;

import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.sip.Transport;

/** The settings of the Bonjour account. Spec: Developer Guide, "BonjourAccount" of "Middleware Settings". */
public final class BonjourSettings {
    public static final Setting<String> DISPLAY_NAME = AccountSettings.DISPLAY_NAME;
    public static final Setting<Boolean> ENABLED =
            Setting.of("enabled", SettingTypes.BOOLEAN, true, "Use this account");
    public static final Setting<MsrpTransport> MSRP_TRANSPORT = Setting.of(
            "msrp.transport",
            SettingTypes.choice("MSRPTransport", MsrpTransport.class),
            MsrpTransport.TCP,
            "Transport of MSRP");
    public static final Setting<List<String>> RTP_AUDIO_CODEC_LIST = Setting.of(
            "rtp.audio_codec_list",
            SettingTypes.AUDIO_CODEC_LIST,
            List.of("speex", "G722", "PCMU", "PCMA", "iLBC", "GSM"),
            "Audio codecs in the order of preference");
    public static final Setting<Boolean> RTP_INBAND_DTMF = AccountSettings.RTP_INBAND_DTMF;
    public static final Setting<SrtpPolicy> RTP_SRTP_ENCRYPTION = Setting.of(
            "rtp.srtp_encryption",
            SettingTypes.choice("SRTPEncryption", SrtpPolicy.class),
            SrtpPolicy.OPTIONAL,
            "Encryption of media");
    public static final Setting<Boolean> RTP_USE_SRTP_WITHOUT_TLS = Setting.of(
            "rtp.use_srtp_without_tls",
            SettingTypes.BOOLEAN,
            false,
            "Encrypt media although the keys travel unencrypted");
    public static final Setting<List<Transport>> SIP_TRANSPORT_LIST = Setting.of(
            "sip.transport_list",
            SettingTypes.SIP_TRANSPORT_LIST,
            List.of(Transport.UDP),
            "SIP transports in the order of preference");
    public static final Setting<FilePath> SOUNDS_AUDIO_INBOUND = AccountSettings.SOUNDS_AUDIO_INBOUND;
    public static final Setting<FilePath> TLS_CERTIFICATE = AccountSettings.TLS_CERTIFICATE;
    public static final Setting<Boolean> TLS_VERIFY_SERVER = AccountSettings.TLS_VERIFY_SERVER;

    /** Spellings of other accounts, so that code reads both kinds in one way, by what they are called here. */
    public static final Map<String, String> OLDER_PATHS = Map.of(
            "rtp.audio_codecs", "rtp.audio_codec_list",
            "audio.srtp_encryption", "rtp.srtp_encryption",
            "audio.use_srtp_without_tls", "rtp.use_srtp_without_tls");

    private BonjourSettings() {}

    public static List<SettingsGroup> groups() {
        return List.of(
                SettingsGroup.of("", DISPLAY_NAME, ENABLED),
                SettingsGroup.of("msrp", MSRP_TRANSPORT),
                SettingsGroup.of(
                        "rtp", RTP_AUDIO_CODEC_LIST, RTP_INBAND_DTMF, RTP_SRTP_ENCRYPTION, RTP_USE_SRTP_WITHOUT_TLS),
                SettingsGroup.of("sip", SIP_TRANSPORT_LIST),
                SettingsGroup.of("sounds", SOUNDS_AUDIO_INBOUND),
                SettingsGroup.of("tls", TLS_CERTIFICATE, TLS_VERIFY_SERVER));
    }
}
