/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.xcap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.sipsimple.api.account.TlsCredentials;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.XcapRoot;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.xcap.DocumentSelector;
import org.sipsimple.api.xcap.NodeSelector;
import org.sipsimple.api.xcap.Precondition;
import org.sipsimple.api.xcap.XcapClient;
import org.sipsimple.api.xcap.XcapException;
import org.sipsimple.api.xcap.XcapNotification;
import org.sipsimple.api.xcap.XcapOptions;
import org.sipsimple.api.xcap.XcapResource;
import org.sipsimple.api.xcap.XcapUri;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.stream.testkit.FakeAccount;
import org.sipsimple.testing.peers.KamailioExtension;
import org.sipsimple.threading.DefaultThreadManager;
import org.sipsimple.xcap.XcapClients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The XCAP client and the XCAP server of Kamailio. */
class KamailioXcapIT {
    private static final String TYPE = "application/resource-lists+xml";
    private static final String NAME = "B\u00f6b \u6f22 \ud83d\udcde";

    @RegisterExtension
    static final KamailioExtension MD5 = KamailioExtension.xcapServer();

    @RegisterExtension
    static final KamailioExtension SHA_256 = KamailioExtension.xcapServer().withDigest("SHA-256");

    private final DefaultThreadManager threads = new DefaultThreadManager();
    private final DefaultNotificationCenter notifications =
            new DefaultNotificationCenter(threads.pool("notification"), threads.scheduler());
    private final Queue<String> trace = new ConcurrentLinkedQueue<>();
    private XcapClients clients;
    private XcapClient alice;
    private XcapUri document;

    @BeforeEach
    void open() throws Exception {
        notifications.observe(XcapNotification.Trace.class, null, Runnable::run, seen -> trace.add(seen.text()));
        clients = new XcapClients(null, notifications, threads);
        alice = client(MD5, false, "alice");
        document = XcapUri.of(alice.document("resource-lists", "index"));
        done(alice.delete(document, Precondition.NONE).handle((change, missing) -> null));
        trace.clear();
    }

    @AfterEach
    void close() {
        alice.close();
        threads.close();
    }

    private XcapClient client(KamailioExtension server, boolean tls, String user) {
        return clients.open(options(server, tls, user));
    }

    private static XcapOptions options(KamailioExtension server, boolean tls, String user) {
        return XcapOptions.of(XcapRoot.parse(server.xcapRoot(tls)), "sip:" + user + '@' + KamailioExtension.DOMAIN)
                .withCredentials(Credentials.of(user, KamailioExtension.password(user)))
                .withTimeouts(java.time.Duration.ofSeconds(30), java.time.Duration.ofSeconds(60));
    }

    private static Payload lists(String... entries) {
        String xml =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list name="friends">%s</list></resource-lists>
                """
                        .formatted(String.join("", entries));
        return Payload.of(TYPE, xml.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String entry(String user, String displayName) {
        return "<entry uri=\"sip:%s@example.com\"><display-name>%s</display-name></entry>".formatted(user, displayName);
    }

    private static NodeSelector friends() {
        return NodeSelector.element("resource-lists").child("list").where("name", "friends");
    }

    private static NodeSelector friend(String user) {
        return friends().child("entry").where("uri", "sip:" + user + "@example.com");
    }

    private static <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static void assertFails(CompletionStage<?> stage, Class<? extends XcapException> type) {
        assertThatThrownBy(() -> done(stage))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(type);
    }

    @Test
    void aDocumentIsMadeReadReplacedAndDeleted() throws Exception {
        assertFails(alice.get(document), XcapException.NotFound.class);

        String first = done(alice.put(document, lists(entry("bob", NAME)), Precondition.ABSENT))
                .etag();
        XcapResource read = done(alice.get(document));
        assertThat(read.etag()).isEqualTo(first).isNotNull();
        assertThat(read.payload().type().essence()).isEqualTo(TYPE);
        assertThat(read.text()).contains(NAME);
        assertThat(done(alice.getIfChanged(document, first))).isEmpty();

        String second = done(alice.put(document, lists(entry("carol", "Carol")), Precondition.unchanged(first)))
                .etag();
        assertThat(second).isNotNull().isNotEqualTo(first);
        assertThat(done(alice.getIfChanged(document, first)).orElseThrow().text())
                .contains("Carol")
                .doesNotContain(NAME);

        done(alice.delete(document, Precondition.unchanged(second)));
        assertFails(alice.get(document), XcapException.NotFound.class);
    }

    @Test
    void ofTwoClientsWithOneVersionOnlyTheFirstChangesTheDocument() throws Exception {
        XcapClient other = client(MD5, false, "alice");
        String seen = done(alice.put(document, lists(), Precondition.NONE)).etag();

        done(alice.put(document, lists(entry("bob", "of the first")), Precondition.unchanged(seen)));
        assertFails(
                other.put(document, lists(entry("carol", "of the second")), Precondition.unchanged(seen)),
                XcapException.PreconditionFailed.class);
        assertFails(other.put(document, lists(), Precondition.ABSENT), XcapException.PreconditionFailed.class);
        assertFails(other.delete(document, Precondition.unchanged(seen)), XcapException.PreconditionFailed.class);

        assertThat(done(other.get(document)).text()).contains("of the first").doesNotContain("of the second");
        other.close();
    }

    @Test
    void twoClientsThatAddByTurnsLoseNothing() throws Exception {
        done(alice.put(document, lists(), Precondition.NONE));
        XcapClient other = client(MD5, false, "alice");

        CompletionStage<Integer> one = add(alice, "a", 0, 0);
        CompletionStage<Integer> two = add(other, "b", 0, 0);
        int refused = done(one) + done(two);

        String text = done(alice.get(document)).text();
        assertThat(Pattern.compile("<entry ").matcher(text).results().count())
                .as("entries after %s refusals", refused)
                .isEqualTo(20);
        other.close();
    }

    /** Reads, adds and writes ten times; a refused write begins again. Tells how often it was refused. */
    private CompletionStage<Integer> add(XcapClient client, String letter, int number, int refused) {
        if (number == 10) {
            return java.util.concurrent.CompletableFuture.completedStage(refused);
        }
        return client.get(document)
                .thenCompose(read -> {
                    String text = read.text().replace("<list name=\"friends\"/>", "<list name=\"friends\"></list>");
                    String longer = text.replace("</list>", entry(letter + number, "x") + "</list>");
                    Payload body = Payload.of(TYPE, longer.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    return client.put(document, body, Precondition.unchanged(read.etag()));
                })
                .handle((change, failure) -> {
                    if (failure == null) {
                        return add(client, letter, number + 1, refused);
                    }
                    assertThat(failure).hasCauseInstanceOf(XcapException.PreconditionFailed.class);
                    return add(client, letter, number, refused + 1);
                })
                .thenCompose(next -> next);
    }

    @Test
    void elementsAreAddedReplacedReadAndDeleted() throws Exception {
        String before = done(alice.put(document, lists(entry("bob", "Bob")), Precondition.NONE))
                .etag();
        XcapUri carol = XcapUri.of(document.document(), friend("carol"));

        String after = done(alice.putElement(carol, entry("carol", NAME), Precondition.unchanged(before)))
                .etag();
        assertThat(done(alice.get(document)).text()).contains("Bob").contains(NAME);
        assertThat(done(alice.get(carol)).text())
                .startsWith("<entry")
                .contains(NAME)
                .doesNotContain("Bob");
        assertThat(done(alice.get(document)).etag()).isNotEqualTo(before);

        done(alice.putElement(carol, entry("carol", "Caroline"), Precondition.NONE));
        assertThat(done(alice.get(document)).text()).contains("Caroline").doesNotContain(NAME);

        done(alice.delete(carol, Precondition.NONE));
        assertThat(done(alice.get(document)).text()).contains("Bob").doesNotContain("Caroline");
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void attributesAreReadAndElementsFoundByPositionAndByAnyName() throws Exception {
        done(alice.put(document, lists(entry("bob", "Bob"), entry("carol", NAME)), Precondition.NONE));
        DocumentSelector lists = document.document();

        assertThat(done(alice.get(
                                XcapUri.of(lists, friends().child("entry").at(2).attribute("uri"))))
                        .attributeValue())
                .contains("sip:carol@example.com");
        assertThat(done(alice.get(XcapUri.of(lists, friends().anyChild().at(2))))
                        .text())
                .contains(NAME);
        assertFails(alice.get(XcapUri.of(lists, friend("nobody"))), XcapException.NotFound.class);
    }

    @Test
    void valuesBeyondAsciiSelectElements() throws Exception {
        String xml = new String(lists().body(), java.nio.charset.StandardCharsets.UTF_8)
                .replace("<list name=\"friends\"", "<list name=\"" + NAME + "\"");
        done(alice.put(
                document, Payload.of(TYPE, xml.getBytes(java.nio.charset.StandardCharsets.UTF_8)), Precondition.NONE));
        NodeSelector list = NodeSelector.element("resource-lists").child("list").where("name", NAME);

        assertThat(done(alice.get(XcapUri.of(document.document(), list))).text())
                .contains(NAME);
    }

    @Test
    void theServerTellsWhatItCanDo() throws Exception {
        assertThat(done(alice.capabilities()).serves("resource-lists")).isTrue();
        assertThat(done(alice.capabilities()).serves("nonsense")).isFalse();
    }

    @Test
    void aWrongPasswordAndAnotherUsersDocumentAreNotAuthorized() {
        XcapOptions options = alice.options();
        XcapClient wrong = clients.open(options.withCredentials(Credentials.of("alice", "something else")));
        assertFails(wrong.get(document), XcapException.NotAuthorized.class);
        XcapClient nobody = clients.open(options.withCredentials(null));
        assertFails(nobody.get(document), XcapException.NotAuthorized.class);
        XcapClient bob = clients.open(options.withCredentials(Credentials.of("bob", "bob-secret")));
        assertFails(bob.get(document), XcapException.NotAuthorized.class);
    }

    @Test
    void aChallengeIsAnsweredOnceForManyRequests() throws Exception {
        XcapClient fresh = client(MD5, false, "alice");
        for (int i = 0; i < 5; i++) {
            done(fresh.capabilities());
        }
        assertThat(trace).filteredOn(line -> line.startsWith("Status 401")).hasSize(1);
        assertThat(trace).noneMatch(line -> line.contains("response=") || line.contains("alice-secret"));
    }

    @Test
    void theBetterHashOfDigestAuthenticationServesToo() throws Exception {
        XcapClient client = client(SHA_256, false, "alice");
        done(client.put(document, lists(entry("bob", NAME)), Precondition.NONE));
        assertThat(done(client.get(document)).text()).contains(NAME);
        client.close();
    }

    @Test
    void overTlsTheServersCertificateIsVerified() throws Exception {
        XcapOptions options = options(MD5, true, "alice");
        assertFails(clients.open(options).get(document), XcapException.TlsFailure.class);

        XcapClient trusting = clients.open(options.withTls(believing(true)));
        done(trusting.put(document, lists(entry("bob", NAME)), Precondition.NONE));
        assertThat(done(trusting.get(document)).text()).contains(NAME);
        trusting.close();

        TlsCredentials unverified = new TlsCredentials(List.of(), null, List.of(), false);
        assertThat(done(clients.open(options.withTls(unverified)).get(document)).text())
                .contains(NAME);
    }

    private static TlsCredentials believing(boolean verify) throws IOException, GeneralSecurityException {
        Path authority = MD5.certificates().authority();
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(authority)));
        return new TlsCredentials(List.of(), null, List.of(certificate), verify);
    }

    @Test
    void anAccountsSettingsLeadToItsDocuments() throws Exception {
        FakeAccount account = new FakeAccount(SipUri.of("dave", KamailioExtension.DOMAIN));
        account.set(AccountSettings.XCAP_XCAP_ROOT, XcapRoot.parse(MD5.xcapRoot(false)));
        account.setCredentials(Credentials.of("dave", KamailioExtension.password("dave")));

        try (XcapClient dave = done(clients.open(account))) {
            XcapUri his = XcapUri.of(dave.document("resource-lists", "index"));
            done(dave.put(his, lists(entry("bob", NAME)), Precondition.ABSENT));
            assertThat(done(dave.get(his)).text()).contains(NAME);
        }
    }
}
