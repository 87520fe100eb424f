/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.trace;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.FilePath;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.InvalidSettingException;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsKind;
import org.sipsimple.api.notification.ProtocolTrace;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.filebackend.MemoryBackend;
import org.sipsimple.settings.DefaultSettings;
import org.sipsimple.stream.testkit.FakeEngine;
import org.sipsimple.stream.testkit.InlineThreads;
import org.sipsimple.stream.testkit.RecordedNotifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProtocolTracerTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00.5Z");

    @TempDir
    private Path folder;

    private final RecordedNotifications notifications = new RecordedNotifications();
    private final InlineThreads threads = new InlineThreads();
    private final FakeEngine engine = new FakeEngine(notifications, threads.scheduler());
    private Settings settings;

    private record Trace(Object sender, Instant timestamp, String protocol, String text) implements ProtocolTrace {
        @Override
        public String name() {
            return "TestTrace";
        }
    }

    @BeforeEach
    void open() throws ConfigurationException {
        settings = DefaultSettings.open(new MemoryBackend(), notifications, Clock.systemUTC());
        set(GeneralSettings.USER_DATA_DIRECTORY, new FilePath(folder.toString()));
    }

    private <T> void set(Setting<T> setting, T value) throws ConfigurationException {
        settings.general().set(setting, value);
        settings.general().save();
    }

    private ProtocolTracer tracer() {
        return new ProtocolTracer(settings, engine, notifications, threads);
    }

    private void sip(String method) {
        notifications.post(new EngineNotification.SipTrace(
                engine,
                NOW,
                false,
                Transport.UDP,
                new InetSocketAddress("127.0.0.1", 5060),
                new InetSocketAddress("127.0.0.2", 5070),
                SipMessage.parse((method + " sip:bob@example.org SIP/2.0\r\nCall-ID: 1\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8))));
    }

    private String trace(String protocol) throws IOException {
        return Files.readString(folder.resolve("logs/" + protocol + "_trace.txt"));
    }

    @Test
    void writesNothingUntilItIsSwitchedOnAndAgainNothingWhenItIsOff() throws Exception {
        try (ProtocolTracer tracer = tracer()) {
            assertThat(tracer.groups()).hasSize(1);
            sip("OPTIONS");
            assertThat(folder.resolve("logs")).doesNotExist();
            set(GeneralSettings.LOGS_TRACE_SIP, true);
            assertThat(engine.tracesSip()).isTrue();
            sip("INVITE");
            assertThat(trace("sip"))
                    .contains(
                            "SENDING\n127.0.0.1:5060 -(SIP over UDP)-> 127.0.0.2:5070\nINVITE sip:bob@example.org SIP/2.0\n")
                    .endsWith("\n--\n")
                    .doesNotContain("OPTIONS");
            set(GeneralSettings.LOGS_TRACE_SIP, false);
            assertThat(engine.tracesSip()).isFalse();
            sip("BYE");
            assertThat(trace("sip")).doesNotContain("BYE");
        }
    }

    @Test
    void eachProtocolHasItsFileAndSwitch() throws Exception {
        set(GeneralSettings.LOGS_TRACE_MSRP, true);
        set(GeneralSettings.LOGS_TRACE_XCAP, true);
        set(GeneralSettings.LOGS_TRACE_PJSIP, true);
        try (ProtocolTracer tracer = tracer()) {
            assertThat(engine.logLevel()).isEqualTo(5);
            assertThat(tracer.extended()).isEqualTo(SettingsKind.GENERAL);
            set(ProtocolTracer.TRACE_NOTIFICATIONS, true);
            notifications.post(new Trace(this, NOW, "msrp", "MSRP abc SEND"));
            notifications.post(new Trace(this, NOW, "xcap", "GET /xcap-root"));
            notifications.post(new Trace(this, NOW, "unknown", "nothing of that"));
            notifications.post(new EngineNotification.Log(engine, NOW, 4, "pjsua started\n"));
            notifications.post(new EngineNotification.DidStart(engine, NOW));
            assertThat(trace("msrp")).endsWith(": MSRP abc SEND\n--\n");
            assertThat(trace("xcap")).endsWith(": GET /xcap-root\n--\n");
            assertThat(trace("pjsip")).endsWith(" (4) pjsua started\n");
            assertThat(trace("notifications"))
                    .contains(" SIPEngineDidStart ")
                    .doesNotContain("MSRP abc", "pjsua started");
            assertThat(folder.resolve("logs/unknown_trace.txt")).doesNotExist();
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("logs/msrp_trace.txt"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theDirectoryIsChangedAtRunTime() throws Exception {
        set(GeneralSettings.LOGS_TRACE_SIP, true);
        try (ProtocolTracer tracer = tracer()) {
            sip("INVITE");
            set(GeneralSettings.LOGS_DIRECTORY, new FilePath("elsewhere"));
            sip("BYE");
            assertThat(trace("sip")).contains("INVITE").doesNotContain("BYE");
            assertThat(folder.resolve("elsewhere/sip_trace.txt")).content().contains("BYE");
            assertThat(tracer.extended()).isNotNull();
        }
    }

    @Test
    void aFileThatCannotBeWrittenCostsNothingElse() throws Exception {
        Files.writeString(folder.resolve("logs"), "no directory");
        set(GeneralSettings.LOGS_TRACE_SIP, true);
        try (ProtocolTracer tracer = tracer()) {
            sip("INVITE");
            sip("BYE");
            assertThat(folder.resolve("logs")).hasContent("no directory");
            Files.delete(folder.resolve("logs"));
            set(GeneralSettings.LOGS_DIRECTORY, new FilePath("other"));
            sip("ACK");
            assertThat(folder.resolve("other/sip_trace.txt")).content().contains("ACK");
            assertThat(tracer.groups()).isNotEmpty();
        }
    }

    @Test
    void itsSettingGoesWithIt() throws Exception {
        tracer().close();
        assertThatThrownBy(() -> settings.general().setting("logs.trace_notifications"))
                .isInstanceOf(InvalidSettingException.class);
        assertThat(notifications.observers()).isZero();
    }
}
