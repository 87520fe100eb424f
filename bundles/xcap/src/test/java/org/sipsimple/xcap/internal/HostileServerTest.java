/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.configuration.XcapRoot;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.xcap.Precondition;
import org.sipsimple.api.xcap.XcapClient;
import org.sipsimple.api.xcap.XcapException;
import org.sipsimple.api.xcap.XcapResource;
import org.sipsimple.api.xcap.XcapUri;
import org.sipsimple.xcap.internal.XcapServer.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.xcap.internal.ClientBench.done;
import static org.sipsimple.xcap.internal.ClientBench.failure;

class HostileServerTest {
    private final ClientBench bench = new ClientBench();
    private XcapServer server;
    private XcapClient client;
    private XcapUri document;

    @BeforeEach
    void open() throws IOException {
        server = new XcapServer();
        client = bench.client(server.root());
        document = XcapUri.of(client.document("resource-lists", "index"));
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
        bench.close();
    }

    @Test
    void answersUpToTheLimitAreTakenAndNoLargerOnes() throws Exception {
        XcapClient small = bench.clients.open(ClientBench.options(server.root()).withLargest(100_000));
        server.answers(request -> Reply.of(200, "x".repeat(100_000)));
        assertThat(done(small.get(document)).payload().body()).hasSize(100_000);
        server.answers(request -> Reply.of(200, "x".repeat(100_001)));
        failure(small.get(document), XcapException.TooLarge.class);
        server.answers(request -> Reply.of(409, "x".repeat(100_001)));
        failure(small.put(document, ClientBench.xml(), Precondition.NONE), XcapException.TooLarge.class);
    }

    @Test
    void anAnswerWithoutEndIsGivenUpAtTheLimit() throws Exception {
        String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
        try (RawServer endless =
                new RawServer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(30), false)) {
            XcapClient small =
                    bench.clients.open(ClientBench.options(endless.root()).withLargest(100_000));
            failure(small.get(document), XcapException.TooLarge.class);
            done(endless.left());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of i"})
    void anAnswerThatStopsInTheMiddleTimesOut(String half) throws Exception {
        try (RawServer slow = new RawServer(half, false)) {
            XcapClient impatient = bench.clients.open(
                    ClientBench.options(slow.root()).withTimeouts(Duration.ofSeconds(60), Duration.ofMillis(300)));
            failure(impatient.get(document), XcapException.TimedOut.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of i"})
    void anAnswerThatIsCutOffIsALostConnection(String half) throws Exception {
        try (RawServer cut = new RawServer(half, true)) {
            failure(bench.client(cut.root()).get(document), XcapException.ConnectionLost.class);
        }
    }

    @Test
    void whatIsNotHttpIsMalformed() throws Exception {
        try (RawServer other = new RawServer("SIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n", true)) {
            failure(bench.client(other.root()).get(document), XcapException.Malformed.class);
        }
    }

    @Test
    void aPortWhereNobodyListensIsUnreachable() {
        XcapClient nowhere = bench.client(XcapRoot.parse("http://127.0.0.1:1/root"));
        failure(nowhere.get(document), XcapException.Unreachable.class);
    }

    @Test
    void tlsWithAServerThatHasNoneFails() throws Exception {
        try (RawServer plain = new RawServer("HTTP/1.1 400 Bad Request\r\n\r\n", false)) {
            failure(bench.client(plain.root("https")).get(document), XcapException.TlsFailure.class);
        }
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedAndSoAreOtherCharsets() {
        byte[] latin = "<r a=\"\u00e4\"/>".getBytes(StandardCharsets.ISO_8859_1);
        server.answers(request -> new Reply(200, latin, "Content-Type", "application/resource-lists+xml"));
        failure(client.get(document), XcapException.Malformed.class);
        server.answers(request -> Reply.of(200, "<r/>", "Content-Type", "application/xml; charset=ISO-8859-1"));
        failure(client.get(document), XcapException.Malformed.class);
    }

    @Test
    void pagesForPeopleCompressedBodiesAndTypesThatAreNoneAreRefused() throws Exception {
        server.answers(request -> Reply.of(200, "<h1>Log in</h1>", "Content-Type", "text/html; charset=utf-8"));
        failure(client.get(document), XcapException.Malformed.class);
        server.answers(request -> Reply.of(200, "x", "Content-Encoding", "gzip"));
        failure(client.get(document), XcapException.Malformed.class);
        server.answers(request -> Reply.of(200, "x", "Content-Type", "///"));
        failure(client.get(document), XcapException.Malformed.class);
        server.answers(request -> Reply.of(304, ""));
        failure(client.get(document), XcapException.Malformed.class);
    }

    @Test
    void aVersionThatCannotBeSentBackIsAsGoodAsNone() throws Exception {
        server.answers(request -> Reply.of(200, "<r/>", "ETag", "x".repeat(2000)));
        XcapResource got = done(client.get(document));
        assertThat(got.etag()).isNull();
        assertThat(got.payload().type().essence()).isEqualTo("application/xml");
    }

    @Test
    void redirectionsAreFollowedAtTheSameSchemeAndNotForEver() throws Exception {
        done(client.put(document, ClientBench.xml(), Precondition.NONE));
        server.answers(request -> request.target().startsWith("/old")
                ? Reply.of(307, "", "Location", request.target().replace("/old", "/root"))
                : null);
        XcapClient old = bench.client(XcapRoot.parse("http://127.0.0.1:" + server.port() + "/old"));
        assertThat(done(old.get(document)).text()).isEqualTo(ClientBench.XML);
        done(old.put(document, ClientBench.xml(), Precondition.EXISTS));
        assertThat(server.last().text()).isEqualTo(ClientBench.XML);
        assertThat(server.last().header("If-Match")).isEqualTo("*");

        server.answers(request -> Reply.of(302, "", "Location", request.target()));
        failure(client.get(document), XcapException.Malformed.class);
        failure(client.put(document, ClientBench.xml(), Precondition.NONE), XcapException.Malformed.class);
        for (String elsewhere : new String[] {"https://127.0.0.1/", "ftp://127.0.0.1/", "", "::", "//u:p@127.0.0.1/"}) {
            server.answers(request -> Reply.of(308, "", "Location", elsewhere));
            failure(client.get(document), XcapException.Malformed.class);
        }
        server.answers(request -> Reply.of(308, ""));
        failure(client.get(document), XcapException.Malformed.class);
    }

    @Test
    void credentialsGoToNoOtherServer() throws Exception {
        try (XcapServer other = new XcapServer()) {
            String challenge = "Digest realm=\"x\", nonce=\"n\", qop=\"auth\", algorithm=MD5";
            server.answers(request -> request.header("Authorization") == null
                    ? Reply.of(401, "", "WWW-Authenticate", challenge)
                    : Reply.of(307, "", "Location", "http://127.0.0.1:" + other.port() + "/"));
            other.answers(request -> Reply.of(401, "", "WWW-Authenticate", challenge));
            XcapClient alice = bench.clients.open(client.options().withCredentials(Credentials.of("alice", "s3cret")));

            failure(alice.get(document), XcapException.NotAuthorized.class);
            assertThat(other.seen()).hasSize(1);
            assertThat(other.last().header("Authorization")).isNull();
        }
    }

    @Test
    void cancellingEndsTheRequestWithItsConnection() throws Exception {
        try (RawServer silent = new RawServer("", false)) {
            CompletableFuture<XcapResource> request =
                    bench.client(silent.root()).get(document).toCompletableFuture();
            done(silent.asked());
            request.cancel(true);
            done(silent.left());
            assertThat(request).isCancelled();
        }
    }

    @Test
    void closingEndsWhatIsRunningAndWhatComesLater() throws Exception {
        try (RawServer silent = new RawServer("", false)) {
            XcapClient closed = bench.client(silent.root());
            CompletableFuture<XcapResource> running = closed.get(document).toCompletableFuture();
            done(silent.asked());
            closed.close();
            failure(running, XcapException.ConnectionLost.class);
            failure(closed.get(document), XcapException.ConnectionLost.class);
            done(silent.left());
        }
    }
}
