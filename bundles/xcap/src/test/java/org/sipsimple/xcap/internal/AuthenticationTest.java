/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.xcap.NodeSelector;
import org.sipsimple.api.xcap.Precondition;
import org.sipsimple.api.xcap.XcapClient;
import org.sipsimple.api.xcap.XcapException;
import org.sipsimple.api.xcap.XcapUri;
import org.sipsimple.xcap.internal.XcapServer.Reply;
import org.sipsimple.xcap.internal.XcapServer.Seen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.xcap.internal.ClientBench.done;
import static org.sipsimple.xcap.internal.ClientBench.failure;

class AuthenticationTest {
    private static final String REALM = "the \"realm\"";

    private final ClientBench bench = new ClientBench();
    private final AtomicInteger nonces = new AtomicInteger();
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private String algorithm = "MD5";
    private String password = "s3cret \u6f22";
    private boolean once;
    private XcapServer server;
    private XcapClient client;
    private XcapUri document;

    @BeforeEach
    void open() throws IOException {
        server = new XcapServer();
        server.answers(this::digest);
        client = client(Credentials.of("alice", "s3cret \u6f22"));
        document = XcapUri.of(
                client.document("resource-lists", "index"),
                NodeSelector.element(new javax.xml.namespace.QName("urn:x", "r"))
                        .child("b"));
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
        bench.close();
    }

    private XcapClient client(Credentials credentials) {
        return bench.clients.open(ClientBench.options(server.root()).withCredentials(credentials));
    }

    /** A server that computes the response itself, by the formulas of RFC 7616 section 3.4. */
    private @Nullable Reply digest(Seen request) {
        String header = request.header("Authorization");
        if (header == null) {
            return challenge("");
        }
        Map<String, String> sent =
                ChallengeParser.challenges(List.of(header)).get(0).parameters();
        DigestAlgorithm hash = DigestAlgorithm.of(algorithm).orElseThrow();
        String secret = hash.hash("alice:" + REALM + ':' + password);
        if (algorithm.endsWith("-sess")) {
            secret = hash.hash(secret + ':' + sent.get("nonce") + ':' + sent.get("cnonce"));
        }
        String expected = hash.hash(secret + ':' + sent.get("nonce") + ':' + sent.get("nc") + ':' + sent.get("cnonce")
                + ":auth:" + hash.hash(request.method() + ':' + request.target()));
        boolean right = "alice".equals(sent.get("username"))
                && request.target().equals(sent.get("uri"))
                && "token".equals(sent.get("opaque"))
                && expected.equals(sent.get("response"));
        if (!right) {
            return challenge("");
        }
        boolean fresh = used.add(once ? String.valueOf(sent.get("nonce")) : sent.get("nonce") + ' ' + sent.get("nc"));
        return fresh ? null : challenge("");
    }

    private Reply challenge(String more) {
        String quoted = REALM.replace("\"", "\\\"");
        return Reply.of(
                401,
                "",
                "WWW-Authenticate",
                "Negotiate, Digest realm=\"" + quoted + "\", nonce=\"n" + nonces.incrementAndGet()
                        + "\", opaque=token, qop=\"auth-int, auth\", algorithm=" + algorithm + more
                        + ", Basic realm=\"x\"");
    }

    private long challenges() {
        return nonces.get();
    }

    private void put() throws Exception {
        done(client.put(document, ClientBench.xml(), Precondition.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-256", "SHA-512-256", "MD5-sess", "SHA-256-sess"})
    void aChallengeIsAnsweredAndItsNonceUsedOnForLaterRequests(String name) throws Exception {
        algorithm = name;
        put();
        assertThat(done(client.get(document)).text()).isEqualTo(ClientBench.XML);
        put();
        assertThat(challenges()).isEqualTo(1);
        assertThat(server.seen()).hasSize(4);
        assertThat(server.last().target()).contains("?xmlns(");
    }

    @Test
    void aNonceThatWorksOnlyOnceCostsARoundAndNoFailure() throws Exception {
        once = true;
        for (int i = 0; i < 3; i++) {
            put();
        }
        assertThat(challenges()).isEqualTo(3);
        var all = List.of(client.get(document), client.get(document), client.get(document), client.get(document));
        for (var one : all) {
            assertThat(done(one).text()).isEqualTo(ClientBench.XML);
        }
    }

    @Test
    void aStaleNonceIsReplacedAndAWrongPasswordIsNotSentTwice() throws Exception {
        AtomicInteger stale = new AtomicInteger();
        server.answers(request -> request.header("Authorization") != null && stale.incrementAndGet() <= 2
                ? challenge(", stale=true")
                : digest(request));
        put();
        assertThat(challenges()).isEqualTo(3);

        password = "another";
        nonces.set(0);
        XcapClient other = client(Credentials.of("alice", "wrong"));
        XcapException.NotAuthorized refusal = failure(other.get(document), XcapException.NotAuthorized.class);
        assertThat(refusal.status()).isEqualTo(401);
        assertThat(challenges()).isEqualTo(2);
        assertThat(refusal).hasMessageNotContainingAny("wrong", "s3cret");
    }

    @Test
    void aServerThatFindsEveryNonceStaleIsGivenUp() {
        server.answers(request -> challenge(", stale=true"));
        failure(client.get(document), XcapException.NotAuthorized.class);
        assertThat(server.seen().size()).isBetween(3, 10);
    }

    @Test
    void theNextNonceIsTakenWithoutAChallenge() throws Exception {
        once = true;
        put();
        server.answers(request -> {
            Reply reply = digest(request);
            return reply != null
                    ? reply
                    : Reply.of(
                            200,
                            "<r/>",
                            "Authentication-Info",
                            "nextnonce=\"n" + nonces.get() + "-next" + used.size() + '"');
        });
        done(client.get(document));
        long before = challenges();
        done(client.get(document));
        done(client.get(document));
        assertThat(challenges()).isEqualTo(before);
    }

    @Test
    void aServerThatCannotProveToKnowThePasswordIsNotBelieved() throws Exception {
        put();
        server.answers(request ->
                Reply.of(200, "<r/>", "Authentication-Info", "rspauth=\"0123456789abcdef0123456789abcdef\", qop=auth"));
        failure(client.get(document), XcapException.Malformed.class);
    }

    @Test
    void theHashInPlaceOfThePasswordServesForItsRealmAndAlgorithmOnly() throws Exception {
        String hash = DigestAlgorithm.MD5.hash("alice:" + REALM + ':' + password);
        XcapClient hashed = client(Credentials.ofDigest("alice", REALM, hash));
        done(hashed.put(document, ClientBench.xml(), Precondition.NONE));

        failure(
                client(Credentials.ofDigest("alice", "another realm", hash)).get(document),
                XcapException.NotAuthorized.class);
        algorithm = "SHA-256";
        failure(client(Credentials.ofDigest("alice", REALM, hash)).get(document), XcapException.NotAuthorized.class);
    }

    @Test
    void ofSeveralChallengesTheStrongestIsAnswered() throws Exception {
        algorithm = "SHA-256";
        server.answers(request -> {
            Reply reply = digest(request);
            return reply == null
                    ? null
                    : new Reply(
                            401,
                            new byte[0],
                            "WWW-Authenticate",
                            "Digest realm=\"x\", nonce=\"weak\", qop=\"auth\", algorithm=MD5",
                            "WWW-Authenticate",
                            reply.headers()[1]);
        });
        put();
        assertThat(server.last().header("Authorization")).contains("algorithm=SHA-256");
    }

    @Test
    void theOldFormServesServersThatKnowNoOther() throws Exception {
        DigestAlgorithm md5 = DigestAlgorithm.MD5;
        server.answers(request -> {
            String header = request.header("Authorization");
            String expected = md5.hash(
                    md5.hash("alice:old:" + password) + ":n:" + md5.hash(request.method() + ':' + request.target()));
            boolean right = header != null && header.contains("response=\"" + expected + '"');
            return right ? null : Reply.of(401, "", "WWW-Authenticate", "Digest realm=old, nonce=n");
        });
        put();
        assertThat(server.last().header("Authorization")).doesNotContain("cnonce");
    }

    @Test
    void thePasswordItselfIsNeverSentWithoutTls() {
        server.answers(request -> Reply.of(401, "", "WWW-Authenticate", "Basic realm=\"x\""));
        failure(client.get(document), XcapException.NotAuthorized.class);
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void aRefusalWithoutAChallengeIsOneToo() {
        server.answers(request -> Reply.of(401, ""));
        failure(client.get(document), XcapException.NotAuthorized.class);
        server.answers(request -> Reply.of(401, "", "WWW-Authenticate", "=,=\"\\"));
        failure(client.get(document), XcapException.NotAuthorized.class);
    }

    @Test
    void namesBeyondAsciiHaveAFormOfTheirOwn() throws Exception {
        XcapClient other = client(Credentials.of("j\u00fcrgen", "x"));
        failure(other.get(document), XcapException.NotAuthorized.class);
        assertThat(server.last().header("Authorization")).contains("username*=UTF-8''j%C3%BCrgen,");
    }

    @Test
    void nothingThatProvesThePasswordIsTraced() throws Exception {
        put();
        assertThat(bench.trace).isNotEmpty().noneMatch(text -> text.contains("response=") || text.contains("s3cret"));
        assertThat(client.options().toString()).doesNotContain("s3cret");
    }
}
