/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.osgi;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionManager;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.MediaStreamRegistry;
import org.sipsimple.api.stream.TextExchange;
import org.sipsimple.itests.exam.PaxExamExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

/** The full distribution in Felix: all of it resolves and starts, and media types come and go while it runs. */
@ExtendWith(PaxExamExtension.class)
class DistributionIT {
    private static final String AUDIO = "org.sipsimple.stream.audio";
    private static final long SECONDS = 60;

    @Inject
    private BundleContext context;

    @Inject
    private Engine engine;

    @Inject
    private AccountManager accounts;

    @Inject
    private SessionManager sessions;

    @Inject
    private MediaStreamRegistry registry;

    @Inject
    private NotificationCenter notifications;

    @Configuration
    static Option[] configuration() {
        return options(
                cleanCaches(),
                systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("WARN"),
                systemProperty("org.sipsimple.configuration.file")
                        .value(System.getProperty("java.io.tmpdir") + "/distribution-it/config"),
                systemProperty(Distribution.FOLDER).value(System.getProperty(Distribution.FOLDER)),
                Distribution.installed("full"));
    }

    @AfterEach
    void stop() {
        engine.stop().toCompletableFuture().join();
    }

    @Test
    void allBundlesAreActive() {
        List<Bundle> ours = Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("org.sipsimple."))
                .toList();
        assertTrue(ours.size() >= 10, () -> "only " + ours);
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
            assertEquals(fragment ? Bundle.RESOLVED : Bundle.ACTIVE, bundle.getState(), bundle.getSymbolicName());
        }
    }

    @Test
    void theNextCallHasAudioLacksItAndHasItAgain() throws BundleException, InterruptedException {
        engine.start(EngineOptions.defaults().withBindAddress("127.0.0.1").withPorts(Map.of(Transport.UDP, 0)))
                .toCompletableFuture()
                .join();
        Account us = accounts.add(new AccountOptions(SipUri.parse("sip:us@127.0.0.1"), null, null, null, false));
        MediaStreamFactory audio = registry.find("audio").orElseThrow();
        assertInstanceOf(SessionNotification.DidStart.class, outcomeOfCall(us, audio));

        Bundle bundle = bundle();
        String location = bundle.getLocation();
        bundle.uninstall();
        assertEquals(Optional.empty(), registry.find("audio"));
        // the caller still has the old factory, as a peer elsewhere has its own audio
        SessionNotification refused = outcomeOfCall(us, audio);
        assertEquals(
                488,
                assertInstanceOf(SessionNotification.DidFail.class, refused).code());

        context.installBundle(location).start();
        MediaStreamFactory again = registry.find("audio").orElseThrow();
        assertTrue(again != audio);
        assertInstanceOf(SessionNotification.DidStart.class, outcomeOfCall(us, again));
        accounts.remove(us.id());
    }

    @Test
    void chatComesAndGoesInARunningCall() throws BundleException {
        engine.start(EngineOptions.defaults().withBindAddress("127.0.0.1").withPorts(Map.of(Transport.UDP, 0)))
                .toCompletableFuture()
                .join();
        Account us = accounts.add(new AccountOptions(SipUri.parse("sip:us@127.0.0.1"), null, null, null, false));
        Observation answering = notifications.observe(
                SessionNotification.NewIncoming.class, call -> call.sender().accept(call.streams()));
        Observation agreeing = notifications.observe(SessionNotification.GotProposal.class, proposal -> {
            if (proposal.originator() == Originator.REMOTE) {
                proposal.sender().acceptProposal(proposal.streams());
            }
        });
        try {
            var here = engine.listeningAddress(Transport.UDP).orElseThrow();
            Session call = sessions.create(us);
            done(call.connect(
                    ToHeader.of(SipUri.of("us", "127.0.0.1").withPort(here.getPort())),
                    List.of(new Route(here.getAddress(), here.getPort(), Transport.UDP)),
                    List.of(registry.find("audio").orElseThrow().create(us))));
            MediaStreamFactory chat = registry.find("chat").orElseThrow();
            MediaStream first = chat.create(us);
            done(call.addStream(first));
            done(first.facet(TextExchange.class).orElseThrow().sendText("there it is"));

            Bundle bundle = bundle("org.sipsimple.stream.chat");
            String location = bundle.getLocation();
            bundle.uninstall();
            CompletionException refused =
                    assertThrows(CompletionException.class, () -> done(call.addStream(chat.create(us))));
            assertEquals(
                    488,
                    assertInstanceOf(SessionFailedException.class, refused.getCause())
                            .code());
            done(first.facet(TextExchange.class).orElseThrow().sendText("what runs goes on"));

            context.installBundle(location).start();
            MediaStream again = registry.find("chat").orElseThrow().create(us);
            done(call.addStream(again));
            done(again.facet(TextExchange.class).orElseThrow().sendText("and here it is again"));
            done(call.end());
        } finally {
            answering.close();
            agreeing.close();
            accounts.remove(us.id());
        }
    }

    private static void done(CompletionStage<Void> stage) {
        stage.toCompletableFuture().orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    private Bundle bundle() {
        return bundle(AUDIO);
    }

    private Bundle bundle(String name) {
        return Arrays.stream(context.getBundles())
                .filter(each -> each.getSymbolicName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Calls ourselves; whoever is called answers with all streams. */
    private SessionNotification outcomeOfCall(Account us, MediaStreamFactory factory) throws InterruptedException {
        Observation answering = notifications.observe(
                SessionNotification.NewIncoming.class, call -> call.sender().accept(call.streams()));
        BlockingQueue<SessionNotification> outcome = new LinkedBlockingQueue<>();
        Session session = sessions.create(us);
        Observation watching = notifications.observe(SessionNotification.class, session, event -> {
            if (event instanceof SessionNotification.DidStart || event instanceof SessionNotification.DidFail) {
                outcome.add(event);
            }
        });
        try {
            var here = engine.listeningAddress(Transport.UDP).orElseThrow();
            MediaStream stream = factory.create(us);
            session.connect(
                    ToHeader.of(SipUri.of("us", "127.0.0.1").withPort(here.getPort())),
                    List.of(new Route(here.getAddress(), here.getPort(), Transport.UDP)),
                    List.of(stream),
                    new Session.ConnectOptions(false, null, Duration.ofSeconds(SECONDS)));
            SessionNotification event = outcome.poll(SECONDS, TimeUnit.SECONDS);
            assertNotNull(event, "the call neither started nor failed");
            session.end().toCompletableFuture().join();
            return event;
        } finally {
            answering.close();
            watching.close();
        }
    }
}
