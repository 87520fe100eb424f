/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.sipsimple.account.AccountServices;
import org.sipsimple.account.DefaultAccountManager;
import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountNotification;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.configuration.SettingKey;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.TlsOptions;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.StreamServices;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.audio.DefaultAudio;
import org.sipsimple.engine.DefaultEngine;
import org.sipsimple.engine.DefaultMedia;
import org.sipsimple.lookup.DnsServices;
import org.sipsimple.lookup.LookupSettings;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.session.DefaultMediaStreamRegistry;
import org.sipsimple.session.DefaultSessionManager;
import org.sipsimple.session.SessionServices;
import org.sipsimple.session.SessionTimers;
import org.sipsimple.testing.peers.KamailioExtension;
import org.sipsimple.threading.DefaultThreadManager;

/** The SDK put together in plain Java, as a program without OSGi does it; streams come by ServiceLoader. */
final class Phone implements AutoCloseable {
    private static final long SECONDS = 60;
    private static final int OWN_PORT = 5060;

    final DefaultThreadManager threads = new DefaultThreadManager();
    final DefaultNotificationCenter notifications =
            new DefaultNotificationCenter(threads.pool("notification"), threads.scheduler());
    final DefaultEngine engine = new DefaultEngine(notifications, threads);
    final DefaultMedia media = new DefaultMedia(engine);
    final DefaultAudio audio = new DefaultAudio(media, media, notifications, threads);
    private final DnsServices dns = new DnsServices(LookupSettings.DEFAULT, notifications, threads);
    private final DefaultAccountManager accounts =
            new DefaultAccountManager(new AccountServices(engine, dns.lookup(), notifications, threads, new Random(1)));
    private final DefaultMediaStreamRegistry streams = new DefaultMediaStreamRegistry();
    private final DefaultSessionManager sessions = new DefaultSessionManager(
            new SessionServices(engine, streams, notifications, threads, new Random(2), SessionTimers.DEFAULT)
                    .withLookup(dns.lookup()),
            accounts);
    private final BlockingQueue<SessionNotification.NewIncoming> incoming = new LinkedBlockingQueue<>();
    private final @Nullable SipUri proxy;
    private final @Nullable KamailioExtension kamailio;

    /** An engine that listens on all transports and trusts the test authority. */
    Phone(KamailioExtension kamailio) {
        this(
                kamailio,
                null,
                EngineOptions.defaults()
                        .withBindAddress("127.0.0.1")
                        .withPorts(Map.of(Transport.UDP, 0, Transport.TCP, 0, Transport.TLS, 0))
                        .withTls(TlsOptions.DEFAULT.withAuthorities(
                                kamailio.certificates().authority())));
    }

    /** One that calls without a server between; UDP port 5060 of that address is its own. */
    Phone(String address) {
        this(null, null, EngineOptions.defaults().withBindAddress(address).withPorts(Map.of(Transport.UDP, OWN_PORT)));
    }

    /** One at that address whose accounts have that proxy. */
    Phone(String address, SipUri proxy) {
        this(
                null,
                proxy,
                EngineOptions.defaults()
                        .withBindAddress(address)
                        .withPorts(Map.of(Transport.UDP, OWN_PORT, Transport.TCP, OWN_PORT)));
    }

    private Phone(@Nullable KamailioExtension kamailio, @Nullable SipUri proxy, EngineOptions options) {
        this.kamailio = kamailio;
        this.proxy = proxy;
        streams.load(
                StreamServices.of(Map.of(
                        Engine.class, engine,
                        MediaFactory.class, media,
                        AudioFactory.class, audio,
                        SystemAudio.class, audio,
                        Lookup.class, dns.lookup(),
                        NotificationCenter.class, notifications,
                        ThreadManager.class, threads)),
                Phone.class.getClassLoader());
        notifications.observe(SessionNotification.NewIncoming.class, incoming::add);
        engine.start(options).toCompletableFuture().join();
    }

    /** Adds an account that is not registered anywhere. */
    Account add(String user, String address, Map<String, Object> settings) {
        return accounts.add(
                new AccountOptions(SipUri.of(user, address), null, null, null, false).withSettings(view(settings)));
    }

    /** Adds an account and waits until Kamailio has accepted its registration. */
    Account register(String user, String transport, SrtpPolicy srtp) throws InterruptedException {
        return register(user, transport, srtp, "");
    }

    /** @param codec the only one, empty for all */
    Account register(String user, String transport, SrtpPolicy srtp, String codec) throws InterruptedException {
        KamailioExtension server = kamailio;
        if (server == null) {
            throw new IllegalStateException("there is no server to register with");
        }
        return register(
                user,
                SipUri.parse(server.proxyUri(transport)),
                codec.isEmpty()
                        ? Map.of("rtp.srtp_encryption", srtp)
                        : Map.of("rtp.srtp_encryption", srtp, "rtp.audio_codec_list", List.of(codec)));
    }

    /** Registers an account of Kamailio's domain by this phone's proxy. */
    Account register(String user, Map<String, Object> settings) throws InterruptedException {
        SipUri server = proxy;
        if (server == null) {
            throw new IllegalStateException("this phone has no proxy");
        }
        return register(user, server, settings);
    }

    private Account register(String user, SipUri server, Map<String, Object> settings) throws InterruptedException {
        BlockingQueue<AccountNotification> outcome = new LinkedBlockingQueue<>();
        var observation = notifications.observe(AccountNotification.class, event -> {
            if (event.sender().id().startsWith(user + "@")) {
                outcome.add(event);
            }
        });
        Account account = accounts.add(new AccountOptions(
                        SipUri.of(user, KamailioExtension.DOMAIN),
                        null,
                        Credentials.of(user, KamailioExtension.password(user)),
                        server,
                        true)
                .withSettings(view(settings)));
        try {
            while (true) {
                AccountNotification event = outcome.poll(SECONDS, TimeUnit.SECONDS);
                if (event == null || event instanceof AccountNotification.RegistrationDidFail) {
                    throw new AssertionError(user + " was not registered: " + event);
                }
                if (event instanceof AccountNotification.RegistrationDidSucceed) {
                    return account;
                }
            }
        } finally {
            observation.close();
        }
    }

    private static SettingsView view(Map<String, Object> settings) {
        return new SettingsView() {
            @Override
            public <T> T get(SettingKey<T> key) {
                Object value = settings.get(key.path());
                return value == null ? key.defaultValue() : key.type().cast(value);
            }
        };
    }

    /** Calls through the account's proxy, or directly where it has none, with one audio stream; returns at once. */
    Call dial(Account account, String uri) {
        List<Route> routes = dns.lookup()
                .lookupSipProxy(
                        account.outboundProxy().orElseGet(() -> SipUri.parse(uri)),
                        List.of(Transport.UDP, Transport.TCP, Transport.TLS))
                .toCompletableFuture()
                .join();
        MediaStream stream = streams.find("audio").orElseThrow().create(account);
        Session session = sessions.create(account);
        Call call = new Call(this, session, stream);
        session.connect(
                ToHeader.of(SipUri.parse(uri)),
                routes,
                List.of(stream),
                new Session.ConnectOptions(false, null, Duration.ofSeconds(SECONDS)));
        return call;
    }

    /** Waits for an incoming call with audio; it is not answered. */
    Call awaitCall() throws InterruptedException {
        SessionNotification.NewIncoming event = incoming.poll(SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nobody calls");
        }
        return new Call(this, event.sender(), event.streams().get(0));
    }

    boolean isCalled() {
        return !incoming.isEmpty();
    }

    Path recordingIn(Path folder) {
        return folder.resolve("heard-" + System.nanoTime() + ".wav");
    }

    @Override
    public void close() {
        sessions.endAll().toCompletableFuture().join();
        sessions.close();
        audio.close();
        accounts.close(); // unregisters, else the next test's calls would also go to this phone
        engine.close();
        dns.close();
        notifications.close();
        threads.close();
    }
}
