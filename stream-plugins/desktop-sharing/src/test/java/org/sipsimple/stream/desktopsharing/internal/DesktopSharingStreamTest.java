/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.desktopsharing.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.stream.desktopsharing.DesktopSharingHandler;
import org.sipsimple.stream.desktopsharing.DesktopSharingHandler.Type;
import org.sipsimple.stream.desktopsharing.DesktopSharingNotification;
import org.sipsimple.stream.desktopsharing.DesktopSharingStream;
import org.sipsimple.stream.desktopsharing.ExternalVncServerHandler;
import org.sipsimple.stream.desktopsharing.ExternalVncViewerHandler;
import org.sipsimple.stream.desktopsharing.InternalVncServerHandler;
import org.sipsimple.stream.desktopsharing.InternalVncViewerHandler;
import org.sipsimple.stream.testkit.MsrpEnds;
import org.sipsimple.stream.testkit.MsrpEnds.Agreed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class DesktopSharingStreamTest {
    private final MsrpEnds ends = new MsrpEnds();
    private final NotificationCenter aliceEvents = ends.alice().notifications();
    private final ThreadManager aliceThreads = ends.alice().services().threads();
    private final NotificationCenter bobEvents = ends.bob().notifications();
    private final ThreadManager bobThreads = ends.bob().services().threads();

    @AfterEach
    void close() {
        ends.close();
    }

    private DesktopSharingStream outgoing(DesktopSharingHandler handler) {
        DesktopSharingStream stream = (DesktopSharingStream)
                new DesktopSharingStreamFactory(ends.alice().services())
                        .create(ends.alice().account());
        stream.setHandler(handler);
        return stream;
    }

    private DesktopSharingStream incoming(SdpSession offer, DesktopSharingHandler handler) {
        DesktopSharingStreamFactory factory =
                new DesktopSharingStreamFactory(ends.bob().services());
        assertThat(factory.accepts(ends.bob().account(), offer, 0)).isTrue();
        DesktopSharingStream stream =
                (DesktopSharingStream) factory.createIncoming(ends.bob().account(), offer, 0);
        stream.setHandler(handler);
        return stream;
    }

    @Test
    void aViewerAndAServerInsideTheProgramTalk() throws Exception {
        InternalVncViewerHandler viewer = new InternalVncViewerHandler(aliceEvents, aliceThreads);
        InternalVncServerHandler server = new InternalVncServerHandler(bobEvents, bobThreads);
        assertThat(viewer.type()).isEqualTo(Type.ACTIVE);
        assertThat(server.type()).isEqualTo(Type.PASSIVE);
        assertThatThrownBy(() -> viewer.send(new byte[1]).toCompletableFuture().get(20, TimeUnit.SECONDS))
                .hasMessageContaining("not started");
        DesktopSharingStream alice = outgoing(viewer);
        DesktopSharingStream bob = ends.connect(alice, offer -> incoming(offer, server));
        assertThat(alice.handler()).contains(viewer);
        assertThat(bob.requiredType()).contains(Type.PASSIVE);
        assertThat(bob.incomingQueue().hasSpace()).isTrue();
        assertThat(bob.outgoingQueue().hasSpace()).isTrue();
        server.send("RFB 003.008\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        DesktopSharingNotification.StreamGotData greeting =
                ends.alice().notifications().await(DesktopSharingNotification.StreamGotData.class);
        assertThat(new String(greeting.data(), java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("RFB 003.008\n");
        assertThat(greeting.sender()).isSameAs(viewer);
        assertThat(greeting.name()).isEqualTo("DesktopSharingStreamGotData");
        viewer.send(new byte[] {1, 2, 3}).toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(ends.bob()
                        .notifications()
                        .await(DesktopSharingNotification.StreamGotData.class)
                        .data())
                .containsExactly(1, 2, 3);
        assertThatThrownBy(() -> bob.setHandler(server)).isInstanceOf(IllegalStateException.class);
        alice.end();
        bob.deactivate();
        bob.end();
    }

    @Test
    void programsOutsideTalkThroughIt() throws Exception {
        byte[] screen = new byte[3_000_000];
        new Random(3).nextBytes(screen);
        try (ServerSocket vncServer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ExternalVncViewerHandler viewer = new ExternalVncViewerHandler(aliceEvents, aliceThreads);
            ExternalVncServerHandler server = new ExternalVncServerHandler(
                    new InetSocketAddress(vncServer.getInetAddress(), vncServer.getLocalPort()), bobEvents, bobThreads);
            assertThat(server.address().getPort()).isEqualTo(vncServer.getLocalPort());
            DesktopSharingStream alice = outgoing(viewer);
            DesktopSharingStream bob = ends.connect(alice, offer -> incoming(offer, server));
            try (Socket vncViewer = new Socket(
                            viewer.address().getAddress(), viewer.address().getPort());
                    Socket serving = vncServer.accept()) {
                Thread painter = new Thread(
                        () -> {
                            try {
                                serving.getOutputStream().write(screen);
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        "painter");
                painter.start();
                InputStream in = vncViewer.getInputStream();
                assertThat(in.readNBytes(screen.length)).isEqualTo(screen);
                painter.join();
                vncViewer.getOutputStream().write(new byte[] {9, 8, 7});
                assertThat(serving.getInputStream().readNBytes(3)).containsExactly(9, 8, 7);
                bob.deactivate();
                alice.end();
                bob.end();
                assertThat(in.read()).as("the viewer's connection is closed").isEqualTo(-1);
                assertThat(serving.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void aViewerThatDoesNotReadSlowsTheServerDown() throws Exception {
        try (ServerSocket vncServer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ExternalVncViewerHandler viewer = new ExternalVncViewerHandler(aliceEvents, aliceThreads);
            ExternalVncServerHandler server = new ExternalVncServerHandler(
                    new InetSocketAddress(vncServer.getInetAddress(), vncServer.getLocalPort()), bobEvents, bobThreads);
            DesktopSharingStream alice = outgoing(viewer);
            ends.connect(alice, offer -> incoming(offer, server));
            try (Socket lazy = new Socket(
                            viewer.address().getAddress(), viewer.address().getPort());
                    Socket serving = vncServer.accept()) {
                java.util.concurrent.atomic.AtomicLong written = new java.util.concurrent.atomic.AtomicLong();
                Thread painter = new Thread(
                        () -> {
                            try {
                                byte[] block = new byte[64 * 1024];
                                while (written.get() < 1L << 30) {
                                    serving.getOutputStream().write(block);
                                    written.addAndGet(block.length);
                                }
                            } catch (IOException closed) {
                                // when the test is over
                            }
                        },
                        "painter");
                painter.start();
                // nothing moves any more when a whole second brings nothing
                long before = -1;
                while (before != written.get()) {
                    before = written.get();
                    painter.join(1000);
                }
                assertThat(painter.isAlive()).isTrue();
                assertThat(before).isLessThan(100L << 20);
                assertThat(lazy.getInputStream().readNBytes(10_000_000)).hasSize(10_000_000);
            }
        }
    }

    @Test
    void aServerThatIsNotThereFailsTheStreamWithAReason() throws Exception {
        int closedPort;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = gone.getLocalPort();
        }
        ExternalVncServerHandler server = new ExternalVncServerHandler(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), closedPort),
                Duration.ofSeconds(2),
                bobEvents,
                bobThreads);
        InternalVncViewerHandler viewer = new InternalVncViewerHandler(aliceEvents, aliceThreads);
        DesktopSharingStream alice = outgoing(viewer);
        DesktopSharingStream bob = ends.connect(alice, offer -> incoming(offer, server));
        assertThat(ends.bob().awaitFailure(bob)).contains("connecting").contains("refused");
        DesktopSharingNotification.HandlerDidFail failed =
                ends.bob().notifications().await(DesktopSharingNotification.HandlerDidFail.class);
        assertThat(failed.context()).isEqualTo("connecting");
        assertThat(failed.failure()).isInstanceOf(IOException.class);
        assertThat(failed.reason()).contains("refused");
        assertThat(failed.name()).isEqualTo("DesktopSharingHandlerDidFail");
        bob.end();
    }

    @Test
    void aViewerThatDoesNotComeFailsTheStream() throws Exception {
        ExternalVncViewerHandler viewer = new ExternalVncViewerHandler(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Duration.ofMillis(200),
                aliceEvents,
                aliceThreads);
        DesktopSharingStream alice = outgoing(viewer);
        ends.connect(alice, offer -> incoming(offer, new InternalVncServerHandler(bobEvents, bobThreads)));
        assertThat(ends.alice().awaitFailure(alice)).contains("connecting");
        alice.end();
    }

    @Test
    void bothSidesMustNotBeTheSame() {
        Agreed<DesktopSharingStream> streams = ends.agree(
                outgoing(new InternalVncViewerHandler(aliceEvents, aliceThreads)),
                offer -> incoming(offer, new InternalVncViewerHandler(bobEvents, bobThreads)));
        assertThat(streams.offer().media().get(0).attributes().getFirst("rfbsetup"))
                .contains("active");
        assertThat(streams.answer().media().get(0).attributes().getFirst("rfbsetup"))
                .contains("passive");
        streams.answerer().start(streams.answer(), streams.offer(), 0);
        assertThat(ends.bob().awaitFailure(streams.answerer())).contains("server is needed");
    }

    @Test
    void withoutAHandlerNothingIsOffered() {
        DesktopSharingStream stream = (DesktopSharingStream)
                new DesktopSharingStreamFactory(ends.alice().services())
                        .create(ends.alice().account());
        stream.initialize(ends.alice().session(), Direction.OUTGOING);
        assertThat(ends.alice().awaitFailure(stream)).contains("shared");
    }

    @Test
    void aHandlerOfOnesOwnUsesTheQueues() throws Exception {
        DesktopSharingHandler echo = new DesktopSharingHandler() {
            @Override
            public Type type() {
                return Type.PASSIVE;
            }

            @Override
            public void initialize(DesktopSharingStream stream) {
                bobThreads.blocking().execute(() -> {
                    try {
                        for (byte[] data = stream.incomingQueue().take();
                                data != null;
                                data = stream.incomingQueue().take()) {
                            stream.outgoingQueue().put(data);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }

            @Override
            public void close() {
                // the queues end it
            }
        };
        InternalVncViewerHandler viewer = new InternalVncViewerHandler(aliceEvents, aliceThreads);
        ends.connect(outgoing(viewer), offer -> incoming(offer, echo));
        viewer.send(new byte[] {4, 5}).toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(ends.alice()
                        .notifications()
                        .await(DesktopSharingNotification.StreamGotData.class)
                        .data())
                .containsExactly(4, 5);
    }

    @Test
    void aHandlerMayWrapAnother() throws Exception {
        DesktopSharingHandler inner = new InternalVncServerHandler(bobEvents, bobThreads);
        CompletableFuture<DesktopSharingStream> began = new CompletableFuture<>();
        DesktopSharingHandler wrapper = new DesktopSharingHandler() {
            @Override
            public Type type() {
                return inner.type();
            }

            @Override
            public void initialize(DesktopSharingStream stream) {
                inner.initialize(stream);
                began.complete(stream);
            }

            @Override
            public void close() {
                inner.close();
            }
        };
        InternalVncViewerHandler viewer = new InternalVncViewerHandler(aliceEvents, aliceThreads);
        DesktopSharingStream bob = ends.connect(outgoing(viewer), offer -> incoming(offer, wrapper));
        assertThat(began.get(20, TimeUnit.SECONDS)).isSameAs(bob);
        viewer.send(new byte[] {6}).toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(ends.bob()
                        .notifications()
                        .await(DesktopSharingNotification.StreamGotData.class)
                        .sender())
                .isSameAs(inner);
    }

    @Test
    void aHandlerBeginsWhenItIsInitialized() throws Exception {
        int closedPort;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = gone.getLocalPort();
        }
        DesktopSharingHandler server = new ExternalVncServerHandler(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), closedPort), aliceEvents, aliceThreads);
        assertThat(server.type()).isEqualTo(Type.PASSIVE);
        DesktopSharingStream stream = outgoing(server);
        assertThat(ends.alice().notifications().of(DesktopSharingNotification.class))
                .isEmpty();
        server.initialize(stream);
        assertThat(ends.alice()
                        .notifications()
                        .await(DesktopSharingNotification.HandlerDidFail.class)
                        .sender())
                .isSameAs(server);
    }
}
