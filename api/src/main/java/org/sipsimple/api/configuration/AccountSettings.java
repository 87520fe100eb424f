/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.util.List;
import java.util.Map;

import org.sipsimple.api.media.SrtpPolicy;

/**
 * The settings of a SIP account; its id is {@link SettingsObject#id}. Where the seeds' tree and text name or preset a
 * setting differently the text wins; {@link #OLDER_PATHS} are still read. Spec: Developer Guide, "Account" of
 * "Middleware Settings" and "SIPClients Settings".
 */
public final class AccountSettings {
    public static final Setting<String> DISPLAY_NAME =
            Setting.nillable("display_name", SettingTypes.TEXT, "Name shown to others");
    public static final Setting<Boolean> ENABLED =
            Setting.of("enabled", SettingTypes.BOOLEAN, false, "Use this account");

    public static final Setting<String> AUTH_USERNAME = Setting.nillable(
            "auth.username", SettingTypes.TEXT, "User name for authentication; none for that of the address");
    public static final Setting<Password> AUTH_PASSWORD =
            Setting.of("auth.password", SettingTypes.PASSWORD, Password.NONE, "Password for authentication");

    public static final Setting<SrtpPolicy> AUDIO_SRTP_ENCRYPTION = Setting.of(
            "audio.srtp_encryption",
            SettingTypes.choice("SRTPEncryption", SrtpPolicy.class),
            SrtpPolicy.OPTIONAL,
            "Encryption of media");
    public static final Setting<Boolean> AUDIO_USE_SRTP_WITHOUT_TLS = Setting.of(
            "audio.use_srtp_without_tls",
            SettingTypes.BOOLEAN,
            false,
            "Encrypt media although the keys travel unencrypted");

    public static final Setting<Boolean> DIALOG_EVENT_ENABLED =
            Setting.of("dialog_event.enabled", SettingTypes.BOOLEAN, true, "Subscribe to the dialog event (RFC 4235)");
    public static final Setting<Boolean> MESSAGE_SUMMARY_ENABLED = Setting.of(
            "message_summary.enabled", SettingTypes.BOOLEAN, true, "Subscribe to the message summary (RFC 3842)");
    public static final Setting<String> MESSAGE_SUMMARY_VOICEMAIL_URI = Setting.nillable(
            "message_summary.voicemail_uri",
            SettingTypes.TEXT,
            "SIP address of the voice mail; none for the account's own");

    public static final Setting<MsrpRelayAddress> NAT_TRAVERSAL_MSRP_RELAY = Setting.nillable(
            "nat_traversal.msrp_relay",
            SettingTypes.MSRP_RELAY_ADDRESS,
            "MSRP relay, host:port;transport=tls; none for the domain's");
    public static final Setting<List<StunServerAddress>> NAT_TRAVERSAL_STUN_SERVER_LIST = Setting.nillable(
            "nat_traversal.stun_server_list",
            SettingTypes.STUN_SERVER_ADDRESS_LIST,
            "STUN servers, host:port; none for the domain's");
    public static final Setting<Boolean> NAT_TRAVERSAL_USE_ICE =
            Setting.of("nat_traversal.use_ice", SettingTypes.BOOLEAN, false, "Find ways through NATs by ICE");
    public static final Setting<Boolean> NAT_TRAVERSAL_USE_MSRP_RELAY_FOR_INBOUND = Setting.of(
            "nat_traversal.use_msrp_relay_for_inbound",
            SettingTypes.BOOLEAN,
            true,
            "Use the MSRP relay for incoming connections");
    public static final Setting<Boolean> NAT_TRAVERSAL_USE_MSRP_RELAY_FOR_OUTBOUND = Setting.of(
            "nat_traversal.use_msrp_relay_for_outbound",
            SettingTypes.BOOLEAN,
            false,
            "Use the MSRP relay for outgoing connections");

    public static final Setting<Boolean> PRESENCE_ENABLED = Setting.of(
            "presence.enabled", SettingTypes.BOOLEAN, true, "Publish presence and subscribe to that of others");
    public static final Setting<Boolean> PRESENCE_USE_RLS = Setting.of(
            "presence.use_rls", SettingTypes.BOOLEAN, false, "Subscribe to presence by resource lists on the server");

    public static final Setting<Integer> REGISTRATION_INTERVAL = Setting.of(
            "registration.interval", SettingTypes.NON_NEGATIVE_INTEGER, 600, "Time a registration lasts, in s");

    public static final Setting<List<String>> RTP_AUDIO_CODECS = Setting.nillable(
            "rtp.audio_codecs",
            SettingTypes.AUDIO_CODEC_LIST,
            "Audio codecs in the order of preference; none for the general ones");
    public static final Setting<Boolean> RTP_INBAND_DTMF =
            Setting.of("rtp.inband_dtmf", SettingTypes.BOOLEAN, false, "Send key tones as sound too");

    public static final Setting<Boolean> SIP_ALWAYS_USE_MY_PROXY = Setting.of(
            "sip.always_use_my_proxy",
            SettingTypes.BOOLEAN,
            false,
            "Send requests to foreign domains through the proxy of this account's domain");
    public static final Setting<SipProxyAddress> SIP_OUTBOUND_PROXY = Setting.nillable(
            "sip.outbound_proxy",
            SettingTypes.SIP_PROXY_ADDRESS,
            "Proxy for all requests, host:port;transport=tls; none for the domain's");
    public static final Setting<Integer> SIP_PUBLISH_INTERVAL = Setting.of(
            "sip.publish_interval", SettingTypes.NON_NEGATIVE_INTEGER, 600, "Time a publication lasts, in s");
    public static final Setting<Boolean> SIP_REGISTER =
            Setting.of("sip.register", SettingTypes.BOOLEAN, true, "Register while the account is active");
    public static final Setting<Integer> SIP_SUBSCRIBE_INTERVAL = Setting.of(
            "sip.subscribe_interval", SettingTypes.NON_NEGATIVE_INTEGER, 600, "Time a subscription lasts, in s");

    public static final Setting<FilePath> SOUNDS_AUDIO_INBOUND = Setting.nillable(
            "sounds.audio_inbound", SettingTypes.ABSOLUTE_PATH, "WAV file of the ringtone; none for the general one");

    public static final Setting<FilePath> TLS_CERTIFICATE =
            Setting.nillable("tls.certificate", SettingTypes.PATH, "File of the own certificate and its key, PEM");
    public static final Setting<Password> TLS_KEY_PASSWORD = Setting.of(
            "tls.key_password", SettingTypes.PASSWORD, Password.NONE, "Password of that key, when it has one");
    public static final Setting<Boolean> TLS_VERIFY_SERVER = Setting.of(
            "tls.verify_server", SettingTypes.BOOLEAN, true, "Refuse servers whose certificate is not valid");

    public static final Setting<Boolean> XCAP_ENABLED =
            Setting.of("xcap.enabled", SettingTypes.BOOLEAN, true, "Keep documents on an XCAP server");
    public static final Setting<Boolean> XCAP_USE_XCAP_DIFF = Setting.of(
            "xcap.use_xcap_diff", SettingTypes.BOOLEAN, true, "Subscribe to changes of the XCAP documents (RFC 5875)");
    public static final Setting<XcapRoot> XCAP_XCAP_ROOT =
            Setting.nillable("xcap.xcap_root", SettingTypes.XCAP_ROOT, "URL of the XCAP server");

    /** Older spellings, by what they are called now. */
    public static final Map<String, String> OLDER_PATHS = Map.of(
            "rtp.audio_codec_list", "rtp.audio_codecs",
            "rtp.srtp_encryption", "audio.srtp_encryption",
            "rtp.use_srtp_without_tls", "audio.use_srtp_without_tls",
            "sip.register_interval", "registration.interval");

    private AccountSettings() {}

    /** All of them, the group the seeds keep empty for extensions included. */
    public static List<SettingsGroup> groups() {
        return List.of(
                SettingsGroup.of("", DISPLAY_NAME, ENABLED),
                SettingsGroup.of("auth", AUTH_USERNAME, AUTH_PASSWORD),
                SettingsGroup.of("audio", AUDIO_SRTP_ENCRYPTION, AUDIO_USE_SRTP_WITHOUT_TLS),
                SettingsGroup.of("dialog_event", DIALOG_EVENT_ENABLED),
                SettingsGroup.of("message_summary", MESSAGE_SUMMARY_ENABLED, MESSAGE_SUMMARY_VOICEMAIL_URI),
                SettingsGroup.of(
                        "nat_traversal",
                        NAT_TRAVERSAL_MSRP_RELAY,
                        NAT_TRAVERSAL_STUN_SERVER_LIST,
                        NAT_TRAVERSAL_USE_ICE,
                        NAT_TRAVERSAL_USE_MSRP_RELAY_FOR_INBOUND,
                        NAT_TRAVERSAL_USE_MSRP_RELAY_FOR_OUTBOUND),
                SettingsGroup.of("presence", PRESENCE_ENABLED, PRESENCE_USE_RLS),
                SettingsGroup.of("pstn"),
                SettingsGroup.of("registration", REGISTRATION_INTERVAL),
                SettingsGroup.of("rtp", RTP_AUDIO_CODECS, RTP_INBAND_DTMF),
                SettingsGroup.of(
                        "sip",
                        SIP_ALWAYS_USE_MY_PROXY,
                        SIP_OUTBOUND_PROXY,
                        SIP_PUBLISH_INTERVAL,
                        SIP_REGISTER,
                        SIP_SUBSCRIBE_INTERVAL),
                SettingsGroup.of("sounds", SOUNDS_AUDIO_INBOUND),
                SettingsGroup.of("tls", TLS_CERTIFICATE, TLS_KEY_PASSWORD, TLS_VERIFY_SERVER),
                SettingsGroup.of("xcap", XCAP_ENABLED, XCAP_USE_XCAP_DIFF, XCAP_XCAP_ROOT));
    }
}
