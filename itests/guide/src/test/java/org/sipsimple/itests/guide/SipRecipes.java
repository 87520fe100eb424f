/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.guide;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.payload.DecodedPayload;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.api.sip.ContentTypeHeader;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.EventHeader;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.Message;
import org.sipsimple.api.sip.MessageOptions;
import org.sipsimple.api.sip.Publication;
import org.sipsimple.api.sip.PublicationOptions;
import org.sipsimple.api.sip.Request;
import org.sipsimple.api.sip.RequestNotification;
import org.sipsimple.api.sip.RequestOptions;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Subscription;
import org.sipsimple.api.sip.SubscriptionNotification;
import org.sipsimple.api.sip.SubscriptionOptions;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.payload.pidf.Basic;
import org.sipsimple.payload.pidf.Presence;
import org.sipsimple.payload.pidf.Tuple;
import org.sipsimple.sdk.SipSimple;

/** What docs/guide.md shows of the SIP core and of documents. */
final class SipRecipes {
    private final SipSimple sip;

    SipRecipes(SipSimple sip) {
        this.sip = sip;
    }

    Request ping(Account alice, SipUri server, Route route, Consumer<String> log) {
        Request ping = sip.engine()
                .createRequest(
                        RequestOptions.of("OPTIONS", new FromHeader(alice.identity()), ToHeader.of(server), route));
        sip.notifications().observe(RequestNotification.class, ping, event -> {
            if (event instanceof RequestNotification.DidSucceed) {
                log.accept("it is there");
            } else if (event instanceof RequestNotification.DidFail failed) {
                log.accept(failed.code() + " " + failed.reason());
            }
        });
        ping.send(Duration.ofSeconds(5));
        return ping;
    }

    Message shortMessage(Account alice, SipUri bob, Route route) {
        Message message = sip.engine()
                .createMessage(new MessageOptions(
                        new FromHeader(alice.identity()),
                        ToHeader.of(bob),
                        route,
                        SipBody.of("text/plain", "On my way"),
                        alice.credentials().orElse(null),
                        List.of()));
        message.send(Duration.ofSeconds(30));
        return message;
    }

    Observation shortMessages(Consumer<String> show) {
        Observation messages = sip.notifications().observe(EngineNotification.GotMessage.class, got -> {
            if (got.body() != null) {
                show.accept(got.from().uri() + " says " + got.body().text());
            }
        });
        return messages;
    }

    Publication publish(Account alice, Route route) {
        Presence open = Presence.of(alice.uri().toString()).withTuple(Tuple.of("phone", Basic.OPEN));
        Payload document = sip.payloads().encode(open).orElseThrow();
        Publication publication = sip.engine()
                .createPublication(new PublicationOptions(
                        new FromHeader(alice.identity()),
                        EventHeader.of("presence"),
                        ContentTypeHeader.parse(document.type().toString()),
                        alice.credentials().orElse(null),
                        Duration.ofMinutes(10),
                        List.of()));
        publication.publish(document.body(), route, Duration.ofSeconds(10));
        return publication;
    }

    Subscription subscribe(Account bob, SipUri alice, Route route, Consumer<Presence> show) {
        Subscription subscription = sip.engine()
                .createSubscription(new SubscriptionOptions(
                        new FromHeader(bob.identity()),
                        ToHeader.of(alice),
                        bob.contact(route),
                        EventHeader.of("presence"),
                        route,
                        bob.credentials().orElse(null),
                        Duration.ofMinutes(10)));
        sip.notifications().observe(SubscriptionNotification.GotNotify.class, subscription, notify -> {
            if (notify.body() != null && decode(notify.body()) instanceof Presence presence) {
                show.accept(presence);
            }
        });
        subscription.subscribe(List.of(), null, Duration.ofSeconds(10));
        return subscription;
    }

    private Object decode(SipBody body) {
        try {
            DecodedPayload decoded =
                    sip.payloads().decode(Payload.of(body.type().value(), body.bytes()));
            if (decoded instanceof DecodedPayload.Value known) {
                return known.value();
            }
            return "nobody here reads " + body.type().value();
        } catch (PayloadFormatException e) {
            return "malformed: " + e.getMessage();
        }
    }
}
