/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.payload.DecodedPayload;
import org.sipsimple.api.payload.MediaType;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadCodec;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.api.payload.PayloadRegistry;
import org.sipsimple.api.session.ConferenceHandler;
import org.sipsimple.api.session.ConferenceNotification;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionNotification.GotConferenceInfo;
import org.sipsimple.api.session.SessionStateException;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.ReferToHeader;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Subscription;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.stream.testkit.FakeReferral;
import org.sipsimple.stream.testkit.FakeSubscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.session.internal.SessionFixture.CAROL;
import static org.sipsimple.session.internal.SessionFixture.failure;

/** A session whose peer is the focus of a conference. */
class ConferenceTest {
    private static final SipUri FOCUS = SipUri.of("room", "focus.example.org");
    private static final SipBody INFO = SipBody.of("application/conference-info+xml", "<conference-info/>");

    private final SessionFixture fixture = new SessionFixture();

    private Session conference() {
        Session session = fixture.call(fixture.voice()).session();
        fixture.peer().peerIsAt(ContactHeader.of(FOCUS).withParameter("isfocus", ""));
        fixture.peer().peerAnswers(SessionFixture.taking(fixture.peer().invite().sdp()));
        assertThat(session.remoteFocus()).isTrue();
        fixture.notifications.clear();
        return session;
    }

    private FakeSubscription subscription() {
        List<FakeSubscription> made = fixture.engine.subscriptions();
        return made.get(made.size() - 1);
    }

    @Test
    void aPeerThatIsNoFocusHasNoConference() {
        Session session = fixture.connected(fixture.voice()).session();
        assertThat(session.remoteFocus()).isFalse();
        assertThat(session.conference()).isEmpty();
        assertThat(fixture.engine.subscriptions()).isEmpty();
    }

    @Test
    void subscribesToTheStateOfTheConferenceAndTellsIt() {
        Session session = conference();
        assertThat(session.conference()).isPresent();
        FakeSubscription subscription = subscription();
        assertThat(subscription.options().to().uri()).isEqualTo(FOCUS);
        assertThat(subscription.options().event().eventPackage()).isEqualTo("conference");
        subscription.peerAccepts();
        subscription.peerNotifies(INFO);
        assertThat(fixture.notifications.of(GotConferenceInfo.class))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.sender()).isSameAs(session);
                    assertThat(told.timestamp())
                            .isEqualTo(fixture.threads.time().now());
                    assertThat(told.name()).isEqualTo("SIPSessionGotConferenceInfo");
                    assertThat(told.conferenceInfo()).isInstanceOf(DecodedPayload.NoCodec.class);
                    assertThat(told.conferenceInfo().payload().text()).isEqualTo("<conference-info/>");
                });
    }

    @Test
    void tellsWhatACodecReadsAndPassesOverWhatItCannot() {
        fixture.payloads = new OneCodec();
        conference();
        subscription().peerNotifies(INFO);
        subscription().peerNotifies(SipBody.of("application/conference-info+xml", "nonsense"));
        subscription().peerNotifies(SipBody.of("text/plain", "hello"));
        assertThat(fixture.notifications.of(GotConferenceInfo.class))
                .singleElement()
                .satisfies(told -> assertThat(told.conferenceInfo())
                        .isInstanceOfSatisfying(DecodedPayload.Value.class, value -> assertThat(value.value())
                                .isEqualTo("decoded")));
    }

    @Test
    void subscribesAgainUnlessThatIsOfNoUse() {
        conference();
        subscription().peerRefuses(503, "Service Unavailable");
        fixture.pass(Duration.ofSeconds(60));
        assertThat(fixture.engine.subscriptions()).hasSize(2);
        subscription().peerEnds("probation", Duration.ofSeconds(7));
        fixture.pass(Duration.ofSeconds(7));
        assertThat(fixture.engine.subscriptions()).hasSize(3);
        subscription().peerRefuses(489, "Bad Event");
        fixture.pass(Duration.ofHours(1));
        assertThat(fixture.engine.subscriptions()).hasSize(3);
    }

    @Test
    void triesTheOtherWaysToTheFocusBeforeItGivesUp() {
        InetAddress here = InetAddress.getLoopbackAddress();
        Route first = new Route(here, 5070, Transport.UDP);
        Route second = new Route(here, 5080, Transport.TCP);
        fixture.lookup.answers(first, second);
        Session session = conference();
        assertThat(subscription().options().route()).isEqualTo(first);
        subscription().peerRefuses(503, "Service Unavailable");
        assertThat(fixture.engine.subscriptions()).hasSize(2);
        assertThat(subscription().options().route()).isEqualTo(second);

        CompletionStage<Void> done = session.conference().orElseThrow().addParticipant(CAROL);
        fixture.engine.referrals().get(0).peerRefuses(408, "Request Timeout");
        FakeReferral again = fixture.engine.referrals().get(1);
        assertThat(again.options().route()).isEqualTo(second);
        again.peerAccepts();
        again.peerNotifies(503, "Service Unavailable");
        assertThat(fixture.engine.referrals()).as("that was said of Carol").hasSize(2);
        assertThat(failure(done)).isInstanceOf(SessionFailedException.class);
    }

    @Test
    void stopsListeningWhenTheSessionEnds() {
        Session session = conference();
        FakeSubscription subscription = subscription();
        subscription.peerAccepts();
        ConferenceHandler handler = session.conference().orElseThrow();
        session.end();
        assertThat(subscription.state()).isEqualTo(Subscription.State.TERMINATED);
        assertThat(fixture.threads.time().waiting()).isZero();
        assertThat(failure(handler.addParticipant(CAROL))).isInstanceOf(SessionStateException.class);
    }

    @Test
    void addsAParticipant() {
        Session session = conference();
        CompletionStage<Void> done = session.conference().orElseThrow().addParticipant(CAROL);
        FakeReferral referral = fixture.engine.referrals().get(0);
        assertThat(referral.options().requestUri()).isEqualTo(FOCUS);
        assertThat(referral.options().referTo()).isEqualTo(ReferToHeader.of(CAROL.withParameter("method", "INVITE")));
        referral.peerAccepts();
        referral.peerNotifies(180, "Ringing");
        referral.peerNotifies(200, "OK");
        assertThat(done).isCompleted();
        assertThat(fixture.told(session))
                .containsExactly("SIPConferenceGotAddParticipantProgress", "SIPConferenceDidAddParticipant");
        assertThat(fixture.notifications.of(ConferenceNotification.GotAddParticipantProgress.class))
                .singleElement()
                .satisfies(progress -> {
                    assertThat(progress.participant()).isEqualTo(CAROL);
                    assertThat(progress.code()).isEqualTo(180);
                    assertThat(progress.reason()).isEqualTo("Ringing");
                    assertThat(progress.timestamp())
                            .isEqualTo(fixture.threads.time().now());
                });
        assertThat(fixture.notifications.of(ConferenceNotification.DidAddParticipant.class))
                .singleElement()
                .satisfies(added -> {
                    assertThat(added.participant()).isEqualTo(CAROL);
                    assertThat(added.timestamp())
                            .isEqualTo(fixture.threads.time().now());
                });
    }

    @Test
    void tellsThatAParticipantWasNotAdded() {
        Session session = conference();
        CompletionStage<Void> done = session.conference().orElseThrow().addParticipant(CAROL);
        fixture.engine.referrals().get(0).peerAccepts();
        fixture.engine.referrals().get(0).peerNotifies(486, "Busy Here");
        assertThat(failure(done)).isInstanceOf(SessionFailedException.class);
        assertThat(fixture.notifications.of(ConferenceNotification.DidNotAddParticipant.class))
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.participant()).isEqualTo(CAROL);
                    assertThat(failed.code()).isEqualTo(486);
                    assertThat(failed.reason()).isEqualTo("Busy Here");
                    assertThat(failed.timestamp())
                            .isEqualTo(fixture.threads.time().now());
                });
    }

    @Test
    void removesAParticipant() {
        Session session = conference();
        CompletionStage<Void> done = session.conference().orElseThrow().removeParticipant(CAROL);
        FakeReferral referral = fixture.engine.referrals().get(0);
        assertThat(referral.options().referTo()).isEqualTo(ReferToHeader.of(CAROL.withParameter("method", "BYE")));
        referral.peerAccepts();
        referral.peerNotifies(100, "Trying");
        referral.peerNotifies(200, "OK");
        assertThat(done).isCompleted();
        assertThat(fixture.told(session))
                .containsExactly("SIPConferenceGotRemoveParticipantProgress", "SIPConferenceDidRemoveParticipant");
        assertThat(fixture.notifications.of(ConferenceNotification.GotRemoveParticipantProgress.class))
                .singleElement()
                .satisfies(progress -> {
                    assertThat(progress.participant()).isEqualTo(CAROL);
                    assertThat(progress.code()).isEqualTo(100);
                    assertThat(progress.reason()).isEqualTo("Trying");
                    assertThat(progress.timestamp())
                            .isEqualTo(fixture.threads.time().now());
                });
        assertThat(fixture.notifications.of(ConferenceNotification.DidRemoveParticipant.class))
                .singleElement()
                .satisfies(removed -> {
                    assertThat(removed.participant()).isEqualTo(CAROL);
                    assertThat(removed.timestamp())
                            .isEqualTo(fixture.threads.time().now());
                });
    }

    @Test
    void tellsThatAParticipantWasNotRemoved() {
        Session session = conference();
        CompletionStage<Void> done = session.conference().orElseThrow().removeParticipant(CAROL);
        fixture.engine.referrals().get(0).peerRefuses(403, "Forbidden");
        assertThat(failure(done)).isInstanceOf(SessionFailedException.class);
        assertThat(fixture.notifications.of(ConferenceNotification.DidNotRemoveParticipant.class))
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.participant()).isEqualTo(CAROL);
                    assertThat(failed.code()).isEqualTo(403);
                    assertThat(failed.reason()).isEqualTo("Forbidden");
                    assertThat(failed.timestamp())
                            .isEqualTo(fixture.threads.time().now());
                });
    }

    @Test
    void wishesThatWaitFailWhenTheSessionEnds() {
        Session session = conference();
        CompletionStage<Void> done = session.conference().orElseThrow().addParticipant(CAROL);
        session.end();
        assertThat(failure(done)).isInstanceOf(SessionFailedException.class);
        assertThat(fixture.told(session)).containsSubsequence("SIPConferenceDidNotAddParticipant", "SIPSessionDidEnd");
    }

    /** Reads one document. */
    private static final class OneCodec implements PayloadRegistry {
        @Override
        public Optional<PayloadCodec<?>> codec(MediaType type) {
            return Optional.empty();
        }

        @Override
        public <T> Optional<PayloadCodec<T>> codec(Class<T> type) {
            return Optional.empty();
        }

        @Override
        public Set<String> mediaTypes() {
            return Set.of();
        }

        @Override
        public Set<String> mediaTypes(String eventPackage) {
            return Set.of();
        }

        @Override
        public DecodedPayload decode(Payload payload) throws PayloadFormatException {
            if (new String(payload.body(), StandardCharsets.UTF_8).startsWith("<")) {
                return new DecodedPayload.Value(payload, "decoded");
            }
            throw new PayloadFormatException(payload.type().toString(), "line 1", "no markup");
        }

        @Override
        public Optional<Payload> encode(Object value) {
            return Optional.empty();
        }
    }
}
