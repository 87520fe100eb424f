/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.example.whiteboard.internal;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.sipsimple.api.sdp.SdpConnection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.stream.MediaStreamNotification.DidEnd;
import org.sipsimple.api.stream.MediaStreamNotification.DidFail;
import org.sipsimple.example.whiteboard.Point;
import org.sipsimple.example.whiteboard.Shape;
import org.sipsimple.example.whiteboard.Whiteboard;
import org.sipsimple.example.whiteboard.WhiteboardNotification;
import org.sipsimple.example.whiteboard.internal.WhiteboardSdp.Setup;
import org.sipsimple.example.whiteboard.internal.WhiteboardStream.State;
import org.sipsimple.stream.testkit.FakeAccount;
import org.sipsimple.stream.testkit.InlineThreads;
import org.sipsimple.stream.testkit.RecordedNotifications;
import org.sipsimple.stream.testkit.SilentSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WhiteboardStreamTest {
    private final RecordedNotifications notifications = new RecordedNotifications();
    private final InlineThreads clock = new InlineThreads();
    private final RealThreads threads = new RealThreads(clock.scheduler());
    private final Peer peer = new Peer();
    private final WhiteboardStream stream = new WhiteboardStream(notifications, threads);

    @AfterEach
    void close() throws IOException {
        stream.end();
        Peer.await(() -> stream.state() == State.ENDED);
        peer.close();
        threads.close();
    }

    private static SdpSession sdp(SdpMedia line) {
        return SdpSession.of("127.0.0.1")
                .withConnection(SdpConnection.of("127.0.0.1"))
                .withMedia(List.of(line));
    }

    private void initialize(Direction direction) {
        stream.initialize(new SilentSession(new FakeAccount()), direction);
        Peer.await(() -> stream.state() == State.INITIALIZED);
    }

    /** Starts as the end that connects. */
    private void startActive() throws IOException {
        initialize(Direction.INCOMING);
        SdpSession offer = sdp(WhiteboardSdp.line(Setup.ACTPASS, peer.port(), Peer.KEY, false));
        SdpMedia answer = stream.localMedia(offer, 0);
        assertThat(answer.attributes().getFirst("setup")).contains("active");
        assertThat(answer.port()).isEqualTo(9);
        stream.start(sdp(answer), offer, 0);
        peer.accept();
        assertThat(peer.hear()).isEqualTo("hello " + Peer.KEY);
        Peer.await(() -> stream.state() == State.RUNNING);
    }

    /** Starts as the end that listens, and returns what the peer has to say first. */
    private String startPassive() {
        initialize(Direction.OUTGOING);
        SdpMedia offer = stream.localMedia(null, 0);
        assertThat(offer.attributes().getFirst("setup")).contains("actpass");
        stream.start(sdp(offer), sdp(WhiteboardSdp.line(Setup.ACTIVE, 9, Peer.KEY, false)), 0);
        return "hello " + WhiteboardSdp.key(offer).orElseThrow();
    }

    @Test
    void drawsForThePeerAndShowsWhatThePeerDraws() throws IOException {
        startActive();
        Whiteboard board = stream.facet(Whiteboard.class).orElseThrow();
        String line = board.stroke("red", 2, List.of(new Point(0, 0), new Point(10, 20.5)));
        assertThat(peer.hear()).isEqualTo("stroke " + line + " red 2.0 0.0,0.0 10.0,20.5");
        peer.say("text bob-1 #00ff00 5,6 <hello> & good-bye");
        Peer.await(() -> board.drawing().shapes().size() == 2);
        assertThat(board.drawing().toSvg())
                .contains("<polyline", "stroke=\"red\"", "points=\"0,0 10,20.50 10,20.50\"")
                .contains("<text font-size=\"40\" fill=\"#00ff00\" x=\"5\" y=\"6\">&lt;hello> &amp; good-bye</text>");
        Peer.await(
                () -> !notifications.of(WhiteboardNotification.GotShape.class).isEmpty());
        assertThat(notifications.of(WhiteboardNotification.GotShape.class))
                .singleElement()
                .satisfies(got -> assertThat(got.shape())
                        .isEqualTo(new Shape.Label("bob-1", "#00ff00", new Point(5, 6), "<hello> & good-bye")));
    }

    @Test
    void erasesWhoeverHasDrawnIt() throws IOException {
        startActive();
        String text = stream.text("blue", new Point(1, 1), "gone soon");
        peer.hear();
        peer.say("erase " + text);
        Peer.await(() -> stream.drawing().shapes().isEmpty());
        peer.say("stroke bob-7 red 1 0,0");
        Peer.await(() -> stream.drawing().shapes().size() == 1);
        stream.clear();
        assertThat(peer.hear()).isEqualTo("erase bob-7");
        assertThat(stream.drawing().shapes()).isEmpty();
    }

    @Test
    void waitsForWhoeverKnowsTheKey() throws IOException {
        String hello = startPassive();
        int port = stream.localMedia(null, 0).port();
        try (Peer stranger = new Peer()) {
            stranger.connect(port);
            stranger.say("hello 1111111111111111");
            assertThat(stranger.hear()).isNull();
        }
        stream.text("red", new Point(0, 0), "drawn before you came");
        peer.connect(port);
        peer.say(hello);
        assertThat(peer.hear()).startsWith("text ").endsWith(" drawn before you came");
        assertThat(stream.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void saysByeAtTheEnd() throws IOException {
        startActive();
        stream.deactivate();
        stream.end();
        assertThat(peer.hear()).isEqualTo("bye");
        assertThat(peer.hear()).isNull();
    }

    @Test
    void failsSomeTimeAfterThePeerHasClosedTheConnection() throws IOException {
        startActive();
        peer.hangUp();
        Peer.await(() -> clock.time().waiting() == 1);
        assertThat(notifications.of(DidFail.class)).isEmpty();
        clock.time().advance(java.time.Duration.ofSeconds(2));
        Peer.await(() -> stream.state() == State.FAILED);
        assertThat(notifications.of(DidFail.class)).singleElement().satisfies(failed -> assertThat(failed.reason())
                .isEqualTo("the peer closed the connection"));
    }

    @Test
    void endsWithoutAFailureWhenThePeerClosedFirst() throws IOException {
        startActive();
        peer.hangUp();
        Peer.await(() -> clock.time().waiting() == 1);
        stream.end();
        Peer.await(() -> stream.state() == State.ENDED);
        assertThat(clock.time().waiting()).isZero();
        assertThat(notifications.of(DidFail.class)).isEmpty();
        assertThat(notifications.of(DidEnd.class)).hasSize(1);
    }

    @Test
    void failsOverAMalformedLine() throws IOException {
        startActive();
        peer.say("stroke");
        Peer.await(() -> stream.state() == State.FAILED);
        assertThat(notifications.of(DidFail.class)).singleElement().satisfies(failed -> assertThat(failed.reason())
                .contains("malformed"));
        assertThat(peer.hear()).isNull();
    }

    @Test
    void failsWhenNobodyListens() throws IOException {
        initialize(Direction.INCOMING);
        SdpSession offer = sdp(WhiteboardSdp.line(Setup.PASSIVE, peer.port(), Peer.KEY, false));
        peer.close();
        stream.start(sdp(stream.localMedia(offer, 0)), offer, 0);
        Peer.await(() -> stream.state() == State.FAILED);
    }

    @Test
    void refusesAnUpdateThatWantsAnotherConnection() {
        SdpMedia same = WhiteboardSdp.line(Setup.ACTPASS, 4000, Peer.KEY, true);
        SdpMedia other = WhiteboardSdp.line(Setup.ACTPASS, 4000, Peer.KEY, false);
        assertThat(stream.validateUpdate(sdp(same), 0)).isTrue();
        assertThat(stream.validateUpdate(sdp(other), 0)).isFalse();
    }

    @Test
    void refusesShapesThatCannotBeDrawn() {
        assertThatThrownBy(() -> stream.stroke("\"/>", 1, List.of(new Point(0, 0))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stream.stroke("red", 1, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stream.text("red", new Point(0, 0), "two\nlines"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
