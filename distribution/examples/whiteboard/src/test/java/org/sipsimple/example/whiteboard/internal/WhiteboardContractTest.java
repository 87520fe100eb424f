/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.example.whiteboard.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.example.whiteboard.internal.WhiteboardSdp.Setup;
import org.sipsimple.example.whiteboard.internal.WhiteboardStream.State;
import org.sipsimple.stream.testkit.MediaStreamContract;

/** The whiteboard keeps the contract of streams; the peer is a socket of this test. */
class WhiteboardContractTest extends MediaStreamContract {
    private final RealThreads real = new RealThreads(threads().scheduler());
    private final List<WhiteboardStream> made = new ArrayList<>();
    private final Peer peer = new Peer();

    @Override
    protected MediaStreamFactory factory() {
        return new Recording(new WhiteboardFactory(notifications(), real));
    }

    /** We listen, so the stream under test connects. */
    @Override
    protected SdpMedia offeredLine() {
        return WhiteboardSdp.line(Setup.PASSIVE, peer.port(), Peer.KEY, true)
                .withConnection(org.sipsimple.api.sdp.SdpConnection.of("127.0.0.1"));
    }

    @Override
    protected void settle() {
        super.settle();
        Peer.await(() -> made.stream().map(WhiteboardStream::state).noneMatch(WhiteboardContractTest::isBusy));
    }

    private static boolean isBusy(State state) {
        return state == State.INITIALIZING || state == State.STARTING || state == State.ENDING;
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
        real.close();
    }

    /** Remembers the streams that the factory makes. */
    private final class Recording implements MediaStreamFactory {
        private final MediaStreamFactory factory;

        Recording(MediaStreamFactory factory) {
            this.factory = factory;
        }

        @Override
        public String type() {
            return factory.type();
        }

        @Override
        public MediaStream create(Account account) {
            MediaStream stream = factory.create(account);
            made.add((WhiteboardStream) stream);
            return stream;
        }

        @Override
        public boolean accepts(Account account, SdpSession remoteOffer, int index) {
            return factory.accepts(account, remoteOffer, index);
        }

        @Override
        public MediaStream createIncoming(Account account, SdpSession remoteOffer, int index) {
            return create(account);
        }
    }
}
