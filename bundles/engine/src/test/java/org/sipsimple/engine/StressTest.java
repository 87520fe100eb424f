/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.EventHeader;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.IncomingReferralNotification;
import org.sipsimple.api.sip.IncomingRequestNotification;
import org.sipsimple.api.sip.IncomingSubscriptionNotification;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.MessageOptions;
import org.sipsimple.api.sip.PublicationOptions;
import org.sipsimple.api.sip.ReferToHeader;
import org.sipsimple.api.sip.ReferralOptions;
import org.sipsimple.api.sip.RegistrationOptions;
import org.sipsimple.api.sip.RequestOptions;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.SubscriptionOptions;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Eight threads use every object of the SIP core and of media in random order while the engine is stopped and started; afterwards it works
 * and holds nothing. {@code -Dstress.seconds=60} makes it longer.
 */
@Timeout(300)
class StressTest {
    private static final int THREADS = 8;
    private static final Duration SECONDS = Duration.ofSeconds(Integer.getInteger("stress.seconds", 4));
    private static final Duration RUN = Duration.ofMillis(400);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final SipBody BODY = SipBody.of("text/plain", "text");

    /** What is done with an object; a step makes one and leaves its uses behind for others. */
    interface Use {
        void run() throws Exception;
    }

    @TempDir
    Path dir;

    private final EngineHarness harness = new EngineHarness();
    private final ConcurrentLinkedDeque<Use> uses = new ConcurrentLinkedDeque<>();
    private final LinkedBlockingQueue<EngineNotification.GotException> exceptions =
            harness.queueOf(EngineNotification.GotException.class);
    private final List<Use> steps = List.of(
            () -> call(true),
            () -> call(false),
            this::request,
            this::message,
            this::register,
            this::publish,
            this::subscribe,
            this::refer);

    private void observe() {
        harness.engine.addEvent("presence", List.of("text/plain"));
        harness.engine.addIncomingEvent("presence");
        harness.engine.addIncomingRequest("REGISTER");
        harness.engine.addIncomingRequest("PUBLISH");
        harness.engine.addIncomingRequest("OPTIONS");
        harness.notifications.observe(
                IncomingRequestNotification.GotRequest.class,
                got -> uses.add(() -> got.sender().answer(200, null, List.of())));
        harness.notifications.observe(IncomingReferralNotification.GotRefer.class, got -> {
            uses.add(got.sender()::accept);
            uses.add(() -> got.sender().sendNotify(180));
            uses.add(() -> got.sender().sendNotify(200));
            uses.add(() -> got.sender().reject(486));
        });
        harness.notifications.observe(IncomingSubscriptionNotification.GotSubscribe.class, got -> {
            uses.add(got.sender()::acceptPending);
            uses.add(() -> got.sender().accept(BODY));
            uses.add(() -> got.sender().pushContent(BODY));
            uses.add(got.sender()::end);
            uses.add(() -> got.sender().reject(403));
        });
        harness.engine.handleInvitations(this::keep);
    }

    private void keep(Invitation call) {
        uses.add(() -> call.sendResponse(180));
        uses.add(() -> call.sendResponse(200, CallEnd.sdp(50_000, "sendrecv")));
        uses.add(() -> call.sendResponse(486));
        uses.add(() -> call.sendReinvite(CallEnd.sdp(40_000, "sendonly"), List.of()));
        uses.add(call::cancelReinvite);
        uses.add(() -> call.createMessage(BODY, List.of()).send(SHORT));
        uses.add(() -> call.createReferral(ReferToHeader.of(bob())).sendRefer(List.of(), SHORT));
        uses.add(() -> call.end(List.of(), SHORT));
    }

    private Route route() {
        return harness.route(Transport.UDP, harness.port(Transport.UDP));
    }

    private SipUri bob() {
        return SipUri.of("bob", "127.0.0.1").withPort(harness.port(Transport.UDP));
    }

    private ContactHeader contact() {
        InetSocketAddress local = harness.engine.contactAddress(route());
        return ContactHeader.of(
                SipUri.of("alice", local.getAddress().getHostAddress()).withPort(local.getPort()));
    }

    private FromHeader from() {
        return FromHeader.parse("<sip:alice@127.0.0.1>");
    }

    private void call(boolean withOffer) {
        Invitation call = harness.engine.createInvitation();
        call.sendInvite(new Invitation.Invite(
                bob(),
                from(),
                ToHeader.of(bob()),
                contact(),
                route(),
                withOffer ? CallEnd.sdp(40_000, "sendrecv") : null,
                null,
                List.of(),
                Duration.ofSeconds(2)));
        keep(call);
    }

    private void request() {
        var request = harness.engine.createRequest(RequestOptions.of("OPTIONS", from(), ToHeader.of(bob()), route()));
        request.send(SHORT);
        uses.add(request::end);
    }

    private void message() {
        var message = harness.engine.createMessage(
                new MessageOptions(from(), ToHeader.of(bob()), route(), BODY, null, List.of()));
        message.send(SHORT);
        uses.add(message::end);
    }

    private void register() {
        var registration = harness.engine.createRegistration(
                new RegistrationOptions(from(), null, Duration.ofSeconds(60), List.of()));
        registration.register(contact(), route(), SHORT);
        uses.add(() -> registration.register(contact(), route(), SHORT));
        uses.add(() -> registration.end(SHORT));
    }

    private void publish() {
        var publication = harness.engine.createPublication(new PublicationOptions(
                from(), EventHeader.of("presence"), BODY.type(), null, Duration.ofSeconds(60), List.of()));
        publication.publish(BODY.bytes(), route(), SHORT);
        uses.add(() -> publication.end(SHORT));
    }

    private void subscribe() {
        var subscription = harness.engine.createSubscription(new SubscriptionOptions(
                from(),
                ToHeader.of(bob()),
                contact(),
                EventHeader.of("presence"),
                route(),
                null,
                Duration.ofSeconds(60)));
        subscription.subscribe(List.of(), null, SHORT);
        uses.add(() -> subscription.subscribe(List.of(), null, SHORT));
        uses.add(() -> subscription.end(SHORT));
    }

    private void refer() {
        var referral = harness.engine.createReferral(
                ReferralOptions.of(from(), ToHeader.of(bob()), ReferToHeader.of(bob()), contact(), route()));
        referral.sendRefer(List.of(), SHORT);
        uses.add(() -> referral.refresh(null, List.of(), SHORT));
        uses.add(() -> referral.end(SHORT));
    }

    private void useOne(Random random) throws Exception {
        Use use = random.nextBoolean() ? uses.pollFirst() : uses.pollLast();
        if (use != null) {
            use.run();
        }
    }

    private void work(long seed, long until, List<Use> making) {
        Random random = new Random(seed);
        while (System.nanoTime() < until) {
            try {
                // a third makes something, and what was made is used up before there is too much of it
                if (uses.size() < 2_000 && random.nextInt(3) == 0) {
                    making.get(random.nextInt(making.size())).run();
                } else {
                    useOne(random);
                }
            } catch (SipCoreException | IllegalStateException | NoSuchElementException e) {
                // not possible any more, or just now without an engine: that is what is tried here
                Thread.onSpinWait();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "blocking"})
    void everythingAtOnceWithRestarts(String kind) throws Exception {
        observe();
        harness.start(EngineHarness.options());
        Executor executor =
                kind.equals("platform") ? task -> new Thread(task, "stress").start() : harness.threads.blocking();
        long until = System.nanoTime() + SECONDS.toNanos();
        List<Use> making = new ArrayList<>(steps);
        making.addAll(new MediaSteps(new DefaultMedia(harness.engine), dir, uses).all());
        List<CompletableFuture<Void>> workers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            long seed = i;
            workers.add(CompletableFuture.runAsync(() -> work(seed, until, making), executor));
        }
        int restarts = 0;
        while (System.nanoTime() < until) {
            harness.engine.stop().toCompletableFuture().join();
            harness.engine.start(EngineHarness.options()).toCompletableFuture().join();
            restarts++;
            LockSupport.parkNanos(RUN.toNanos()); // the others get somewhere meanwhile
        }
        CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new)).join();
        assertThat(restarts).isPositive();
        assertThat(exceptions).isEmpty();
        uses.clear();
        harness.engine.stop().toCompletableFuture().join();
        harness.engine.start(EngineHarness.options()).toCompletableFuture().join();
        assertThat(harness.engine.counters()).containsEntry("objects", 0L);
        harness.close();
    }
}
