/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.IncomingRequest;
import org.sipsimple.api.sip.IncomingRequestNotification;
import org.sipsimple.api.sip.Message;
import org.sipsimple.api.sip.MessageNotification;
import org.sipsimple.api.sip.MessageOptions;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is wrong on the wire or in the application is refused with a word, and the engine goes on answering. */
@Timeout(120)
class BadInputTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int MANY = 10_000;
    private static final int BATCH = 200;
    private static final int ATTEMPTS = 30;

    private static EngineHarness harness;
    private static int branch;

    private DatagramSocket peer;

    @BeforeAll
    static void start() {
        harness = EngineHarness.started();
    }

    @AfterAll
    static void stop() {
        harness.close();
    }

    @BeforeEach
    void open() throws IOException {
        peer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        peer.setReceiveBufferSize(4_000_000);
        peer.setSoTimeout(30_000);
    }

    /** Whatever a test did. */
    @AfterEach
    void stillAnswers() throws IOException {
        try (DatagramSocket fresh = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            fresh.setSoTimeout(30_000);
            send(fresh, request(fresh, "OPTIONS", "", new byte[0]));
            assertThat(status(receive(fresh))).isEqualTo(200);
        }
        peer.close();
    }

    private static byte[] request(DatagramSocket from, String method, String headers, byte[] body) {
        int port = from.getLocalPort();
        String head = method + " sip:alice@127.0.0.1 SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:" + port + ";branch=z9hG4bKbad" + ++branch + "\r\n"
                + "From: <sip:peer@127.0.0.1>;tag=t" + branch + "\r\n"
                + "To: <sip:alice@127.0.0.1>\r\n"
                + "Call-ID: bad-" + branch + "@127.0.0.1\r\n"
                + "CSeq: 1 " + method + "\r\n"
                + "Contact: <sip:peer@127.0.0.1:" + port + ">\r\n"
                + "Max-Forwards: 70\r\n"
                + headers
                + "Content-Length: " + body.length + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void send(DatagramSocket from, byte[] datagram) throws IOException {
        from.send(new DatagramPacket(
                datagram, datagram.length, InetAddress.getLoopbackAddress(), harness.port(Transport.UDP)));
    }

    private static String receive(DatagramSocket at) throws IOException {
        byte[] buffer = new byte[65_535];
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        at.receive(packet);
        return new String(buffer, 0, packet.getLength(), StandardCharsets.ISO_8859_1);
    }

    private static int status(String response) {
        assertThat(response).startsWith("SIP/2.0 ");
        return Integer.parseInt(response.substring(8, 11));
    }

    /** The answer to a request; 100 is passed over. */
    private int exchange(String method, String headers, byte[] body) throws IOException {
        send(peer, request(peer, method, headers, body));
        int status = status(receive(peer));
        return status == 100 ? status(receive(peer)) : status;
    }

    @Test
    void truncatedDatagrams() throws IOException {
        Random random = new Random(4475);
        for (int i = 0; i < 500; i++) {
            byte[] whole = request(peer, "MESSAGE", "Content-Type: text/plain\r\n", bytes("hello"));
            send(peer, Arrays.copyOf(whole, random.nextInt(whole.length)));
        }
        send(peer, new byte[0]);
        send(peer, new byte[] {0});
        send(peer, bytes("\r\n\r\n"));
    }

    @Test
    void oversizedDatagrams() throws IOException {
        byte[] body = new byte[64_900];
        Arrays.fill(body, (byte) 'x');
        send(peer, request(peer, "MESSAGE", "Content-Type: text/plain\r\n", body));
        byte[] noise = new byte[65_507];
        new Random(1).nextBytes(noise);
        send(peer, noise);
    }

    @Test
    void twoHundredHeaders() throws IOException {
        StringBuilder headers = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            headers.append("X-Header-")
                    .append(i)
                    .append(": ")
                    .append("v".repeat(20))
                    .append("\r\n");
        }
        assertThat(exchange("MESSAGE", headers + "Content-Type: text/plain\r\n", bytes("hello")))
                .isEqualTo(200);
    }

    @Test
    void bytesThatAreNoUtf8() throws IOException {
        LinkedBlockingQueue<EngineNotification.GotMessage> told = harness.queueOf(EngineNotification.GotMessage.class);
        byte[] body = {(byte) 0xFF, (byte) 0xFE, 0, (byte) 0xC0, (byte) 0x80};
        assertThat(exchange("MESSAGE", "Subject: \u00ff\u00fe\r\nContent-Type: text/plain\r\n", body))
                .isEqualTo(200);
        assertThat(EngineHarness.take(told, "the message").body().bytes()).isEqualTo(body);
    }

    @Test
    void multipartWithoutParts() throws IOException {
        assertThat(exchange("MESSAGE", "Content-Type: multipart/mixed;boundary=b\r\n", bytes("no part at all")))
                .isEqualTo(200);
        assertThat(exchange("MESSAGE", "Content-Type: multipart/mixed\r\n", bytes("--\r\n--")))
                .isEqualTo(200);
        assertThat(exchange("INVITE", "Content-Type: multipart/mixed;boundary=b\r\n", bytes("--b\r\n\r\n--b--")))
                .isGreaterThanOrEqualTo(400);
    }

    @Test
    void payloadNumbersThatAreTooLarge() throws IOException {
        String sdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                + "m=audio 4000 RTP/AVP 0 99999\r\na=rtpmap:99999 X/8000\r\n";
        assertThat(exchange("INVITE", "Content-Type: application/sdp\r\n", bytes(sdp)))
                .isBetween(400, 499);
    }

    @Test
    void bodiesUpToAndBeyondThePacketLimit() {
        assertThat(outcome(60_000)).isInstanceOf(MessageNotification.DidSucceed.class);
        MessageNotification refused = outcome(70_000);
        assertThat(refused).isInstanceOf(MessageNotification.DidFail.class);
        assertThat(((MessageNotification.DidFail) refused).reason()).isNotEmpty();
    }

    private static MessageNotification outcome(int size) {
        LinkedBlockingQueue<MessageNotification> outcomes = harness.queueOf(MessageNotification.class);
        Message message = harness.engine.createMessage(new MessageOptions(
                FromHeader.parse("<sip:alice@127.0.0.1>"),
                ToHeader.of(SipUri.of("bob", "127.0.0.1")
                        .withPort(harness.port(Transport.TCP))
                        .withTransport(Transport.TCP)),
                harness.route(Transport.TCP, harness.port(Transport.TCP)),
                SipBody.of("text/plain", "x".repeat(size)),
                null,
                List.of()));
        message.send(TIMEOUT);
        MessageNotification outcome = EngineHarness.take(outcomes, "the fate of " + size + " bytes");
        assertThat(outcome.sender()).isSameAs(message);
        return outcome;
    }

    @Test
    void lineEndsInWhatTheApplicationSays() {
        SipUri bob = SipUri.parse("sip:bob@127.0.0.1");
        assertThatThrownBy(() -> SipUri.parse("sip:bob@127.0.0.1\r\nX-Evil: 1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> harness.engine.createMessage(new MessageOptions(
                        FromHeader.of(bob),
                        ToHeader.of(bob),
                        harness.route(Transport.UDP, 5070),
                        SipBody.of("text/plain", "x"),
                        null,
                        List.of(new PluginHeader()))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NameAddress.of("a\r\nX-Evil: 1", bob)).isInstanceOf(IllegalArgumentException.class);
    }

    /** A header of a plugin, which may say anything. */
    private static final class PluginHeader implements SipHeader {
        @Override
        public String name() {
            return "X-Header";
        }

        @Override
        public String value() {
            return "a\r\nX-Evil: 1";
        }
    }

    @Test
    void tenThousandTransactionsAtOnce() throws IOException, InterruptedException {
        LinkedBlockingQueue<IncomingRequestNotification.GotRequest> waiting =
                harness.queueOf(IncomingRequestNotification.GotRequest.class);
        List<IncomingRequest> requests = new ArrayList<>();
        harness.engine.addIncomingRequest("INFO");
        try {
            while (requests.size() < MANY) {
                List<byte[]> batch = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    batch.add(request(peer, "INFO", "", new byte[0]));
                }
                deliver(batch, waiting).forEach(got -> requests.add(got.sender()));
            }
            assertThat(harness.engine.isRunning()).isTrue();
            Set<String> answered = new HashSet<>();
            for (int i = 0; i < MANY; i += BATCH) { // no more at once than the socket of the peer holds
                requests.subList(i, i + BATCH).forEach(BadInputTest::answer);
                collect(answered, i + BATCH);
            }
            assertThat(answered).hasSize(MANY);
        } finally {
            harness.engine.removeIncomingRequest("INFO");
        }
    }

    /** Sends them again when one is missing, as UDP wants it: a loaded machine drops what its sockets cannot hold. */
    private <T> List<T> deliver(List<byte[]> datagrams, LinkedBlockingQueue<T> arrivals)
            throws IOException, InterruptedException {
        List<T> arrived = new ArrayList<>();
        for (int attempt = 0; attempt < ATTEMPTS && arrived.size() < datagrams.size(); attempt++) {
            for (byte[] datagram : datagrams) {
                send(peer, datagram);
            }
            T next;
            while (arrived.size() < datagrams.size() && (next = arrivals.poll(1, TimeUnit.SECONDS)) != null) {
                arrived.add(next);
            }
        }
        assertThat(arrived).as("of each transaction one request").hasSameSizeAs(datagrams);
        return arrived;
    }

    /** Unless the core has, after ten seconds. */
    private static void answer(IncomingRequest request) {
        try {
            request.answer(200, null, List.of());
        } catch (IllegalStateException e) {
            assertThat(request.state()).isEqualTo(IncomingRequest.State.ANSWERED);
        }
    }

    /** Reads final answers, each counted once by its branch, until there are so many. */
    private void collect(Set<String> answered, int count) throws IOException {
        while (answered.size() < count) {
            String response = receive(peer);
            int start = response.indexOf("branch=");
            answered.add(
                    response.substring(start, response.indexOf('\r', start)).split(";")[0]);
        }
    }
}
