/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.MediaStreamNotification;
import org.sipsimple.api.stream.MediaStreamNotification.DidEnd;
import org.sipsimple.api.stream.MediaStreamNotification.DidFail;
import org.sipsimple.api.stream.MediaStreamNotification.DidInitialize;
import org.sipsimple.api.stream.MediaStreamNotification.DidStart;
import org.sipsimple.api.stream.MediaStreamNotification.WillEnd;
import org.sipsimple.api.stream.Relocatable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * What every stream type has to do, whoever wrote it. A plugin extends this class in its own tests:
 *
 * <pre>{@code
 * class WhiteboardContractTest extends MediaStreamContract {
 *     protected MediaStreamFactory factory() {
 *         return new WhiteboardFactory(notifications(), threads());
 *     }
 *     protected SdpMedia offeredLine() { ... }
 * }
 * }</pre>
 *
 * Streams get the notification center and the threads of this class, so what they post is seen here. A stream that
 * finishes its steps on other threads overrides {@link #settle} to wait for them.
 */
public abstract class MediaStreamContract {
    private final RecordedNotifications notifications = new RecordedNotifications();
    private final InlineThreads threads = new InlineThreads();
    private final FakeAccount account = new FakeAccount();
    private final SilentSession session = new SilentSession(account);
    private MediaStreamFactory factory;
    private int observersBefore;

    /** The type under test; called once for each test. */
    protected abstract MediaStreamFactory factory();

    /** A media line of a peer that the type takes. */
    protected abstract SdpMedia offeredLine();

    /** The peer's answer to an offered line; by default the offered line of a peer, in the direction that answers. */
    protected SdpMedia answeringLine(SdpMedia offered) {
        return offeredLine().withDirection(MediaDirection.SENDRECV.answering(offered.direction()));
    }

    /** Waits until the stream has done what it was asked to; by default nothing is left to be done. */
    protected void settle() {
        threads.time().runDue();
    }

    /** What the stream under test has to post to. */
    protected final RecordedNotifications notifications() {
        return notifications;
    }

    /** The threads and the clock of the stream under test. */
    protected final InlineThreads threads() {
        return threads;
    }

    /** The account the streams belong to. */
    protected final FakeAccount account() {
        return account;
    }

    @BeforeEach
    void makeFactory() {
        factory = factory();
        observersBefore = notifications.observers();
    }

    // --- helpers

    private static SdpSession sdp(SdpMedia... lines) {
        return SdpSession.of("192.0.2.7")
                .withConnection(org.sipsimple.api.sdp.SdpConnection.of("192.0.2.7"))
                .withMedia(List.of(lines));
    }

    private static SdpMedia foreignLine() {
        return SdpMedia.of("image", 9, "UNKNOWN/PROTOCOL", List.of("x-nobody-knows"));
    }

    private void initialize(MediaStream stream, Direction direction) {
        stream.initialize(session, direction);
        settle();
        assertThat(by(stream)).hasOnlyElementsOfType(DidInitialize.class).hasSize(1);
    }

    private List<MediaStreamNotification> by(MediaStream stream) {
        return notifications.of(MediaStreamNotification.class).stream()
                .filter(posted -> posted.sender() == stream)
                .toList();
    }

    /** A stream of ours that runs, its offer taken as it was. */
    private Running startOutgoing() {
        MediaStream stream = factory.create(account);
        initialize(stream, Direction.OUTGOING);
        SdpMedia offer = stream.localMedia(null, 0);
        return started(stream, sdp(offer), sdp(answeringLine(offer)));
    }

    private Running started(MediaStream stream, SdpSession local, SdpSession remote) {
        stream.start(local, remote, 0);
        settle();
        assertThat(by(stream)).hasAtLeastOneElementOfType(DidStart.class);
        notifications.clear();
        return new Running(stream, local, remote);
    }

    /** One that cannot be relocated just goes on. */
    @Test
    void describesItselfAtTheOtherAddressAfterARelocation() throws UnknownHostException {
        MediaStream stream = factory.create(account);
        initialize(stream, Direction.OUTGOING);
        SdpMedia offer = stream.localMedia(null, 0);
        Optional<Relocatable> power = stream.facet(Relocatable.class);
        for (String address : power.isPresent() ? List.of("::1", "127.0.0.1", "::1") : List.<String>of()) {
            session.moveTo(InetAddress.getByName(address));
            notifications.clear();
            power.orElseThrow().relocate();
            settle();
            assertThat(by(stream)).hasOnlyElementsOfType(DidInitialize.class).hasSize(1);
            offer = stream.localMedia(null, 0);
            assertThat(offer.isRefused()).isFalse();
            String left = address.equals("::1") ? "127.0.0.1" : "0:0:0:0:0:0:0:1";
            assertThat(offer.attributes())
                    .noneMatch(attribute -> String.valueOf(attribute.value()).contains(left));
        }
        end(started(stream, sdp(offer), sdp(answeringLine(offer))).stream());
    }

    private record Running(MediaStream stream, SdpSession local, SdpSession remote) {}

    private void end(MediaStream stream) {
        stream.deactivate();
        stream.end();
        settle();
    }

    /** Ends a stream that cannot be held, after a look whether it really is not; false for one that can. */
    private boolean ignoresHold(MediaStream stream) {
        if (stream.holdSupported()) {
            return false;
        }
        MediaDirection before = stream.localMedia(null, 0).direction();
        stream.hold();
        assertThat(stream.onHold()).isFalse();
        assertThat(stream.localMedia(null, 0).direction()).isEqualTo(before);
        stream.unhold();
        end(stream);
        assertThat(by(stream)).hasExactlyElementsOfTypes(WillEnd.class, DidEnd.class);
        return true;
    }

    // --- the contract

    @Test
    void theFactoryMakesStreamsOfItsType() {
        assertThat(factory.type()).isNotBlank();
        assertThat(factory.create(account).type()).isEqualTo(factory.type());
        assertThat(factory.create(account)).isNotSameAs(factory.create(account));
    }

    @Test
    void theFactoryTakesItsOwnLinesOnlyAndRemembersNothing() {
        SdpSession offer = sdp(foreignLine(), offeredLine());
        for (int i = 0; i < 2; i++) {
            assertThat(factory.accepts(account, offer, 0)).isFalse();
            assertThat(factory.accepts(account, offer, 1)).isTrue();
        }
        assertThat(notifications.all()).as("no side effects").isEmpty();
        assertThat(factory.createIncoming(account, offer, 1).type()).isEqualTo(factory.type());
    }

    @Test
    void theFactoryJudgesGarbageWithoutThrowing() {
        SdpMedia line = offeredLine();
        SdpSession offer = sdp(
                line.withFormats(List.of()),
                line.withTransport("x"),
                line.withAttributes(org.sipsimple.api.sdp.SdpAttributes.empty()));
        for (int i = 0; i < offer.media().size(); i++) {
            int index = i;
            assertThatCode(() -> factory.accepts(account, offer, index)).doesNotThrowAnyException();
        }
    }

    @Test
    void aNewStreamHoldsNothingAndPostsNothing() {
        MediaStream stream = factory.create(account);
        assertThat(stream.onHold()).isFalse();
        assertThat(stream.onHoldByLocal()).isFalse();
        assertThat(stream.onHoldByRemote()).isFalse();
        assertThat(stream.facet(Account.class)).as("not its power").isEmpty();
        assertThat(notifications.all()).isEmpty();
    }

    @Test
    void anOfferIsALineThatCanBeUsed() {
        MediaStream stream = factory.create(account);
        initialize(stream, Direction.OUTGOING);
        SdpMedia offer = stream.localMedia(null, 0);
        assertThat(offer.isRefused()).isFalse();
        assertThat(offer.formats()).isNotEmpty();
        assertThatCode(() -> sdp(offer).requireSafePayloads()).doesNotThrowAnyException();
        end(stream);
    }

    @Test
    void anAnswerIsTheOfferedLineTaken() {
        SdpSession offer = sdp(foreignLine(), offeredLine());
        MediaStream stream = factory.createIncoming(account, offer, 1);
        initialize(stream, Direction.INCOMING);
        SdpMedia answer = stream.localMedia(offer, 1);
        assertThat(answer.media()).isEqualTo(offer.media().get(1).media());
        assertThat(answer.transport()).isEqualTo(offer.media().get(1).transport());
        assertThat(answer.isRefused()).isFalse();
        end(stream);
    }

    @Test
    void anOutgoingStreamStarts() {
        MediaStream stream = startOutgoing().stream();
        assertThat(stream.onHold()).isFalse();
        end(stream);
    }

    @Test
    void anIncomingStreamStarts() {
        SdpSession offer = sdp(offeredLine());
        MediaStream stream = factory.createIncoming(account, offer, 0);
        initialize(stream, Direction.INCOMING);
        SdpSession answer = sdp(stream.localMedia(offer, 0));
        started(stream, answer, offer);
        end(stream);
    }

    @Test
    void endsOnceAndTellsSoInPairs() {
        MediaStream stream = startOutgoing().stream();
        end(stream);
        stream.end();
        settle();
        List<MediaStreamNotification> posted = by(stream);
        assertThat(posted).hasSize(2);
        assertThat(posted.get(0)).isInstanceOf(WillEnd.class);
        assertThat(posted.get(1)).isInstanceOfSatisfying(DidEnd.class, end -> assertThat(end.error())
                .isEmpty());
    }

    @Test
    void endsInEachStageWithoutAFailure() {
        MediaStream initialized = factory.create(account);
        initialize(initialized, Direction.OUTGOING);
        end(initialized);
        MediaStream described = factory.create(account);
        initialize(described, Direction.OUTGOING);
        described.localMedia(null, 0);
        end(described);
        for (MediaStream stream : List.of(initialized, described)) {
            assertThat(by(stream)).hasExactlyElementsOfTypes(DidInitialize.class, WillEnd.class, DidEnd.class);
        }
    }

    @Test
    void leavesNothingBehind() {
        end(startOutgoing().stream());
        assertThat(notifications.observers()).as("observations").isEqualTo(observersBefore);
        assertThat(threads.time().waiting()).as("timers").isZero();
    }

    @Test
    void judgesAnUpdateWithoutDoingAnything() {
        Running call = startOutgoing();
        assertThat(call.stream().validateUpdate(sdp(offeredLine()), 0)).isTrue();
        assertThat(call.stream().validateUpdate(sdp(foreignLine()), 0)).isFalse();
        assertThat(notifications.all()).isEmpty();
        end(call.stream());
    }

    @Test
    void takesAnUpdateThatChangesNothing() {
        Running call = startOutgoing();
        call.stream().update(call.local(), call.remote(), 0);
        settle();
        assertThat(by(call.stream())).doesNotHaveAnyElementsOfTypes(DidFail.class, DidStart.class);
        end(call.stream());
    }

    @Test
    void isHeldOnceThatIsAgreedOnAndNotBefore() {
        Running call = startOutgoing();
        MediaStream stream = call.stream();
        if (ignoresHold(stream)) {
            return;
        }
        stream.hold();
        assertThat(stream.onHoldByLocal()).isFalse();
        SdpMedia held = stream.localMedia(null, 0);
        assertThat(held.direction().receives()).isFalse();
        stream.update(sdp(held), sdp(answeringLine(held)), 0);
        assertThat(stream.onHoldByLocal()).isTrue();
        assertThat(stream.onHold()).isTrue();

        stream.unhold();
        assertThat(stream.onHoldByLocal()).isTrue();
        SdpMedia back = stream.localMedia(null, 0);
        assertThat(back.direction()).isEqualTo(MediaDirection.SENDRECV);
        stream.update(sdp(back), sdp(answeringLine(back)), 0);
        assertThat(stream.onHold()).isFalse();
        end(stream);
    }

    @Test
    void aHoldThatWasRefusedLeavesNoTrace() {
        Running call = startOutgoing();
        MediaStream stream = call.stream();
        if (ignoresHold(stream)) {
            return;
        }
        stream.hold();
        stream.unhold();
        assertThat(stream.onHold()).isFalse();
        assertThat(stream.localMedia(null, 0).direction()).isEqualTo(MediaDirection.SENDRECV);
        end(stream);
    }

    @Test
    void isHeldByThePeer() {
        Running call = startOutgoing();
        MediaStream stream = call.stream();
        if (ignoresHold(stream)) {
            return;
        }
        SdpSession offer = sdp(offeredLine().withDirection(MediaDirection.SENDONLY));
        assertThat(stream.validateUpdate(offer, 0)).isTrue();
        SdpMedia answer = stream.localMedia(offer, 0);
        assertThat(answer.direction().sends()).isFalse();
        stream.update(sdp(answer), offer, 0);
        assertThat(stream.onHoldByRemote()).isTrue();
        assertThat(stream.onHoldByLocal()).isFalse();
        SdpSession back = sdp(offeredLine());
        stream.update(sdp(stream.localMedia(back, 0)), back, 0);
        assertThat(stream.onHold()).isFalse();
        end(stream);
    }
}
