/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.messaging;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.sdk.SipSimple;

/** The SDK as a program has it, with two accounts that call each other; neither registers, and nothing is stored. */
final class Phone implements AutoCloseable {
    private static final long SECONDS = 60;

    final NotificationCenter notifications;
    final Account alice;
    final Account bob;
    private final SipSimple sip;
    private final BlockingQueue<SessionNotification.NewIncoming> incoming = new LinkedBlockingQueue<>();

    /** @param settings of both accounts */
    Phone(AccountOptions alice, AccountOptions bob, SettingsView settings) throws ConfigurationException {
        sip = SipSimple.builder().build();
        notifications = sip.notifications();
        notifications.observe(SessionNotification.NewIncoming.class, incoming::add);
        sip.engine()
                .start(EngineOptions.defaults().withBindAddress("127.0.0.1").withPorts(Map.of(Transport.TCP, 0)))
                .toCompletableFuture()
                .join();
        this.alice = sip.accounts().add(alice.withSettings(settings));
        this.bob = sip.accounts().add(bob.withSettings(settings));
    }

    /** A stream for a call of Alice's. */
    MediaStream stream(String type) {
        return sip.streams().find(type).orElseThrow().create(alice);
    }

    /** Alice calls Bob; completes when he has accepted and the streams run. */
    CompletionStage<Void> call(MediaStream... offered) {
        int port = sip.engine().listeningAddress(Transport.TCP).orElseThrow().getPort();
        Session session = sip.sessions().create(alice);
        return session.connect(
                ToHeader.of(bob.uri()),
                List.of(new Route(InetAddress.getLoopbackAddress(), port, Transport.TCP)),
                List.of(offered),
                new Session.ConnectOptions(false, null, Duration.ofSeconds(SECONDS)));
    }

    /** Waits for the call at Bob's end, which is not answered yet. */
    Session awaitCall() throws InterruptedException {
        SessionNotification.NewIncoming event = incoming.poll(SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nobody calls");
        }
        return event.sender();
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public void close() {
        sip.sessions().endAll().toCompletableFuture().join();
        sip.close();
    }
}
