/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.ContentTypeHeader;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.EventHeader;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.Publication;
import org.sipsimple.api.sip.PublicationNotification;
import org.sipsimple.api.sip.PublicationOptions;
import org.sipsimple.api.sip.Subscription;
import org.sipsimple.api.sip.SubscriptionNotification;
import org.sipsimple.api.sip.SubscriptionOptions;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.testing.peers.KamailioExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Publishing and subscribing with a presence server that is not ours. */
@Timeout(120)
class KamailioPresenceTest {
    private static final String STATE = "<?xml version=\"1.0\"?>\n"
            + "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:bob@test.example\"><tuple id=\"t1\">"
            + "<status><basic>open</basic></status><note>in the garden</note></tuple></presence>\n";

    private static final Duration LONG = Duration.ofSeconds(600);

    @RegisterExtension
    static final KamailioExtension KAMAILIO = new KamailioExtension();

    private static EngineHarness harness;

    @BeforeAll
    static void start() {
        harness = EngineHarness.started();
        harness.engine.addEvent("presence", List.of("application/pidf+xml"));
    }

    @AfterAll
    static void stop() {
        harness.close();
    }

    private final LinkedBlockingQueue<SubscriptionNotification.GotNotify> notifies =
            harness.queueOf(SubscriptionNotification.GotNotify.class);
    private final LinkedBlockingQueue<SubscriptionNotification.DidEnd> ends =
            harness.queueOf(SubscriptionNotification.DidEnd.class);
    private final LinkedBlockingQueue<SubscriptionNotification.DidFail> failures =
            harness.queueOf(SubscriptionNotification.DidFail.class);
    private final LinkedBlockingQueue<PublicationNotification> publications =
            harness.queueOf(PublicationNotification.class);

    private static Route proxy() {
        return harness.route(Transport.TCP, KAMAILIO.port("tcp"));
    }

    private static Credentials credentials(String user) {
        return Credentials.of(user, KamailioExtension.password(user));
    }

    private static Subscription subscribe(String event, Duration refresh) {
        ContactHeader contact =
                ContactHeader.parse("<sip:alice@127.0.0.1:" + harness.port(Transport.TCP) + ";transport=tcp>");
        Subscription subscription = harness.engine.createSubscription(new SubscriptionOptions(
                FromHeader.parse("<sip:alice@test.example>"),
                ToHeader.parse("<sip:bob@test.example>"),
                contact,
                EventHeader.of(event),
                proxy(),
                credentials("alice"),
                refresh));
        subscription.subscribe(List.of(), null, CallEnd.TIMEOUT);
        return subscription;
    }

    private static Publication publication() {
        return harness.engine.createPublication(new PublicationOptions(
                FromHeader.parse("<sip:bob@test.example>"),
                EventHeader.of("presence"),
                ContentTypeHeader.parse("application/pidf+xml"),
                credentials("bob"),
                LONG,
                List.of()));
    }

    private <T extends PublicationNotification> T next(Class<T> type) {
        PublicationNotification next = EngineHarness.take(publications, type.getSimpleName());
        assertThat(next).isInstanceOf(type);
        return type.cast(next);
    }

    /** Waits for the NOTIFY that says so; what else comes is about earlier states. */
    private void awaitNotify(boolean present) {
        boolean found;
        do {
            SubscriptionNotification.GotNotify notify =
                    EngineHarness.take(notifies, "a NOTIFY with the state, or without it: " + present);
            found = notify.body() != null && notify.body().text().contains("in the garden");
        } while (found != present);
    }

    @Test
    void whatIsPublishedIsNotifiedUntilItIsRemoved() {
        Subscription subscription = subscribe("presence", LONG);
        awaitNotify(false);
        assertThat(subscription.state()).isEqualTo(Subscription.State.ACTIVE);
        assertThat(subscription.expiresIn()).isPositive();

        Publication publication = publication();
        publication.publish(STATE.getBytes(StandardCharsets.UTF_8), proxy(), CallEnd.TIMEOUT);
        assertThat(next(PublicationNotification.DidSucceed.class).expiresIn()).isPositive();
        String tag = publication.entityTag().orElseThrow();
        awaitNotify(true);

        publication.publish(null, proxy(), CallEnd.TIMEOUT);
        next(PublicationNotification.DidSucceed.class);
        assertThat(publication.entityTag()).isPresent();
        assertThat(publication.isPublished()).as("refreshed after " + tag).isTrue();

        subscription.subscribe(List.of(), null, CallEnd.TIMEOUT);
        awaitNotify(true);

        publication.end(CallEnd.TIMEOUT);
        next(PublicationNotification.WillEnd.class);
        assertThat(next(PublicationNotification.DidEnd.class).expired()).isFalse();
        awaitNotify(false);

        subscription.end(CallEnd.TIMEOUT);
        assertThat(EngineHarness.take(ends, "the end").sender()).isSameAs(subscription);
        assertThat(subscription.state()).isEqualTo(Subscription.State.TERMINATED);
        assertThat(failures).isEmpty();
    }

    @Test
    void tooShortASubscriptionIsToldWithTheTimeAskedFor() {
        subscribe("presence", Duration.ofSeconds(5));
        SubscriptionNotification.DidFail failure = EngineHarness.take(failures, "the refusal");
        assertThat(failure.code()).isEqualTo(423);
        assertThat(failure.minExpires()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aPackageThatTheServerDoesNotKnowIsRefused() {
        Subscription subscription = subscribe("weather", LONG);
        SubscriptionNotification.DidFail failure = EngineHarness.take(failures, "the refusal");
        assertThat(failure.code()).isEqualTo(489);
        assertThat(subscription.state()).isEqualTo(Subscription.State.TERMINATED);
    }
}
