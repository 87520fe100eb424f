/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payloadkamailio;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.sipsimple.api.payload.DecodedPayload;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payload.dialoginfo.Dialog;
import org.sipsimple.payload.dialoginfo.DialogInfo;
import org.sipsimple.payload.dialoginfo.DialogState;
import org.sipsimple.payload.messagesummary.MessageSummary;
import org.sipsimple.payload.pidf.Basic;
import org.sipsimple.payload.pidf.Contact;
import org.sipsimple.payload.pidf.Note;
import org.sipsimple.payload.pidf.Presence;
import org.sipsimple.payload.pidf.Tuple;
import org.sipsimple.payload.presdm.Person;
import org.sipsimple.payload.rlsnotify.ListNotification;
import org.sipsimple.payload.rlsnotify.Resource;
import org.sipsimple.payload.rpid.Activities;
import org.sipsimple.payload.rpid.Activity;
import org.sipsimple.payload.watcherinfo.Watcher;
import org.sipsimple.payload.watcherinfo.WatcherInfo;
import org.sipsimple.payloads.InstalledCodecs;
import org.sipsimple.payloads.multipart.BodyPart;
import org.sipsimple.testing.peers.KamailioExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Documents published by us and made into notifications by a real presence server. */
class KamailioPresenceIT {
    private static final String LIST = "sip:alice-buddies@test.example";
    private static final String SERVICES =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <rls-services xmlns="urn:ietf:params:xml:ns:rls-services" xmlns:rl="urn:ietf:params:xml:ns:resource-lists"><service uri="sip:alice-buddies@test.example"><list name="buddies"><rl:entry uri="sip:carol@test.example"/><rl:entry uri="sip:dave@test.example"/></list><packages><package>presence</package></packages></service></rls-services>
            """;

    @RegisterExtension
    static final KamailioExtension KAMAILIO = KamailioExtension.presenceServer(Map.of("alice", SERVICES));

    private final InstalledCodecs codecs = InstalledCodecs.installed();

    @Test
    void presenceAndItsWatchers() throws IOException, PayloadFormatException {
        try (SipClient bob = client("bob");
                SipClient watcher = client("watcher")) {
            bob.publish("presence", encoded(presence(bob, "at the desk")));
            bob.subscribe(bob.uri(), "presence.winfo", "application/watcherinfo+xml");
            watcher.subscribe(bob.uri(), "presence", "application/pidf+xml");
            Presence seen =
                    decoded(watcher.awaitNotify("presence", text -> text.contains("at the desk")), Presence.class);
            assertThat(seen.tuples().get(0).contact().priority()).isEqualByComparingTo("0.8");
            assertThat(seen.extensions()
                            .first(Person.class)
                            .orElseThrow()
                            .extensions()
                            .first(Activities.class))
                    .hasValue(Activities.of(Activity.ON_THE_PHONE));
            WatcherInfo winfo =
                    decoded(bob.awaitNotify("presence.winfo", text -> text.contains(watcher.uri())), WatcherInfo.class);
            assertThat(winfo.lists().get(0).watchers()).anySatisfy(w -> {
                assertThat(w.uri()).isEqualTo(watcher.uri());
                assertThat(w.status()).isEqualTo(Watcher.Status.ACTIVE);
            });
        }
    }

    @Test
    void dialogs() throws IOException, PayloadFormatException {
        try (SipClient erin = client("erin");
                SipClient watcher = client("watcher")) {
            Dialog call =
                    Dialog.of("d1", DialogState.Value.EARLY).withCallId("c1").withDirection(Dialog.Direction.RECIPIENT);
            erin.publish("dialog", encoded(DialogInfo.full(erin.uri(), 1, List.of(call))));
            watcher.subscribe(erin.uri(), "dialog", "application/dialog-info+xml");
            DialogInfo seen = decoded(watcher.awaitNotify("dialog", text -> text.contains("d1")), DialogInfo.class);
            assertThat(seen.dialogs()).extracting(d -> d.state().value()).containsExactly(DialogState.Value.EARLY);
        }
    }

    @Test
    void waitingMessages() throws IOException, PayloadFormatException {
        try (SipClient frank = client("frank")) {
            MessageSummary summary = new MessageSummary(
                    true,
                    frank.uri(),
                    List.of(new MessageSummary.Line("voice-message", 2, 8, new MessageSummary.Urgent(0, 2))),
                    List.of());
            frank.publish("message-summary", encoded(summary));
            frank.subscribe(frank.uri(), "message-summary", "application/simple-message-summary");
            assertThat(decoded(
                            frank.awaitNotify("message-summary", text -> text.contains("2/8")), MessageSummary.class))
                    .isEqualTo(summary);
        }
    }

    @Test
    void listsOfResources() throws IOException, PayloadFormatException {
        try (SipClient carol = client("carol");
                SipClient alice = client("alice")) {
            carol.publish("presence", encoded(presence(carol, "carol here")));
            alice.subscribe(LIST, "presence", "application/pidf+xml, application/rlmi+xml, multipart/related");
            Payload payload = alice.awaitNotify("presence", text -> text.contains("carol here"));
            ListNotification seen = decoded(payload, ListNotification.class);
            assertThat(seen.list().uri()).isEqualTo(LIST);
            Resource resource = seen.list().resources().stream()
                    .filter(r -> r.uri().equals(carol.uri()))
                    .findFirst()
                    .orElseThrow();
            BodyPart state = seen.states(resource).get(0);
            assertThat(decoded(state.payload(), Presence.class).tuples().get(0).notes())
                    .contains(Note.of("carol here"));
        }
    }

    private static SipClient client(String user) throws IOException {
        return new SipClient(user, KAMAILIO.port("udp"));
    }

    private static Presence presence(SipClient user, String note) {
        Tuple tuple = Tuple.of("t1", Basic.OPEN)
                .withContact(new Contact(user.uri(), new BigDecimal("0.8")))
                .withNotes(List.of(Note.of(note)));
        return Presence.of(user.uri())
                .withTuple(tuple)
                .withExtension(Person.of("p1").withExtension(Activities.of(Activity.ON_THE_PHONE)));
    }

    private Payload encoded(Object value) {
        return codecs.encode(value).orElseThrow();
    }

    /** Reads what the server sent, writes it again, reads that and compares. */
    private <T> T decoded(Payload payload, Class<T> type) throws PayloadFormatException {
        DecodedPayload decoded = codecs.decode(payload);
        assertThat(decoded)
                .as(new String(payload.body(), StandardCharsets.UTF_8))
                .isInstanceOf(DecodedPayload.Value.class);
        T value = type.cast(((DecodedPayload.Value) decoded).value());
        assertThat(codecs.decode(encoded(value))).isEqualTo(new DecodedPayload.Value(encoded(value), value));
        return value;
    }
}
