/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.Request;
import org.sipsimple.api.sip.RequestNotification;
import org.sipsimple.api.sip.RequestOptions;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections when this host loses the address at their end, by the real engine and a peer that never answers. */
@Timeout(120)
class LeftAddressTest {
    private static final Set<InetAddress> OURS = Set.of(InetAddress.getLoopbackAddress());

    private final EngineHarness harness = EngineHarness.started();
    private final LinkedBlockingQueue<RequestNotification.DidFail> failures =
            harness.queueOf(RequestNotification.DidFail.class);
    private ServerSocket peer;

    @BeforeEach
    void listen() throws IOException {
        peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        peer.setSoTimeout((int) EngineHarness.PATIENCE_SECONDS * 1000);
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
        harness.close();
    }

    private Request ask() {
        Request request = harness.engine.createRequest(RequestOptions.of(
                "OPTIONS",
                FromHeader.parse("<sip:alice@test.example>"),
                ToHeader.parse("<sip:bob@test.example>"),
                harness.route(Transport.TCP, peer.getLocalPort())));
        request.send(CallEnd.TIMEOUT);
        return request;
    }

    private Socket accept() throws IOException {
        Socket connection = peer.accept();
        connection.setSoTimeout((int) EngineHarness.PATIENCE_SECONDS * 1000);
        awaitRequest(connection);
        return connection;
    }

    /** Reads what ends the request line of the next request, and no more. */
    private static void awaitRequest(Socket connection) throws IOException {
        StringBuilder line = new StringBuilder();
        while (!(line.indexOf("OPTIONS") == 0 && line.charAt(line.length() - 1) == '\n')) {
            int next = connection.getInputStream().read();
            assertThat(next).as("the connection ended").isNotNegative();
            line.append((char) next);
            if (next == '\n' && line.indexOf("OPTIONS") != 0) {
                line.setLength(0);
            }
        }
    }

    private static boolean ends(Socket connection) throws IOException {
        return connection.getInputStream().readAllBytes().length > 0; // the rest of the request, and then the end
    }

    @Test
    void requestsOnAConnectionFromThereFailAndTheNextOnesGoOverANewOne() throws IOException, SipCoreException {
        Request waiting = ask();
        try (Socket old = accept()) {
            harness.engine.leaveAddresses(OURS);
            RequestNotification.DidFail failure = EngineHarness.take(failures, "the failure");
            assertThat(failure.sender()).isSameAs(waiting);
            assertThat(failure.code()).isEqualTo(503);
            Request next = ask();
            try (Socket fresh = accept()) {
                assertThat(fresh.getPort()).isNotEqualTo(old.getPort());
                assertThat(ends(old)).as("the old connection is closed").isTrue();
                next.end();
                assertThat(harness.engine.counters()).containsKey("connections");
            }
        }
    }

    @Test
    void aConnectionThatAPeerBreaksFailsWhatWaitsOnIt() throws IOException {
        Request waiting = ask();
        accept().close();
        RequestNotification.DidFail failure = EngineHarness.take(failures, "the failure");
        assertThat(failure.sender()).isSameAs(waiting);
        assertThat(failure.code()).isEqualTo(503);
    }

    @Test
    void connectionsFromOtherAddressesStay() throws IOException {
        Request waiting = ask();
        try (Socket connection = accept()) {
            harness.engine.leaveAddresses(Set.of(address("127.0.0.2"), address("::1"), address("fe80::1")));
            Request second = ask();
            awaitRequest(connection);
            assertThat(failures).isEmpty();
            waiting.end();
            second.end();
        }
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }
}
