/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.example.whiteboard.internal;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamNotification;
import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.SerialExecutor;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.example.whiteboard.Drawing;
import org.sipsimple.example.whiteboard.Point;
import org.sipsimple.example.whiteboard.Shape;
import org.sipsimple.example.whiteboard.Whiteboard;
import org.sipsimple.example.whiteboard.WhiteboardNotification;
import org.sipsimple.example.whiteboard.internal.WhiteboardSdp.Setup;

/** A board shared with the peer. Whatever happens is told in the order of its own serial executor. */
final class WhiteboardStream implements MediaStream, Whiteboard, BoardConnection.Listener {
    /** How long after the peer has closed the connection the session may take to end the stream. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /** How far the stream is. */
    enum State {
        NEW,
        INITIALIZING,
        INITIALIZED,
        STARTING,
        RUNNING,
        FAILED,
        ENDING,
        ENDED
    }

    private final NotificationCenter notifications;
    private final ThreadManager threads;
    private final SerialExecutor executor;
    private final String key;
    private final Board board;
    private volatile State state = State.NEW;
    private volatile @Nullable BoardConnection connection;
    private Setup setup = Setup.ACTPASS;
    private int port;
    private volatile boolean deactivated;
    private @Nullable Scheduled farewell;

    WhiteboardStream(NotificationCenter notifications, ThreadManager threads) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        this.notifications = notifications;
        this.threads = threads;
        this.key = HexFormat.of().formatHex(random);
        this.board = new Board(key.substring(0, 6));
        this.executor = threads.serial("whiteboard-" + key.substring(0, 6));
    }

    State state() {
        return state;
    }

    // --- the stream

    @Override
    public String type() {
        return WhiteboardFactory.TYPE;
    }

    @Override
    public void initialize(Session session, Direction direction) {
        state = State.INITIALIZING;
        try {
            BoardConnection made =
                    new BoardConnection(threads.blocking(), threads.serial(executor.name() + "-writer"), this);
            connection = made;
            port = made.port();
            executor.execute(() -> reach(State.INITIALIZING, State.INITIALIZED));
        } catch (IOException noPort) {
            executor.execute(() -> fail("cannot listen: " + noPort.getMessage()));
        }
    }

    @Override
    public SdpMedia localMedia(@Nullable SdpSession remoteOffer, int index) {
        if (remoteOffer != null) {
            setup = WhiteboardSdp.setup(remoteOffer.media().get(index))
                    .orElse(Setup.ACTPASS)
                    .answer();
        }
        return WhiteboardSdp.line(setup, port, key, state == State.RUNNING);
    }

    @Override
    public void start(SdpSession localSdp, SdpSession remoteSdp, int index) {
        state = State.STARTING;
        SdpMedia remote = remoteSdp.media().get(index);
        Setup local = WhiteboardSdp.setup(localSdp.media().get(index)).orElse(Setup.ACTPASS);
        setup = local == Setup.ACTPASS
                ? WhiteboardSdp.setup(remote).orElse(Setup.ACTPASS).answer()
                : local;
        BoardConnection made = connection;
        var peer = WhiteboardSdp.address(remoteSdp, index);
        var peerKey = WhiteboardSdp.key(remote);
        if (made == null) {
            executor.execute(() -> fail("was not initialized"));
        } else if (setup == Setup.PASSIVE) {
            made.accept(key);
        } else if (peer.isPresent() && peerKey.isPresent()) {
            made.connect(peer.get(), peerKey.get());
        } else {
            executor.execute(() -> fail("the peer's line has no address or no key"));
        }
    }

    @Override
    public boolean validateUpdate(SdpSession remoteSdp, int index) {
        return WhiteboardSdp.keepsConnection(remoteSdp.media().get(index));
    }

    @Override
    public void update(SdpSession localSdp, SdpSession remoteSdp, int index) {
        // the connection goes on whatever is said of it, see validateUpdate
    }

    @Override
    public void hold() {
        // a board is looked at or not, there is nothing to hold
    }

    @Override
    public void unhold() {
        // see hold
    }

    @Override
    public boolean holdSupported() {
        return false;
    }

    @Override
    public boolean onHoldByLocal() {
        return false;
    }

    @Override
    public boolean onHoldByRemote() {
        return false;
    }

    @Override
    public void deactivate() {
        deactivated = true;
    }

    @Override
    public void end() {
        if (state == State.ENDING || state == State.ENDED) {
            return;
        }
        state = State.ENDING;
        deactivated = true;
        executor.execute(this::finish);
    }

    private void finish() {
        notifications.post(
                new MediaStreamNotification.WillEnd(this, threads.scheduler().now()));
        if (farewell != null) {
            farewell.cancel();
        }
        BoardConnection made = connection;
        if (made != null) {
            made.finishWriting();
        }
        notifications.post(
                new MediaStreamNotification.DidEnd(this, threads.scheduler().now(), ""));
        state = State.ENDED;
    }

    private void reach(State from, State to) {
        if (state == from) {
            notifications.post(
                    to == State.RUNNING
                            ? new MediaStreamNotification.DidStart(
                                    this, threads.scheduler().now())
                            : new MediaStreamNotification.DidInitialize(
                                    this, threads.scheduler().now()));
            state = to;
        }
    }

    private void fail(String reason) {
        if (state != State.FAILED && !deactivated) {
            notifications.post(new MediaStreamNotification.DidFail(
                    this, threads.scheduler().now(), reason));
            state = State.FAILED;
        }
    }

    // --- the connection

    @Override
    public void connected() {
        executor.execute(() -> {
            Drawing so = board.drawing();
            reach(State.STARTING, State.RUNNING);
            so.erased().forEach(id -> send(new BoardLine.Erase(id)));
            so.shapes().forEach(shape -> send(new BoardLine.Draw(shape)));
        });
    }

    @Override
    public void received(String line) {
        executor.execute(() -> {
            try {
                take(BoardLine.parse(line));
            } catch (IllegalArgumentException malformed) {
                BoardConnection made = connection;
                if (made != null) {
                    made.close();
                }
                fail("the peer sent a malformed line: " + malformed.getMessage());
            }
        });
    }

    private void take(BoardLine line) {
        if (line instanceof BoardLine.Draw draw) {
            if (board.merge(draw.shape())) {
                notifications.post(new WhiteboardNotification.GotShape(
                        this, threads.scheduler().now(), draw.shape()));
            }
        } else if (line instanceof BoardLine.Erase erase) {
            if (board.erase(erase.id())) {
                notifications.post(new WhiteboardNotification.DidErase(
                        this, threads.scheduler().now(), erase.id()));
            }
        }
        // a bye announces the close, which says it all; a second hello says nothing new
    }

    @Override
    public void closed(String problem) {
        executor.execute(() -> {
            if (state == State.RUNNING && problem.isEmpty()) {
                // most likely the stream is being removed and the session will tell so in a moment
                farewell = threads.scheduler()
                        .schedule(FAREWELL, () -> executor.execute(() -> fail("the peer closed the connection")));
            } else {
                fail(problem.isEmpty() ? "the peer closed the connection" : problem);
            }
        });
    }

    private void send(BoardLine line) {
        BoardConnection made = connection;
        if (made != null && state == State.RUNNING) {
            made.send(line.print());
        }
    }

    // --- the board

    @Override
    public String stroke(String colour, double width, List<Point> points) {
        return draw(id -> new Shape.Stroke(id, colour, width, points));
    }

    @Override
    public String text(String colour, Point at, String text) {
        return draw(id -> new Shape.Label(id, colour, at, text));
    }

    private String draw(Function<String, Shape> maker) {
        Shape shape = board.draw(maker);
        executor.execute(() -> send(new BoardLine.Draw(shape)));
        return shape.id();
    }

    @Override
    public void erase(String id) {
        if (board.erase(id)) {
            executor.execute(() -> send(new BoardLine.Erase(id)));
        }
    }

    @Override
    public void clear() {
        drawing().shapes().forEach(shape -> erase(shape.id()));
    }

    @Override
    public Drawing drawing() {
        return board.drawing();
    }

    @Override
    public String toString() {
        return "whiteboard stream (" + state + ")";
    }
}
