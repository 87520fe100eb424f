/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.Session.State;
import org.sipsimple.api.sip.Invitation.SubState;
import org.sipsimple.api.sip.ReferToHeader;
import org.sipsimple.api.sip.Referral;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.stream.testkit.FakeInvitation;
import org.sipsimple.stream.testkit.FakeReferral;
import org.sipsimple.stream.testkit.FakeStream;
import org.sipsimple.stream.testkit.FakeStream.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.session.internal.SessionFixture.refusing;
import static org.sipsimple.session.internal.SessionFixture.sdp;
import static org.sipsimple.session.internal.SessionFixture.taking;

/**
 * Calls in which user, peer, streams and time do whatever comes into their mind. However they go, each ends TERMINATED,
 * with paired notifications, completed stages and nothing left behind.
 */
class RandomCallsTest {
    private static final int CALLS_PER_BATCH = 250;
    private static final int STEPS = 40;

    private static IntStream batches() {
        return IntStream.range(0, 8);
    }

    @ParameterizedTest
    @MethodSource("batches")
    void endWell(int batch) {
        for (int i = 0; i < CALLS_PER_BATCH; i++) {
            long seed = batch * 100000L + i;
            try {
                new Play(seed).run();
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("call with seed " + seed, failure);
            }
        }
    }

    private static final class Play {
        private final Random random;
        private final SessionFixture fixture = new SessionFixture();
        private final List<CompletableFuture<Void>> stages = new ArrayList<>();
        private final List<String> script = new ArrayList<>();
        private Session session;

        Play(long seed) {
            random = new Random(seed);
            fixture.voices.prepare(this::moody);
            fixture.texts.prepare(this::moody);
        }

        private FakeStream moody(FakeStream stream) {
            return stream.onInitialize(mood())
                    .onLocalMedia(random.nextInt(20) == 0 ? Fault.FAIL : Fault.NONE)
                    .onStart(mood());
        }

        private Fault mood() {
            return switch (random.nextInt(12)) {
                case 0 -> Fault.FAIL;
                case 1 -> Fault.WAIT;
                default -> Fault.NONE;
            };
        }

        void run() {
            try {
                begin();
                for (int i = 0; i < STEPS && session != null; i++) {
                    step();
                }
                end();
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(script.toString(), failure);
            }
        }

        private void begin() {
            if (random.nextBoolean()) {
                session = fixture.manager.create(fixture.account);
                watch(session.connect(
                        ToHeader.of(SessionFixture.BOB),
                        List.of(SessionFixture.ROUTE, SessionFixture.route(5071)),
                        List.of(fixture.voice(), fixture.text())));
            } else {
                session = fixture.incoming(random.nextInt(6) == 0 ? null : sdp("voice", "text"));
            }
        }

        private void watch(CompletionStage<Void> stage) {
            stages.add(stage.toCompletableFuture());
        }

        private void step() {
            int kind = random.nextInt(10);
            if (kind < 4) {
                user();
            } else if (kind < 8) {
                peer();
            } else if (kind == 8) {
                streams();
            } else {
                script.add("time");
                fixture.pass(Duration.ofMillis(random.nextInt(6000)));
            }
        }

        private void user() {
            int operation = random.nextInt(Operation.values().length);
            Operation wish = Operation.values()[operation];
            if (wish == Operation.END && random.nextInt(4) != 0) {
                return;
            }
            script.add("user " + wish);
            watch(
                    switch (wish) {
                        case CONNECT ->
                            session.connect(
                                    ToHeader.of(SessionFixture.BOB),
                                    List.of(SessionFixture.ROUTE),
                                    List.of(fixture.voice()));
                        case RING -> session.sendRingIndication();
                        case ACCEPT -> session.accept(session.proposedStreams());
                        case REJECT -> random.nextInt(3) == 0 ? session.reject() : session.sendRingIndication();
                        case ACCEPT_PROPOSAL -> session.acceptProposal(session.proposedStreams());
                        case REJECT_PROPOSAL -> session.rejectProposal();
                        case ADD_STREAMS -> session.addStream(random.nextBoolean() ? fixture.voice() : fixture.text());
                        case REMOVE_STREAM ->
                            session.removeStream(
                                    session.streams().isEmpty()
                                            ? fixture.voice()
                                            : session.streams().get(0));
                        case CANCEL_PROPOSAL -> session.cancelProposal();
                        case HOLD -> session.hold();
                        case UNHOLD -> session.unhold();
                        case TRANSFER -> session.transfer(SessionFixture.CAROL);
                        case ACCEPT_TRANSFER -> session.acceptTransfer(); // there is no way to whom it asks for
                        case REJECT_TRANSFER -> session.rejectTransfer();
                        case END -> session.end();
                    });
        }

        private void peer() {
            if (fixture.engine.invitations().isEmpty()) {
                return;
            }
            FakeInvitation peer = fixture.peer();
            script.add("peer in " + peer.state() + " " + peer.subState());
            switch (peer.state()) {
                case OUTGOING -> answerCall(peer);
                case EARLY -> {
                    if (peer.direction() == org.sipsimple.api.sip.Direction.OUTGOING) {
                        answerCall(peer);
                    } else if (random.nextInt(8) == 0) {
                        peer.peerEnds();
                    }
                }
                case INCOMING -> {
                    if (random.nextInt(12) == 0) {
                        peer.peerEnds();
                    }
                }
                case CONNECTING -> acknowledge(peer);
                case CONNECTED -> connected(peer);
                default -> script.add("nothing");
            }
        }

        private void answerCall(FakeInvitation peer) {
            switch (random.nextInt(8)) {
                case 0 -> peer.peerRings();
                case 1 -> peer.peerRefuses(503, "Service Unavailable");
                case 2 -> peer.fails(408, "Request Timeout");
                case 3 -> peer.peerRefuses(486, "Busy Here");
                default -> peer.peerAnswers(sometimesLess(taking(peer.invite().sdp())));
            }
        }

        private void acknowledge(FakeInvitation peer) {
            if (random.nextInt(8) == 0) {
                peer.peerForgetsAck();
            } else if (peer.sdp().activeLocal() == null) {
                peer.peerAcknowledges(sometimesLess(taking(peer.lastResponse().sdp())));
            } else {
                peer.peerAcknowledges();
            }
        }

        private void connected(FakeInvitation peer) {
            if (random.nextInt(6) == 0) {
                refer(peer);
                return;
            }
            if (peer.subState() == SubState.SENT_PROPOSAL) {
                switch (random.nextInt(6)) {
                    case 0 -> peer.peerRefusesReinvite(491, "Request Pending");
                    case 1 -> peer.peerRefusesReinvite(488, "Not Acceptable Here");
                    case 2 -> peer.peerSays(180, "Ringing");
                    default -> peer.peerAnswersReinvite(sometimesLess(taking(peer.lastReinvite())));
                }
            } else if (peer.subState() == SubState.NORMAL) {
                reinvite(peer);
            } else if (random.nextInt(4) == 0) {
                peer.peerCancelsReinvite();
            }
        }

        private void refer(FakeInvitation peer) {
            FakeReferral ours = peer.referrals().isEmpty() ? null : peer.lastReferral();
            if (ours == null || ours.state() == Referral.State.TERMINATED) {
                peer.peerRefers(ReferToHeader.of(SessionFixture.CAROL), List.of());
                return;
            }
            switch (random.nextInt(5)) {
                case 0 -> ours.peerRefuses(603, "Decline");
                case 1 -> ours.peerNotifies(486, "Busy Here");
                case 2 -> ours.peerNotifies(200, "OK");
                default -> ours.peerNotifies(180, "Ringing");
            }
        }

        private void reinvite(FakeInvitation peer) {
            SdpSession local = peer.sdp().activeLocal();
            if (local == null || random.nextInt(15) == 0) {
                peer.peerEnds();
                return;
            }
            SdpSession same = taking(local);
            switch (random.nextInt(6)) {
                case 0 -> {
                    int before = peer.responses().size();
                    peer.peerReinvites(null);
                    if (peer.responses().size() > before) {
                        peer.peerAnswersOurOffer(taking(peer.lastResponse().sdp()));
                    }
                }
                case 1 -> peer.peerReinvites(same.withMedia(same.media().size(), SessionFixture.line("text")));
                case 2 -> peer.peerReinvites(sometimesLess(same));
                case 3 -> peer.peerReinvites(sdp("voice"));
                case 4 ->
                    peer.peerReinvites(same.withMedia(0, same.media().get(0).withDirection(MediaDirection.SENDONLY)));
                default -> peer.peerUpdates(same);
            }
        }

        private SdpSession sometimesLess(SdpSession sdp) {
            return random.nextInt(5) == 0 && !sdp.media().isEmpty()
                    ? refusing(sdp, random.nextInt(sdp.media().size()))
                    : sdp;
        }

        private void streams() {
            List<FakeStream> all = new ArrayList<>(fixture.voices.made());
            all.addAll(fixture.texts.made());
            if (all.isEmpty()) {
                return;
            }
            FakeStream stream = all.get(random.nextInt(all.size()));
            int what = random.nextInt(5);
            script.add(stream + " " + what);
            switch (what) {
                case 0 -> stream.fails("the wire was cut");
                case 1, 2 -> stream.started();
                default -> stream.initialized();
            }
        }

        private void end() {
            script.add("end");
            watch(session.end());
            fixture.pass(Duration.ofMinutes(10));
            assertThat(session.state()).isIn(State.TERMINATED);
            for (int i = 0; i < stages.size(); i++) {
                assertThat(stages.get(i)).as("stage %d", i).isDone();
            }
            assertThat(fixture.notifications.observers()).isEqualTo(fixture.standingObservers);
            assertThat(fixture.threads.time().waiting()).isZero();
            assertThat(fixture.manager.sessions()).isEmpty();
            paired(fixture.told(session));
            ended(fixture.voices.made());
            ended(fixture.texts.made());
        }

        private static void paired(List<String> told) {
            String last = told.get(told.size() - 1);
            assertThat(last).isIn("SIPSessionDidEnd", "SIPSessionDidFail");
            boolean started = told.contains("SIPSessionDidStart");
            assertThat(last.equals("SIPSessionDidEnd")).isEqualTo(started);
            assertThat(told.contains("SIPSessionWillEnd")).isEqualTo(started);
            if (started) {
                assertThat(told.indexOf("SIPSessionWillStart")).isBetween(0, told.indexOf("SIPSessionDidStart"));
            }
            assertThat(told.stream().filter(name -> name.startsWith("SIPSessionTransferNew")))
                    .hasSameSizeAs(told.stream()
                            .filter(name ->
                                    name.equals("SIPSessionTransferDidEnd") || name.equals("SIPSessionTransferDidFail"))
                            .toList());
            for (String once : List.of("SIPSessionWillStart", "SIPSessionDidStart", "SIPSessionWillEnd", last)) {
                assertThat(Collections.frequency(told, once)).isLessThanOrEqualTo(1);
            }
        }

        private static void ended(List<FakeStream> streams) {
            Set<FakeStream> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            for (FakeStream stream : streams) {
                assertThat(seen.add(stream)).isTrue();
                List<String> calls = stream.calls();
                if (!calls.isEmpty()) {
                    assertThat(calls.get(calls.size() - 1)).isEqualTo("end");
                    assertThat(Collections.frequency(calls, "deactivate")).isEqualTo(1);
                }
            }
        }
    }
}
