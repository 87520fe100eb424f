/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.sipsimple.testing.ManualScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a session does to keep its path through a relay, against a relay that follows a script. */
@Timeout(60)
class RelayRefreshTest {
    private static final MsrpUri PEER = MsrpUri.of("192.0.2.9", false, 2855, "peer");

    private final ManualScheduler scheduler = new ManualScheduler();
    private final RecordingListener events = new RecordingListener();
    private MsrpStack stack;
    private ServerSocket server;
    private RawPeer relay;
    private String plain;
    private String granted;
    private MsrpSession session;

    /** Logs in, for 100 seconds, and binds a session. */
    @BeforeEach
    void begin() throws Exception {
        stack = new MsrpStack(scheduler);
        server = new ServerSocket(0, 1, Pair.LOOPBACK);
        plain = "msrp://127.0.0.1:" + server.getLocalPort() + ";tcp";
        granted = "msrp://127.0.0.1:" + server.getLocalPort() + "/given;tcp";
        MsrpRelaySettings settings = new MsrpRelaySettings(
                "relay.test", "alice", "alice-secret", "127.0.0.1", server.getLocalPort(), false, null);
        RelayConnection connector = new RelayConnection(
                stack, Pair.options().withKeepAlive(Duration.ZERO), settings, RelayConnection.Mode.ACTIVE);
        var prepared = connector.prepare(null);
        relay = RawPeer.accept(server);
        challenge(relay.readChunk());
        String request = relay.readChunk();
        assertThat(request).contains("To-Path: " + plain).contains("Authorization: Digest username=\"alice\"");
        grant(request);
        assertThat(Pair.get(prepared).get(0)).hasToString(granted);
        var bound = connector.complete(List.of(PEER));
        answer(relay.readChunk(), "200 OK");
        session = new MsrpSession(Pair.get(bound), List.of("*"), events);
        // the session begins to use the path on its own thread; an answer shows that it has
        var message = session.send("x".getBytes(StandardCharsets.US_ASCII), "text/plain", Reports.FAILURE);
        String send = relay.readChunk();
        assertThat(send).contains("To-Path: " + granted + " " + PEER);
        answer(send, "200 OK");
        Pair.get(message.accepted());
    }

    @AfterEach
    void end() throws Exception {
        stack.close();
        relay.close();
        server.close();
    }

    private void answer(String request, String status, String... headers) throws Exception {
        String id = request.split(" ", 3)[1];
        StringBuilder text = new StringBuilder(
                "MSRP " + id + " " + status + "\r\nTo-Path: msrp://a;tcp\r\nFrom-Path: " + plain + "\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        relay.send(text + "-------" + id + "$\r\n");
    }

    private void challenge(String request) throws Exception {
        assertThat(request).contains(" AUTH\r\n");
        answer(
                request,
                "401 Unauthorized",
                "WWW-Authenticate: Digest realm=\"r\", nonce=\"n1\", qop=\"auth\", stale=true");
    }

    private void grant(String request) throws Exception {
        answer(request, "200 OK", "Use-Path: " + granted, "Expires: 100");
    }

    private void letTimePass(int seconds) {
        scheduler.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void pathsAreRenewedInTimeAgainAndAgain() throws Exception {
        for (int i = 0; i < 3; i++) {
            letTimePass(70);
            String refresh = relay.readChunk();
            assertThat(refresh)
                    .contains("To-Path: " + granted)
                    .contains("From-Path: " + session.transport().localUri())
                    .contains("nonce=\"n1\"");
            if (i == 1) {
                challenge(refresh);
                refresh = relay.readChunk();
                answer(refresh, "423 Interval Out-of-Bounds", "Min-Expires: 100");
                refresh = relay.readChunk();
                assertThat(refresh).contains("\r\nExpires: 100\r\n");
            }
            grant(refresh);
            // what comes after the answer shows that it has been read
            relay.send("MSRP dance" + i + " DANCE\r\nTo-Path: "
                    + session.transport().localUri() + "\r\nFrom-Path: " + granted + " " + PEER + "\r\n-------dance" + i
                    + "$\r\n");
            assertThat(relay.readChunk()).startsWith("MSRP dance" + i + " 501");
        }
        assertThat(events.closed).isNotDone();
    }

    @Test
    void aRelayThatWantsItsOwnUriIsAskedThere() throws Exception {
        letTimePass(70);
        answer(relay.readChunk(), "481 Session does not exist");
        String second = relay.readChunk();
        assertThat(second).contains("To-Path: " + plain);
        grant(second);
    }

    @Test
    void aPathThatIsNotRenewedEndsTheSession() throws Exception {
        letTimePass(70);
        answer(relay.readChunk(), "403 Forbidden");
        answer(relay.readChunk(), "403 Forbidden");
        while (!events.closed.isDone()) {
            letTimePass(1);
            Thread.onSpinWait();
        }
        assertThat(Pair.get(events.closed).orElseThrow()).hasMessageContaining("did not renew");
        assertThatThrownBy(() -> Pair.get(
                        session.send(new byte[1], "text/plain", Reports.ALL).accepted()))
                .isInstanceOf(MsrpException.class);
    }
}
