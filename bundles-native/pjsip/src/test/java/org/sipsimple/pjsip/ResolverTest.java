/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.pjsip.NativeEngine.Received;

import static org.assertj.core.api.Assertions.assertThat;

/** Names go up to be looked up, and stay the names that certificates are held against. */
class ResolverTest {
    private static final int UNRESOLVED = 70018;

    @Test
    void aNameIsAskedForAndTheAnswerIsUsed() throws IOException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                SipPeer peer = new SipPeer()) {
            long id = NativeEngine.newId();
            engine.ask(Op.REQUEST, id, Calls.request("OPTIONS", "<sip:proxy.example.org;lr>", null, 0));
            Received question = engine.await(Event.RESOLVE);
            FieldReader fields = question.fields();
            assertThat(fields.readText()).isEqualTo("proxy.example.org");
            assertThat(fields.readInt()).isZero();
            fields.readText();
            assertThat(fields.readFlag()).isFalse();
            engine.ask(Op.RESOLVED, question.id(), resolved(0, peer.port(), "udp"));
            SipPeer.Message options = peer.expect("OPTIONS");
            assertThat(options.header("Route")).isEqualTo("<sip:proxy.example.org;lr>");
            peer.answer(options, "200 OK", "t", "", "");
            assertThat(engine.await(Event.RESPONSE, id).code()).isEqualTo(200);
            engine.ask(Op.RESOLVED, question.id(), resolved(0, peer.port(), "udp"));
        }
    }

    @Test
    void anUnknownNameFailsTheRequestWithTheReason() {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            long id = NativeEngine.newId();
            engine.ask(Op.REQUEST, id, Calls.request("OPTIONS", "<sip:nowhere.example.org;lr>", null, 0));
            Received question = engine.await(Event.RESOLVE);
            engine.ask(
                    Op.RESOLVED,
                    question.id(),
                    new FieldWriter().putInt(UNRESOLVED).putInt(0));
            Received response = engine.await(Event.RESPONSE, id);
            assertThat(response.code()).isEqualTo(502);
            FieldReader fields = response.fields();
            fields.readFlag();
            fields.readText();
            fields.readOptionalBytes();
            fields.readText();
            fields.readText();
            assertThat(fields.readInt()).isEqualTo(UNRESOLVED);
        }
    }

    @Test
    void stoppingEndsWhatWaitsForAName() {
        Received response;
        NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
        try (engine) {
            engine.ask(
                    Op.REQUEST, NativeEngine.newId(), Calls.request("OPTIONS", "<sip:slow.example.org;lr>", null, 0));
            engine.await(Event.RESOLVE);
            assertThat(engine.counters()).containsEntry("resolving", 1L);
        }
        response = engine.await(Event.RESPONSE);
        assertThat(response.code()).isEqualTo(503);
    }

    @Test
    void aCertificateIsHeldAgainstTheNameOfTheRoute(@TempDir Path dir) throws IOException, InterruptedException {
        TestCertificate own = TestCertificate.selfSigned(dir, "DNS:right.example.org");
        NativeEngine.Config config =
                new NativeEngine.Config(-1, -1, 0, own.certificate(), own.key(), own.certificate(), true, List.of());
        try (NativeEngine engine = new NativeEngine(config)) {
            assertThat(optionsTo(engine, "right.example.org")).isEqualTo(200);
            long id = NativeEngine.newId();
            ask(engine, id, "wrong.example.org");
            Received verify = engine.await(Event.TLS_VERIFY);
            assertThat(verify.code() & 0x40000000).as("name").isNotZero();
            FieldReader fields = verify.fields();
            assertThat(fields.readText()).isEqualTo("tls");
            fields.readText();
            assertThat(fields.readText()).isEqualTo("127.0.0.1:" + engine.tls);
            assertThat(fields.readText()).isEqualTo("wrong.example.org");
            assertThat(fields.readText()).containsIgnoringCase("identity");
            assertThat(fields.readText()).contains("CN=test");
            Received down = engine.await(r -> r.type() == Event.TRANSPORT && r.code() == 2, "disconnect");
            assertThat(down.payload()).isNotEmpty();
            assertThat(engine.await(Event.RESPONSE, id).code()).isEqualTo(503);
        }
    }

    @Test
    void anUntrustedCertificateIsRefused(@TempDir Path dir) throws IOException, InterruptedException {
        TestCertificate own = TestCertificate.selfSigned(dir, "DNS:right.example.org");
        TestCertificate other = TestCertificate.selfSigned(dir, "DNS:right.example.org");
        NativeEngine.Config config =
                new NativeEngine.Config(-1, -1, 0, own.certificate(), own.key(), other.certificate(), true, List.of());
        try (NativeEngine engine = new NativeEngine(config)) {
            assertThat(optionsTo(engine, "right.example.org")).isEqualTo(503);
        }
    }

    @Test
    void aPeerThatSpeaksNoTlsIsReported(@TempDir Path dir) throws IOException, InterruptedException {
        TestCertificate own = TestCertificate.selfSigned(dir, "IP:127.0.0.1");
        NativeEngine.Config config =
                new NativeEngine.Config(-1, -1, 0, own.certificate(), own.key(), null, false, List.of());
        try (NativeEngine engine = new NativeEngine(config);
                Socket socket = new Socket("127.0.0.1", engine.tls)) {
            socket.getOutputStream().write("OPTIONS sip:a@b SIP/2.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            Received failed = engine.await(Event.TRANSPORT);
            assertThat(failed.code()).isEqualTo(2);
            FieldReader fields = failed.fields();
            assertThat(fields.readText()).isEqualTo("tls");
            fields.readText();
            assertThat(fields.readText()).isEqualTo("127.0.0.1:" + socket.getLocalPort());
        }
    }

    private static int optionsTo(NativeEngine engine, String host) {
        long id = NativeEngine.newId();
        ask(engine, id, host);
        return engine.await(Event.RESPONSE, id).code();
    }

    private static void ask(NativeEngine engine, long id, String host) {
        engine.ask(Op.REQUEST, id, Calls.request("OPTIONS", "<sip:" + host + ";lr;transport=tls>", null, 0));
        Received question = engine.await(Event.RESOLVE);
        engine.ask(Op.RESOLVED, question.id(), resolved(0, engine.tls, "tls"));
    }

    private static FieldWriter resolved(int status, int port, String transport) {
        return new FieldWriter()
                .putInt(status)
                .putInt(1)
                .putText("127.0.0.1")
                .putInt(port)
                .putText(transport);
    }
}
