/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.xcap.NodeSelector;
import org.sipsimple.api.xcap.Precondition;
import org.sipsimple.api.xcap.XcapChange;
import org.sipsimple.api.xcap.XcapClient;
import org.sipsimple.api.xcap.XcapError;
import org.sipsimple.api.xcap.XcapException;
import org.sipsimple.api.xcap.XcapResource;
import org.sipsimple.api.xcap.XcapUri;
import org.sipsimple.xcap.internal.XcapServer.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sipsimple.xcap.internal.ClientBench.done;
import static org.sipsimple.xcap.internal.ClientBench.failure;

class DocumentsTest {
    private static final String ERROR_TYPE = "application/xcap-error+xml";

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

    private static XcapUri bob(XcapUri document) {
        return XcapUri.of(
                document.document(),
                NodeSelector.element("resource-lists").child("entry").where("uri", "sip:b\u00f6b@example.com"));
    }

    @Test
    void whatIsPutIsGotWithItsTypeItsVersionAndEveryCharacter() throws Exception {
        XcapChange made = done(client.put(document, ClientBench.xml(), Precondition.ABSENT));
        assertThat(made.created()).isTrue();

        XcapResource got = done(client.get(document));
        assertThat(got.text()).isEqualTo(ClientBench.XML);
        assertThat(got.payload().type().essence()).isEqualTo("application/r+xml");
        assertThat(got.etag()).isEqualTo(made.etag()).isNotNull();
        assertThat(server.last().target()).isEqualTo("/root/resource-lists/users/sip:alice@example.com/index");
    }

    @Test
    void eachPreconditionIsSentAndItsFailureTold() throws Exception {
        failure(client.put(document, ClientBench.xml(), Precondition.EXISTS), XcapException.PreconditionFailed.class);
        assertThat(server.last().header("If-Match")).isEqualTo("*");
        String etag = done(client.put(document, ClientBench.xml(), Precondition.unchangedOrAbsent(null)))
                .etag();
        assertThat(server.last().header("If-None-Match")).isEqualTo("*");
        failure(client.put(document, ClientBench.xml(), Precondition.ABSENT), XcapException.PreconditionFailed.class);

        XcapChange changed = done(client.put(document, ClientBench.xml(), Precondition.unchangedOrAbsent(etag)));
        assertThat(changed.created()).isFalse();
        assertThat(server.last().header("If-Match")).isEqualTo(etag);
        failure(client.delete(document, Precondition.unchanged(etag)), XcapException.PreconditionFailed.class);
        done(client.delete(document, Precondition.unchanged(changed.etag())));
        failure(client.delete(document, Precondition.NONE), XcapException.NotFound.class);
        assertThat(server.last().header("If-Match")).isNull();
    }

    @Test
    void aDocumentThatIsKnownIsNotSentAgain() throws Exception {
        String etag =
                done(client.put(document, ClientBench.xml(), Precondition.NONE)).etag();
        assertThat(done(client.getIfChanged(document, etag))).isEmpty();
        assertThat(done(client.getIfChanged(document, "\"another\""))
                        .orElseThrow()
                        .text())
                .isEqualTo(ClientBench.XML);
    }

    @Test
    void elementsAndAttributesTravelWithTheirTypesAndEscapes() throws Exception {
        done(client.putElement(bob(document), "<entry uri=\"sip:b\u00f6b@example.com\"/>", Precondition.NONE));
        assertThat(server.last().header("Content-Type")).isEqualTo("application/xcap-el+xml");
        assertThat(server.last().text()).contains("b\u00f6b");
        assertThat(server.last().target())
                .isEqualTo("/root/resource-lists/users/sip:alice@example.com/index/~~/resource-lists/"
                        + "entry%5B@uri=%22sip:b%C3%B6b@example.com%22%5D");

        XcapUri name = XcapUri.of(
                document.document(), NodeSelector.element("resource-lists").attribute("name"));
        String value = "<\"R&D\"> \u6f22\n";
        done(client.putAttribute(name, value, Precondition.NONE));
        assertThat(server.last().header("Content-Type")).isEqualTo("application/xcap-att+xml");
        assertThat(server.last().text()).isEqualTo("&lt;&quot;R&amp;D&quot;> \u6f22&#10;");
        assertThat(done(client.get(name)).attributeValue()).isEqualTo(value);
    }

    @Test
    void misuseIsRefusedBeforeAnythingIsSent() {
        Payload latin = Payload.of("application/r+xml", new byte[] {'<', 'a', (byte) 0xE4, '/', '>'});
        assertThatThrownBy(() -> client.put(document, latin, Precondition.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> client.putElement(bob(document), "<a>\ud83d</a>", Precondition.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.putElement(document, "<a/>", Precondition.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        XcapUri namespaces = XcapUri.of(
                document.document(), NodeSelector.element("resource-lists").namespaces());
        assertThatThrownBy(() -> client.delete(namespaces, Precondition.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(server.seen()).isEmpty();
    }

    private XcapError conflict(String body, String type) {
        server.answers(request -> Reply.of(409, body, "Content-Type", type));
        XcapException.Conflict conflict =
                failure(client.put(document, ClientBench.xml(), Precondition.NONE), XcapException.Conflict.class);
        return conflict.error().orElse(null);
    }

    private XcapError conflict(String element) {
        return conflict(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><xcap-error xmlns=\"urn:ietf:params:xml:ns:xcap-error\">"
                        + element + "</xcap-error>",
                ERROR_TYPE);
    }

    @ParameterizedTest
    @CsvSource({
        "not-well-formed, NotWellFormed",
        "not-xml-frag, NotXmlFragment",
        "no-parent, NoParent",
        "schema-validation-error, SchemaValidation",
        "not-xml-att-value, NotXmlAttributeValue",
        "cannot-insert, CannotInsert",
        "cannot-delete, CannotDelete",
        "uniqueness-failure, UniquenessFailure",
        "constraint-failure, ConstraintFailure",
        "extension, Extension",
        "not-utf-8, NotUtf8",
        "something-new, Other"
    })
    void eachReasonOfAConflictIsTold(String element, String type) {
        XcapError error = conflict("<" + element + " phrase=\"weil \u6f22\"/>");
        assertThat(error.getClass().getSimpleName()).isEqualTo(type);
        assertThat(error.phrase()).isEqualTo("weil \u6f22");
        assertThat(conflict("<" + element + "/>").phrase()).isNull();
    }

    @Test
    void aConflictTellsWhatIsTakenAndWhatIsFree() {
        XcapError.UniquenessFailure failure = (XcapError.UniquenessFailure) conflict(
                "<uniqueness-failure><exists field=\"rls-services/service/@uri\"><alt-value>sip:mine@example.com"
                        + "</alt-value><alt-value>sip:mine2@example.com</alt-value></exists><exists field=\"x\"/>"
                        + "</uniqueness-failure>");
        assertThat(failure.taken())
                .containsExactly(
                        new XcapError.Taken(
                                "rls-services/service/@uri",
                                java.util.List.of("sip:mine@example.com", "sip:mine2@example.com")),
                        new XcapError.Taken("x", java.util.List.of()));
    }

    @Test
    void aConflictTellsTheNearestAncestorAndExtensionsTheirElements() {
        String ancestor = "http://example.com/root/a/users/b/index/~~/r/list%5B1%5D";
        assertThat(conflict("<no-parent><ancestor>" + ancestor + "</ancestor></no-parent>"))
                .isEqualTo(new XcapError.NoParent(null, ancestor));
        assertThat(conflict("<extension><fancy xmlns=\"urn:x\"/></extension>"))
                .isEqualTo(new XcapError.Extension(null, java.util.List.of("fancy")));
    }

    @Test
    void aConflictWithoutAReasonThatCanBeReadIsStillOne() {
        assertThat(conflict("<xcap-error", ERROR_TYPE)).isNull();
        assertThat(conflict("<other/>", ERROR_TYPE)).isNull();
        assertThat(conflict("<h1>Conflict</h1>", "text/html")).isNull();
        assertThat(conflict("", "nonsense")).isNull();
        assertThat(conflict("")).isNull();
    }

    @Test
    void entitiesInAConflictReadNoFiles() {
        String body = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                + "<xcap-error xmlns=\"urn:ietf:params:xml:ns:xcap-error\"><no-parent><ancestor>&e;</ancestor>"
                + "</no-parent></xcap-error>";
        assertThat(conflict(body, ERROR_TYPE)).isNull();
    }

    @Test
    void otherRefusalsAreToldByTheirStatus() {
        for (int status : new int[] {400, 405, 413, 415, 500, 503}) {
            server.answers(request -> Reply.of(status, "no"));
            assertThat(failure(client.get(document), XcapException.Rejected.class)
                            .status())
                    .isEqualTo(status);
        }
        server.answers(request -> Reply.of(403, ""));
        assertThat(failure(client.get(document), XcapException.NotAuthorized.class)
                        .status())
                .isEqualTo(403);
        server.answers(request -> Reply.of(202, ""));
        failure(client.put(document, ClientBench.xml(), Precondition.NONE), XcapException.Malformed.class);
    }

    @Test
    void capabilitiesAreReadAndOddOnesRefused() throws Exception {
        String caps = "<xcap-caps xmlns=\"urn:ietf:params:xml:ns:xcap-caps\"><auids><auid>resource-lists</auid>"
                + "</auids><extensions><extension>x</extension></extensions><namespaces><namespace>urn:n</namespace>"
                + "</namespaces><more xmlns=\"urn:m\"/></xcap-caps>";
        server.answers(request -> Reply.of(200, caps, "Content-Type", "application/xcap-caps+xml"));
        assertThat(done(client.capabilities()).serves("resource-lists")).isTrue();
        assertThat(done(client.capabilities()).extensions()).containsExactly("x");
        assertThat(done(client.capabilities()).namespaces()).containsExactly("urn:n");
        assertThat(server.last().target()).isEqualTo("/root/xcap-caps/global/index");

        server.answers(request -> Reply.of(200, "<xcap-caps/>", "Content-Type", "application/xcap-caps+xml"));
        failure(client.capabilities(), XcapException.Malformed.class);
    }

    @Test
    void tracesShowWhatTravels() throws Exception {
        done(client.put(document, ClientBench.xml(), Precondition.ABSENT));
        assertThat(bench.trace)
                .anySatisfy(text -> assertThat(text)
                        .startsWith("PUT http://127.0.0.1:")
                        .contains("If-None-Match: *")
                        .contains(ClientBench.XML))
                .anySatisfy(text -> assertThat(text).startsWith("Status 201"));
    }
}
