/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.util.List;

import org.sipsimple.api.sip.Transport;

/** The settings of the whole application. Spec: Developer Guide, "General" of "Middleware Settings" and "SIPClients Settings". */
public final class GeneralSettings {
    public static final Setting<String> DEFAULT_ACCOUNT =
            Setting.nillable("default_account", SettingTypes.TEXT, "Id of the account used when none is named");
    public static final Setting<String> USER_AGENT =
            Setting.of("user_agent", SettingTypes.TEXT, "sipsimple 0.1.0", "User-Agent and Server header");
    public static final Setting<FilePath> USER_DATA_DIRECTORY = Setting.of(
            "user_data_directory",
            SettingTypes.ABSOLUTE_PATH,
            new FilePath("~/sipclient"),
            "Directory of all data; relative paths in other settings begin here");

    public static final Setting<String> AUDIO_ALERT_DEVICE = device("alert_device", "Sound device for alerts");
    public static final Setting<String> AUDIO_INPUT_DEVICE = device("input_device", "Sound device for recording");
    public static final Setting<String> AUDIO_OUTPUT_DEVICE = device("output_device", "Sound device for playback");
    public static final Setting<Integer> AUDIO_SAMPLE_RATE =
            Setting.of("audio.sample_rate", SettingTypes.SAMPLE_RATE, 16000, "Sample rate of all audio, in Hz");
    public static final Setting<Boolean> AUDIO_SILENT =
            Setting.of("audio.silent", SettingTypes.BOOLEAN, false, "Play no alerts");
    public static final Setting<Integer> AUDIO_TAIL_LENGTH = Setting.of(
            "audio.tail_length", SettingTypes.NON_NEGATIVE_INTEGER, 200, "Length of the echo canceller, in ms");
    public static final Setting<FilePath> AUDIO_DIRECTORY =
            Setting.of("audio.directory", SettingTypes.DATA_PATH, new FilePath("history"), "Directory of recordings");

    public static final Setting<FilePath> FILE_TRANSFER_DIRECTORY = Setting.of(
            "file_transfer.directory",
            SettingTypes.DATA_PATH,
            new FilePath("file_transfers"),
            "Directory of received files");

    public static final Setting<FilePath> LOGS_DIRECTORY =
            Setting.of("logs.directory", SettingTypes.DATA_PATH, new FilePath("logs"), "Directory of traces");
    public static final Setting<Integer> LOGS_PJSIP_LEVEL = Setting.of(
            "logs.pjsip_level", SettingTypes.NON_NEGATIVE_INTEGER, 5, "How much the SIP core tells, 0 for nothing");
    public static final Setting<Boolean> LOGS_TRACE_MSRP = trace("trace_msrp", "MSRP messages to msrp_trace.txt");
    public static final Setting<Boolean> LOGS_TRACE_PJSIP = trace("trace_pjsip", "core messages to pjsip_trace.txt");
    public static final Setting<Boolean> LOGS_TRACE_SIP = trace("trace_sip", "SIP messages to sip_trace.txt");
    public static final Setting<Boolean> LOGS_TRACE_XCAP = trace("trace_xcap", "XCAP exchanges to xcap_trace.txt");

    public static final Setting<MsrpTransport> MSRP_TRANSPORT = Setting.of(
            "msrp.transport",
            SettingTypes.choice("MSRPTransport", MsrpTransport.class),
            MsrpTransport.TLS,
            "Transport of MSRP for SIP accounts");

    public static final Setting<List<String>> RTP_AUDIO_CODEC_LIST = Setting.of(
            "rtp.audio_codec_list",
            SettingTypes.AUDIO_CODEC_LIST,
            List.of("speex", "G722", "PCMU", "PCMA"),
            "Audio codecs in the order of preference");
    public static final Setting<PortRange> RTP_PORT_RANGE =
            Setting.of("rtp.port_range", SettingTypes.PORT_RANGE, new PortRange(50000, 50400), "UDP ports for media");
    public static final Setting<Integer> RTP_TIMEOUT = Setting.of(
            "rtp.timeout", SettingTypes.NON_NEGATIVE_INTEGER, 30, "Time without media before a call is given up, in s");

    public static final Setting<Integer> SIP_UDP_PORT = port("udp_port", "UDP");
    public static final Setting<Integer> SIP_TCP_PORT = port("tcp_port", "TCP");
    public static final Setting<Integer> SIP_TLS_PORT = port("tls_port", "TLS");
    public static final Setting<List<Transport>> SIP_TRANSPORT_LIST = Setting.of(
            "sip.transport_list",
            SettingTypes.SIP_TRANSPORT_LIST,
            List.of(Transport.TLS, Transport.TCP, Transport.UDP),
            "SIP transports in the order of preference");

    public static final Setting<FilePath> SOUNDS_AUDIO_INBOUND = sound("audio_inbound", "a session request comes in");
    public static final Setting<FilePath> SOUNDS_AUDIO_OUTBOUND =
            sound("audio_outbound", "the called party is alerted");
    public static final Setting<FilePath> SOUNDS_FILE_SENT = sound("file_sent", "a file was sent");
    public static final Setting<FilePath> SOUNDS_FILE_RECEIVED = sound("file_received", "a file was received");
    public static final Setting<FilePath> SOUNDS_MESSAGE_SENT = sound("message_sent", "a message was sent");
    public static final Setting<FilePath> SOUNDS_MESSAGE_RECEIVED = sound("message_received", "a message was received");

    public static final Setting<FilePath> TLS_CA_LIST =
            Setting.nillable("tls.ca_list", SettingTypes.PATH, "File of the trusted certificates, PEM");
    public static final Setting<TlsProtocol> TLS_PROTOCOL =
            Setting.of("tls.protocol", SettingTypes.TLS_PROTOCOL, TlsProtocol.TLS_1_2, "Lowest version of TLS");
    public static final Setting<Integer> TLS_TIMEOUT = Setting.of(
            "tls.timeout", SettingTypes.NON_NEGATIVE_INTEGER, 1000, "Time for negotiating a TLS connection, in ms");

    private GeneralSettings() {}

    /** All of them, the groups the seeds keep empty for extensions included. */
    public static List<SettingsGroup> groups() {
        return List.of(
                SettingsGroup.of("", DEFAULT_ACCOUNT, USER_AGENT, USER_DATA_DIRECTORY),
                SettingsGroup.of(
                        "audio",
                        AUDIO_ALERT_DEVICE,
                        AUDIO_INPUT_DEVICE,
                        AUDIO_OUTPUT_DEVICE,
                        AUDIO_SAMPLE_RATE,
                        AUDIO_SILENT,
                        AUDIO_TAIL_LENGTH,
                        AUDIO_DIRECTORY),
                SettingsGroup.of("chat"),
                SettingsGroup.of("desktop_sharing"),
                SettingsGroup.of("file_transfer", FILE_TRANSFER_DIRECTORY),
                SettingsGroup.of(
                        "logs",
                        LOGS_DIRECTORY,
                        LOGS_PJSIP_LEVEL,
                        LOGS_TRACE_MSRP,
                        LOGS_TRACE_PJSIP,
                        LOGS_TRACE_SIP,
                        LOGS_TRACE_XCAP),
                SettingsGroup.of("msrp", MSRP_TRANSPORT),
                SettingsGroup.of("rtp", RTP_AUDIO_CODEC_LIST, RTP_PORT_RANGE, RTP_TIMEOUT),
                SettingsGroup.of("sip", SIP_UDP_PORT, SIP_TCP_PORT, SIP_TLS_PORT, SIP_TRANSPORT_LIST),
                SettingsGroup.of(
                        "sounds",
                        SOUNDS_AUDIO_INBOUND,
                        SOUNDS_AUDIO_OUTBOUND,
                        SOUNDS_FILE_SENT,
                        SOUNDS_FILE_RECEIVED,
                        SOUNDS_MESSAGE_SENT,
                        SOUNDS_MESSAGE_RECEIVED),
                SettingsGroup.of("tls", TLS_CA_LIST, TLS_PROTOCOL, TLS_TIMEOUT));
    }

    private static Setting<String> device(String name, String description) {
        return new Setting<>(
                "audio." + name,
                SettingTypes.TEXT,
                "system_default",
                true,
                description + "; none for silence, system_default for the system's choice");
    }

    private static Setting<Boolean> trace(String name, String description) {
        return Setting.of("logs." + name, SettingTypes.BOOLEAN, false, "Write " + description);
    }

    private static Setting<Integer> port(String name, String transport) {
        return Setting.of(
                "sip." + name, SettingTypes.PORT, 0, "Port for SIP over " + transport + ", 0 for any free one");
    }

    private static Setting<FilePath> sound(String name, String when) {
        return Setting.nillable(
                "sounds." + name, SettingTypes.ABSOLUTE_PATH, "WAV file played when " + when + "; none for silence");
    }
}
