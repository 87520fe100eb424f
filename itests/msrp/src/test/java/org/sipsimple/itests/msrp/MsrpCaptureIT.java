/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.msrp;

import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.msrp.AcceptorDirect;
import org.sipsimple.msrp.ConnectorDirect;
import org.sipsimple.msrp.MsrpHeader;
import org.sipsimple.msrp.MsrpOptions;
import org.sipsimple.msrp.MsrpStack;
import org.sipsimple.msrp.MsrpUri;
import org.sipsimple.msrp.OutgoingFile;
import org.sipsimple.msrp.Reports;
import org.sipsimple.testing.ManualScheduler;
import org.sipsimple.testing.peers.Capture;
import org.sipsimple.testing.peers.FreePorts;
import org.sipsimple.testing.peers.KamailioExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What we send and get, as Wireshark's dissector reads it. */
@Timeout(180)
class MsrpCaptureIT {
    /** Several chunks to a relay, but one segment: the dissector puts no segments together. */
    private static final int FILE_SIZE = 40_000;

    private static final String LAST = "the last line";

    @RegisterExtension
    static final KamailioExtension KAMAILIO = new KamailioExtension();

    @TempDir
    Path folder;

    private Capture capture(int port, Capture.Traffic traffic) throws Exception {
        return Capture.of(folder, port, "msrp", LAST, traffic);
    }

    private void talk(Ends ends) throws Exception {
        for (int i = 0; i < 20; i++) {
            byte[] line = ("line " + i + " \u00e4\u20ac").getBytes(StandardCharsets.UTF_8);
            Ends.get(ends.active
                    .send(line, "text/plain;charset=utf-8", Reports.ALL)
                    .delivered());
        }
        Ends.get(ends.active.request("NICKNAME", List.of(new MsrpHeader.UseNickname("Alice"))));
        // readable, as the dissector stumbles over some binary bodies however well they are framed
        byte[] content = "a line of the file\n".repeat(FILE_SIZE / 19).getBytes(StandardCharsets.US_ASCII);
        Path file = Files.write(folder.resolve("source"), content);
        for (int i = 0; i < 5; i++) {
            try (FileChannel source = FileChannel.open(file)) {
                Ends.get(ends.active
                        .sendFile(OutgoingFile.of(source, Ends.FILE_TYPE), Reports.ALL)
                        .delivered());
            }
        }
        byte[] last = LAST.getBytes(StandardCharsets.US_ASCII);
        Ends.get(ends.passive.send(last, "text/plain", Reports.ALL).delivered());
    }

    /** The dissector looks at the first chunk of a segment only, so that of what we batch it does not see all. */
    private static void check(Capture capture) throws Exception {
        assertThat(capture.malformed()).isEmpty();
        assertThat(capture.frames("msrp.method == \"SEND\"", "msrp.transaction.id"))
                .hasSizeGreaterThan(20);
        assertThat(capture.frames("msrp.status.code == 200", "msrp.transaction.id"))
                .hasSizeGreaterThan(20);
    }

    @Test
    void theDissectorUnderstandsADirectSession() throws Exception {
        int port = FreePorts.next();
        Capture capture = capture(port, () -> {
            try (MsrpStack stack = new MsrpStack(new ManualScheduler())) {
                MsrpOptions options = MsrpOptions.defaults(InetAddress.getLoopbackAddress());
                MsrpUri listening = stack.newUri(InetAddress.getLoopbackAddress(), false, port);
                talk(new Ends(new ConnectorDirect(stack, options), new AcceptorDirect(stack, options), listening));
            }
        });
        check(capture);
    }

    @Test
    void theDissectorUnderstandsASessionThroughTheRelay() throws Exception {
        int port = KAMAILIO.relayPort(false);
        Capture capture = capture(port, () -> {
            try (MsrpStack stack = new MsrpStack(new ManualScheduler())) {
                Relays relays = new Relays(KAMAILIO, stack, false);
                talk(relays.ends(relays.options()));
            }
        });
        check(capture);
        assertThat(capture.frames("msrp.method == \"AUTH\"", "msrp.to.path")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(capture.frames("msrp.method == \"REPORT\"", "msrp.status"))
                .isNotEmpty()
                .allMatch(status -> status.contains("000 200 OK"));
    }
}
