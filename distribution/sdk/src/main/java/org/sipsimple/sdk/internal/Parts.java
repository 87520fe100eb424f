/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.sdk.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.sipsimple.account.AccountServices;
import org.sipsimple.account.DefaultAccountManager;
import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.application.SipApplication;
import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.payload.PayloadRegistry;
import org.sipsimple.api.session.SessionManager;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.storage.Storage;
import org.sipsimple.api.stream.MediaStreamRegistry;
import org.sipsimple.api.stream.StreamServices;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.api.xcap.XcapClientFactory;
import org.sipsimple.application.ApplicationServices;
import org.sipsimple.application.DefaultSipApplication;
import org.sipsimple.audio.DefaultAudio;
import org.sipsimple.audio.Ringtones;
import org.sipsimple.audio.SoundSettings;
import org.sipsimple.engine.DefaultEngine;
import org.sipsimple.engine.DefaultMedia;
import org.sipsimple.lookup.DnsServices;
import org.sipsimple.lookup.LookupSettings;
import org.sipsimple.msrp.MsrpStack;
import org.sipsimple.msrp.stream.MsrpStreamServices;
import org.sipsimple.network.AddressSource;
import org.sipsimple.network.PollingAddressWatcher;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.payloads.InstalledCodecs;
import org.sipsimple.session.DefaultMediaStreamRegistry;
import org.sipsimple.session.DefaultSessionManager;
import org.sipsimple.session.SessionServices;
import org.sipsimple.session.SessionTimers;
import org.sipsimple.settings.DefaultSettings;
import org.sipsimple.threading.DefaultThreadManager;
import org.sipsimple.trace.ProtocolTracer;
import org.sipsimple.xcap.XcapClients;

/**
 * The parts, by what each is to the others.
 *
 * @param closing what is to be closed, the first one first
 */
public record Parts(
        SipApplication application,
        Settings settings,
        AccountManager accounts,
        SessionManager sessions,
        MediaStreamRegistry streams,
        AudioFactory audio,
        MediaFactory media,
        Lookup lookup,
        NotificationCenter notifications,
        Engine engine,
        PayloadRegistry payloads,
        XcapClientFactory xcap,
        ThreadManager threads,
        Deque<AutoCloseable> closing)
        implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Parts.class.getName());

    /** @throws ConfigurationException when the stored settings cannot be read; nothing is left open then */
    public static Parts of(Storage storage, UnaryOperator<EngineOptions> engineOptions, LookupSettings lookupSettings)
            throws ConfigurationException {
        Deque<AutoCloseable> closing = new ArrayDeque<>();
        try {
            return put(storage, engineOptions, lookupSettings, closing);
        } catch (ConfigurationException | RuntimeException | Error failure) {
            closeAll(closing);
            throw failure;
        }
    }

    private static Parts put(
            Storage storage,
            UnaryOperator<EngineOptions> engineOptions,
            LookupSettings lookupSettings,
            Deque<AutoCloseable> closing)
            throws ConfigurationException {
        DefaultThreadManager threads = later(closing, new DefaultThreadManager());
        DefaultNotificationCenter notifications =
                later(closing, new DefaultNotificationCenter(threads.pool("notification"), threads.scheduler()));
        Settings settings = DefaultSettings.open(storage.configurationBackend(), notifications, Clock.systemUTC());
        Lookup lookup = later(closing, new DnsServices(lookupSettings, notifications, threads))
                .lookup();
        DefaultEngine engine = later(closing, new DefaultEngine(notifications, threads));
        later(closing, new ProtocolTracer(settings, engine, notifications, threads));
        DefaultMedia media = new DefaultMedia(engine);
        DefaultAudio audio = later(closing, new DefaultAudio(media, media, notifications, threads));
        later(closing, new SoundSettings(settings, media, notifications, threads));
        later(closing, new Ringtones(settings, audio, audio, notifications, threads));
        DefaultAccountManager accounts = later(
                closing,
                new DefaultAccountManager(
                        new AccountServices(engine, lookup, notifications, threads, new SecureRandom())));
        MsrpStreamServices msrp = new MsrpStreamServices(later(closing, msrp(threads)), notifications, threads, lookup);
        DefaultMediaStreamRegistry streams = new DefaultMediaStreamRegistry();
        streams.load(
                StreamServices.of(Map.of(
                        Engine.class, engine,
                        MediaFactory.class, media,
                        AudioFactory.class, audio,
                        SystemAudio.class, audio,
                        Lookup.class, lookup,
                        NotificationCenter.class, notifications,
                        ThreadManager.class, threads,
                        MsrpStreamServices.class, msrp)),
                Parts.class.getClassLoader());
        PayloadRegistry payloads = InstalledCodecs.installed();
        DefaultSessionManager sessions = later(
                closing,
                new DefaultSessionManager(
                        new SessionServices(
                                        engine,
                                        streams,
                                        notifications,
                                        threads,
                                        new SecureRandom(),
                                        SessionTimers.DEFAULT)
                                .withLookup(lookup)
                                .withPayloads(() -> Optional.of(payloads)),
                        accounts));
        later(
                closing,
                new PollingAddressWatcher(
                        AddressSource.ofInterfaces(), PollingAddressWatcher.DEFAULT_PERIOD, notifications, threads));
        DefaultSipApplication application = later(
                closing,
                new DefaultSipApplication(new ApplicationServices(
                        storage,
                        settings,
                        engine,
                        engineOptions,
                        accounts,
                        sessions,
                        audio,
                        lookup,
                        notifications,
                        threads)));
        return new Parts(
                application,
                settings,
                accounts,
                sessions,
                streams,
                audio,
                media,
                lookup,
                notifications,
                engine,
                payloads,
                new XcapClients(lookup, notifications, threads),
                threads,
                closing);
    }

    private static MsrpStack msrp(ThreadManager threads) {
        try {
            return new MsrpStack(threads.scheduler());
        } catch (IOException e) {
            throw new UncheckedIOException("no resources for MSRP", e);
        }
    }

    /** What is made last is closed first. */
    private static <T extends AutoCloseable> T later(Deque<AutoCloseable> closing, T part) {
        closing.push(part);
        return part;
    }

    @Override
    public void close() {
        synchronized (closing) {
            closeAll(closing);
        }
    }

    private static void closeAll(Deque<AutoCloseable> closing) {
        while (!closing.isEmpty()) {
            AutoCloseable part = closing.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, part.getClass().getName() + " does not close in order", e);
            }
        }
    }
}
