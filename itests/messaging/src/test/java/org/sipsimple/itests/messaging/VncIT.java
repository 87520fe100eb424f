/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.messaging;

import java.awt.image.BufferedImage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.configuration.MsrpTransport;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.StreamServices;
import org.sipsimple.msrp.stream.MsrpSettings;
import org.sipsimple.msrp.stream.MsrpStreamServices;
import org.sipsimple.stream.desktopsharing.DesktopSharingStream;
import org.sipsimple.stream.desktopsharing.DesktopSharingStreamProvider;
import org.sipsimple.stream.desktopsharing.ExternalVncServerHandler;
import org.sipsimple.stream.desktopsharing.ExternalVncViewerHandler;
import org.sipsimple.stream.testkit.MsrpEnds;
import org.sipsimple.testing.peers.FreePorts;
import org.sipsimple.testing.peers.PeerProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** A screen shown by x11vnc, seen by gvnccapture through two endpoints of ours. */
class VncIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int FIRST_VNC_PORT = 5900;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    @TempDir
    Path folder;

    private PeerProcess screen;
    private PeerProcess server;
    private String display;
    private int port;

    @BeforeEach
    void showSomething() {
        screen = PeerProcess.start(
                "xvfb",
                folder,
                folder.resolve("xvfb.log"),
                List.of(
                        "Xvfb",
                        "-displayfd",
                        "1",
                        "-screen",
                        "0",
                        WIDTH + "x" + HEIGHT + "x24",
                        "-nolisten",
                        "tcp",
                        "-ac",
                        "-noreset"));
        screen.awaitOutput("(?m)^[0-9]+$", LIMIT);
        Matcher number = Pattern.compile("(?m)^([0-9]+)$").matcher(screen.output());
        assertThat(number.find()).isTrue();
        display = ":" + number.group(1);
        paint("#ff8000", "#2060a0");
        port = FreePorts.next();
        server = PeerProcess.start(
                "x11vnc",
                folder,
                folder.resolve("x11vnc.log"),
                List.of(
                        "x11vnc",
                        "-display",
                        display,
                        "-rfbport",
                        Integer.toString(port),
                        "-localhost",
                        "-no6",
                        "-nopw",
                        "-forever",
                        "-shared",
                        "-noxdamage",
                        "-nocursor", // or it is in some pictures and not in others
                        "-norc",
                        "-quiet"));
        server.await("x11vnc does not listen", LIMIT, this::listens);
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (java.io.IOException e) {
            return false;
        }
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        screen.close();
    }

    /** A pattern of two colours, so that position and colour of pixels matter. */
    private void paint(String one, String other) {
        PeerProcess.run(
                "x11-xserver-utils",
                folder,
                List.of("xsetroot", "-display", display, "-mod", "7", "5", "-fg", one, "-bg", other));
    }

    private BufferedImage capture(int vncPort, String name) throws Exception {
        PeerProcess.require("gvnccapture", "gvncviewer");
        Path image = folder.resolve(name + ".png");
        PeerProcess.run(
                "gvncviewer",
                folder,
                List.of(
                        "env",
                        "DISPLAY=" + display,
                        "gvnccapture",
                        "-q",
                        "127.0.0.1:" + (vncPort - FIRST_VNC_PORT),
                        image.toString()));
        BufferedImage seen = ImageIO.read(image.toFile());
        assertThat(seen).isNotNull();
        return seen;
    }

    private static MediaStreamFactory factory(MsrpEnds.End end) {
        return new DesktopSharingStreamProvider()
                .factory(StreamServices.of(Map.of(MsrpStreamServices.class, end.services())));
    }

    private BufferedImage captureThroughStreams(MsrpTransport transport, String name) throws Exception {
        try (MsrpEnds ends = new MsrpEnds()) {
            ends.alice().account().set(MsrpSettings.TRANSPORT, transport);
            ends.bob().account().set(MsrpSettings.TRANSPORT, transport);
            ExternalVncViewerHandler viewer = new ExternalVncViewerHandler(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    LIMIT,
                    ends.alice().notifications(),
                    ends.alice().services().threads());
            DesktopSharingStream watching = (DesktopSharingStream)
                    factory(ends.alice()).create(ends.alice().account());
            watching.setHandler(viewer);
            DesktopSharingStream shown = ends.connect(watching, offer -> {
                DesktopSharingStream stream = (DesktopSharingStream)
                        factory(ends.bob()).createIncoming(ends.bob().account(), offer, 0);
                stream.setHandler(new ExternalVncServerHandler(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        ends.bob().notifications(),
                        ends.bob().services().threads()));
                return stream;
            });
            BufferedImage seen = capture(viewer.address().getPort(), name);
            watching.deactivate();
            shown.deactivate();
            watching.end();
            shown.end();
            return seen;
        }
    }

    private static Set<String> colours(BufferedImage image) {
        Set<String> colours = new TreeSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(String.format("#%06x", image.getRGB(x, y) & 0xFFFFFF));
            }
        }
        return colours;
    }

    private static int differences(BufferedImage one, BufferedImage other) {
        assertThat(one.getWidth()).isEqualTo(WIDTH).isEqualTo(other.getWidth());
        assertThat(one.getHeight()).isEqualTo(HEIGHT).isEqualTo(other.getHeight());
        int differences = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                differences += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
            }
        }
        return differences;
    }

    @Test
    void theViewerSeesTheRightPixels() throws Exception {
        BufferedImage direct = capture(port, "direct");
        assertThat(colours(direct)).contains("#ff8000", "#2060a0");
        BufferedImage seen = captureThroughStreams(MsrpTransport.TCP, "tcp");
        assertThat(colours(seen)).isEqualTo(colours(direct));
        assertThat(differences(seen, direct)).isZero();
    }

    @Test
    void alsoOverTlsAndAfterTheScreenHasChanged() throws Exception {
        paint("#00c040", "#800060");
        BufferedImage direct = captureWhenChanged();
        BufferedImage seen = captureThroughStreams(MsrpTransport.TLS, "tls");
        assertThat(colours(seen)).contains("#00c040", "#800060").doesNotContain("#ff8000");
        assertThat(differences(seen, direct)).isZero();
    }

    /** The server looks at its screen now and then, and may show some of the old one before it has. */
    private BufferedImage captureWhenChanged() throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        BufferedImage seen = capture(port, "direct");
        while (colours(seen).contains("#ff8000") || colours(seen).contains("#2060a0")) {
            assertThat(System.nanoTime()).as("the server shows the old screen").isLessThan(end);
            seen = capture(port, "direct");
        }
        return seen;
    }
}
