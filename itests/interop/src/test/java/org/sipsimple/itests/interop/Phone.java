/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountNotification;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.SettingKey;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.MessageOptions;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.TlsOptions;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.sdk.SipSimple;
import org.sipsimple.testing.peers.KamailioExtension;

/** The SDK as a program without OSGi has it; nothing is stored, and accounts are those that a test adds. */
final class Phone implements AutoCloseable {
    private static final long SECONDS = 60;
    private static final int OWN_PORT = 5060;

    final NotificationCenter notifications;
    final MediaFactory media;
    final AudioFactory audio;
    private final SipSimple sip;
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

    /** One that is given no address, and so listens by IPv4 and IPv6; else as {@link #Phone(KamailioExtension)}. */
    static Phone onBothFamilies(KamailioExtension kamailio) {
        return new Phone(
                kamailio,
                null,
                EngineOptions.defaults()
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
        sip = withoutSettings();
        notifications = sip.notifications();
        media = sip.media();
        audio = sip.audio();
        notifications.observe(SessionNotification.NewIncoming.class, incoming::add);
        sip.engine().start(options).toCompletableFuture().join();
    }

    private static SipSimple withoutSettings() {
        try {
            return SipSimple.builder().build();
        } catch (ConfigurationException e) {
            throw new AssertionError("there are no settings to be read", e);
        }
    }

    /** Adds an account that is not registered anywhere. */
    Account add(String user, String address, Map<String, Object> settings) {
        return sip.accounts()
                .add(new AccountOptions(SipUri.of(user, address), null, null, null, false)
                        .withSettings(view(settings)));
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

    Account register(String user, SipUri server, Map<String, Object> settings) throws InterruptedException {
        BlockingQueue<AccountNotification> outcome = new LinkedBlockingQueue<>();
        var observation = notifications.observe(AccountNotification.class, event -> {
            if (event.sender().id().startsWith(user + "@")) {
                outcome.add(event);
            }
        });
        Account account = sip.accounts()
                .add(new AccountOptions(
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
        return dial(account, uri, routes(account, uri));
    }

    private List<Route> routes(Account account, String uri) {
        return sip.lookup()
                .lookupSipProxy(
                        account.outboundProxy().orElseGet(() -> SipUri.parse(uri)),
                        List.of(Transport.UDP, Transport.TCP, Transport.TLS))
                .toCompletableFuture()
                .join();
    }

    /** The same by these routes. */
    Call dial(Account account, String uri, List<Route> routes) {
        MediaStream stream = sip.streams().find("audio").orElseThrow().create(account);
        Session session = sip.sessions().create(account);
        Call call = new Call(this, session, stream);
        session.connect(
                ToHeader.of(SipUri.parse(uri)),
                routes,
                List.of(stream),
                new Session.ConnectOptions(false, null, Duration.ofSeconds(SECONDS)));
        return call;
    }

    /** Sends a MESSAGE through the account's proxy, or directly where it has none; returns at once. */
    void send(Account account, String uri, String text) {
        Route route = routes(account, uri).get(0);
        sip.engine()
                .createMessage(new MessageOptions(
                        new FromHeader(account.identity()),
                        ToHeader.of(SipUri.parse(uri)),
                        route,
                        SipBody.of("text/plain", text),
                        account.credentials().orElse(null),
                        List.of()))
                .send(Duration.ofSeconds(SECONDS));
    }

    /** From now on SIP messages are told, as {@link org.sipsimple.api.sip.EngineNotification.SipTrace}. */
    void trace() {
        sip.engine().setTraceSip(true);
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
        sip.sessions().endAll().toCompletableFuture().join();
        sip.close(); // unregisters, else the next test's calls would also go to this phone
    }
}
