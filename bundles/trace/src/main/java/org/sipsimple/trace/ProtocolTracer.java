/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.trace;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.configuration.ConfigurationNotification;
import org.sipsimple.api.configuration.FilePath;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.SettingTypes;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsGroup;
import org.sipsimple.api.configuration.SettingsKind;
import org.sipsimple.api.configuration.SettingsObjectExtension;
import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.notification.ProtocolTrace;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.threading.SerialExecutor;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.trace.internal.TraceFile;
import org.sipsimple.trace.internal.TraceText;

/**
 * Writes {@code sip_trace.txt}, {@code pjsip_trace.txt}, {@code msrp_trace.txt}, {@code xcap_trace.txt} and {@code
 * notifications_trace.txt} in {@code logs.directory}, each while its setting {@code logs.trace_...} is on. Settings count
 * from the moment they are saved. It knows what notifications tell, and nothing of protocols. Thread-safe.
 */
public final class ProtocolTracer implements SettingsObjectExtension, AutoCloseable {
    /** Added to the settings of the application while there is a tracer. */
    public static final Setting<Boolean> TRACE_NOTIFICATIONS = Setting.of(
            "logs.trace_notifications", SettingTypes.BOOLEAN, false, "Write notifications to notifications_trace.txt");

    private static final String SIP = "sip";
    private static final String PJSIP = "pjsip";
    private static final String NOTIFICATIONS = "notifications";
    private static final int QUIET = 1;

    private static final Map<String, Setting<Boolean>> SWITCHES = Map.of(
            SIP, GeneralSettings.LOGS_TRACE_SIP,
            PJSIP, GeneralSettings.LOGS_TRACE_PJSIP,
            "msrp", GeneralSettings.LOGS_TRACE_MSRP,
            "xcap", GeneralSettings.LOGS_TRACE_XCAP,
            NOTIFICATIONS, TRACE_NOTIFICATIONS);

    private final Settings settings;
    private final Engine engine;
    private final TraceText text = new TraceText(ZoneId.systemDefault());
    private final SerialExecutor executor;
    private final List<Observation> observations;
    private final Settings.Registration registration;

    /** By protocol; those that are on. On the executor only. */
    private final Map<String, TraceFile> files = new HashMap<>();

    private @Nullable Path directory;

    public ProtocolTracer(Settings settings, Engine engine, NotificationCenter notifications, ThreadManager threads) {
        this.settings = settings;
        this.engine = engine;
        this.executor = threads.serial("file-io");
        this.registration = settings.register(this);
        this.observations = List.of(
                notifications.observe(
                        ConfigurationNotification.SettingsObjectDidChange.class,
                        settings.general(),
                        executor,
                        change -> apply()),
                notifications.observe(Notification.class, null, executor, this::heard));
        executor.execute(this::apply);
    }

    @Override
    public SettingsKind extended() {
        return SettingsKind.GENERAL;
    }

    @Override
    public List<SettingsGroup> groups() {
        return List.of(SettingsGroup.of("logs", TRACE_NOTIFICATIONS));
    }

    private void apply() {
        FilePath data = Objects.requireNonNull(settings.general().get(GeneralSettings.USER_DATA_DIRECTORY));
        FilePath logs = Objects.requireNonNull(settings.general().get(GeneralSettings.LOGS_DIRECTORY));
        Path now = logs.in(data);
        if (!now.equals(directory)) {
            closeFiles();
            directory = now;
        }
        SWITCHES.forEach((protocol, setting) -> {
            boolean on = Boolean.TRUE.equals(settings.general().get(setting));
            if (on && !files.containsKey(protocol)) {
                files.put(protocol, new TraceFile(now.resolve(protocol + "_trace.txt")));
                switchCore(protocol, true);
            } else if (!on && files.containsKey(protocol)) {
                files.remove(protocol).close();
                switchCore(protocol, false);
            }
        });
    }

    /** Whoever else traces has switched the core on by themselves; only what we did is undone. */
    private void switchCore(String protocol, boolean on) {
        if (!engine.isRunning()) {
            return;
        }
        if (protocol.equals(SIP)) {
            engine.setTraceSip(on);
        } else if (protocol.equals(PJSIP)) {
            Integer level = settings.general().get(GeneralSettings.LOGS_PJSIP_LEVEL);
            engine.setLogLevel(on && level != null ? Math.min(5, level) : QUIET);
        }
    }

    private void heard(Notification event) {
        if (event instanceof EngineNotification.SipTrace message) {
            write(SIP, text.of(message));
        } else if (event instanceof EngineNotification.Log line) {
            write(PJSIP, text.of(line));
        } else if (event instanceof ProtocolTrace trace) {
            write(trace.protocol(), text.of(trace));
        } else {
            write(NOTIFICATIONS, text.of(event));
            if (event instanceof EngineNotification.DidStart) {
                files.keySet().forEach(protocol -> switchCore(protocol, true));
            }
        }
    }

    private void write(String protocol, String entry) {
        TraceFile file = files.get(protocol);
        if (file != null) {
            file.write(entry);
        }
    }

    private void closeFiles() {
        files.values().forEach(TraceFile::close);
        files.clear();
    }

    @Override
    public void close() {
        observations.forEach(Observation::close);
        registration.close();
        executor.execute(this::closeFiles);
    }
}
