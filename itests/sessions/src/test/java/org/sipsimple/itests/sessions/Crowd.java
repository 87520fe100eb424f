/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.sessions;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.stream.testkit.FakeStream;

/** Many sessions of one phone, on which anybody may do anything at any time. Thread-safe. */
final class Crowd {
    private final LocalPhone phone;
    private final Map<Session, Queue<String>> told = new ConcurrentHashMap<>();
    private final List<Session> live = new CopyOnWriteArrayList<>();
    private final Queue<FakeStream> made = new ConcurrentLinkedQueue<>();
    private final Queue<CompletableFuture<Void>> stages = new ConcurrentLinkedQueue<>();

    Crowd(LocalPhone phone) {
        this.phone = phone;
        phone.streams.find("audio").ifPresent(phone.streams::remove);
        phone.streams.add(new Factory("audio"));
        phone.streams.add(new Factory("text"));
        phone.notifications.observe(SessionNotification.class, this::heard);
    }

    /** Makes streams that carry nothing. */
    private final class Factory implements MediaStreamFactory {
        private final String type;

        Factory(String type) {
            this.type = type;
        }

        @Override
        public String type() {
            return type;
        }

        @Override
        public boolean offeredByDefault() {
            return true;
        }

        @Override
        public FakeStream create(Account account) {
            FakeStream stream = new FakeStream(type, phone.notifications, phone.threads.scheduler());
            made.add(stream);
            return stream;
        }

        @Override
        public boolean accepts(Account account, SdpSession remoteOffer, int index) {
            return remoteOffer.media().get(index).media().equals(type);
        }

        @Override
        public MediaStream createIncoming(Account account, SdpSession remoteOffer, int index) {
            return create(account);
        }
    }

    private void heard(SessionNotification event) {
        Session session = event.sender();
        told.computeIfAbsent(session, first -> {
                    live.add(session);
                    return new ConcurrentLinkedQueue<>();
                })
                .add(event.name());
        if (event instanceof SessionNotification.DidEnd || event instanceof SessionNotification.DidFail) {
            live.remove(session);
        }
    }

    /** What each session that began has told so far, in order. */
    Map<Session, Queue<String>> told() {
        return told;
    }

    /** All streams that were made. */
    Queue<FakeStream> made() {
        return made;
    }

    /** What the users' wishes have become. */
    Queue<CompletableFuture<Void>> stages() {
        return stages;
    }

    int begun() {
        return told.size();
    }

    int alive() {
        return live.size();
    }

    private MediaStream stream(String type) {
        return phone.streams.find(type).orElseThrow().create(phone.account);
    }

    /** Calls somebody at this port. */
    void call(int port, Random random) {
        Route route = LocalPhone.route(port);
        List<MediaStream> streams =
                random.nextBoolean() ? List.of(stream("audio")) : List.of(stream("audio"), stream("text"));
        Session session = phone.sessions.create(phone.account);
        watch(session.connect(ToHeader.of(SipUri.of("bob", "127.0.0.1").withPort(port)), List.of(route), streams));
    }

    /** Does something, allowed or not, with one of the sessions. */
    void disturb(Random random) {
        List<Session> now = List.copyOf(live);
        if (now.isEmpty()) {
            return;
        }
        Session session = now.get(random.nextInt(now.size()));
        if (session.state() == Session.State.INCOMING && random.nextInt(3) != 0) {
            watch(session.accept(session.proposedStreams()));
            return;
        }
        watch(
                switch (random.nextInt(18)) {
                    case 0 -> session.sendRingIndication();
                    case 1, 2 -> session.accept(session.proposedStreams());
                    case 3 -> session.reject(486, null);
                    case 4, 5 -> session.acceptProposal(session.proposedStreams());
                    case 6 -> session.rejectProposal();
                    case 7, 8 -> session.addStream(stream(random.nextBoolean() ? "audio" : "text"));
                    case 9 -> remove(session);
                    case 10 -> session.cancelProposal();
                    case 11, 12 -> session.hold();
                    case 13, 14 -> session.unhold();
                    case 15 -> session.transfer(SipUri.of("nobody", "127.0.0.1").withPort(9));
                    case 16 -> session.acceptTransfer();
                    default -> session.end();
                });
    }

    private java.util.concurrent.CompletionStage<Void> remove(Session session) {
        List<MediaStream> streams = session.streams();
        return session.removeStream(streams.isEmpty() ? stream("text") : streams.get(0));
    }

    private void watch(java.util.concurrent.CompletionStage<Void> stage) {
        stages.add(stage.toCompletableFuture());
    }
}
