/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.xcap;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.payload.Payload;

/**
 * Reads and changes the documents of one user on one XCAP server (RFC 4825). Spec: Developer Guide, "XCAP client"; seed
 * class {@code XCAPClient}.
 *
 * <p>Every method returns at once. Stages fail with an {@link XcapException}; only misuse throws, as an
 * {@link IllegalArgumentException}: a body that is not UTF-8, or a change of namespaces. Cancelling
 * {@code stage.toCompletableFuture()} ends the request with its connection; whether the server has carried it out nobody
 * knows then. Stages complete on a thread of the client's pool, which may be kept waiting. Thread-safe.
 *
 * <pre>{@code
 * DocumentSelector lists = client.document("resource-lists", "index");
 * NodeSelector bob = NodeSelector.element("resource-lists").child("list").where("name", "friends")
 *         .child("entry").where("uri", "sip:bob@example.com");
 * client.get(XcapUri.of(lists)).thenCompose(seen -> client.putElement(
 *         XcapUri.of(lists, bob), "<entry uri=\"sip:bob@example.com\"/>", Precondition.unchanged(seen.etag())));
 * }</pre>
 */
@ProviderType
public interface XcapClient extends AutoCloseable {

    /** What it was made with. */
    XcapOptions options();

    /** A document of {@link XcapOptions#user()}. */
    default DocumentSelector document(String auid, String name) {
        return DocumentSelector.user(auid, options().user(), name);
    }

    /** Fetches a document, an element, the value of an attribute, or namespaces. */
    CompletionStage<XcapResource> get(XcapUri uri);

    /**
     * Fetches what has changed.
     *
     * @param etag the version that is known
     * @return empty when the document still has that version
     */
    CompletionStage<Optional<XcapResource>> getIfChanged(XcapUri uri, String etag);

    /**
     * Makes or replaces a document or a part of one.
     *
     * @param body with the document type of the application, or the type of {@link NodeSelector.Kind#mediaType()}; when it
     *     is XML, it has to be UTF-8
     */
    CompletionStage<XcapChange> put(XcapUri uri, Payload body, Precondition precondition);

    /**
     * Makes or replaces an element.
     *
     * @param xml the element, with the declarations of all namespaces that its document does not declare around it
     */
    default CompletionStage<XcapChange> putElement(XcapUri uri, String xml, Precondition precondition) {
        return put(uri, part(NodeSelector.Kind.ELEMENT, uri, xml), precondition);
    }

    /**
     * Sets an attribute.
     *
     * @param value as it is, nothing in it escaped
     */
    default CompletionStage<XcapChange> putAttribute(XcapUri uri, String value, Precondition precondition) {
        return put(uri, part(NodeSelector.Kind.ATTRIBUTE, uri, AttributeText.write(value)), precondition);
    }

    private static Payload part(NodeSelector.Kind kind, XcapUri uri, String text) {
        NodeSelector node = uri.node();
        if (node == null || node.kind() != kind) {
            throw new IllegalArgumentException(uri + " does not lead to what is put there");
        }
        PercentEncoding.requireEncodable(text);
        return Payload.of(kind.mediaType(), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Removes a document or a part of one. What is not there fails as {@link XcapException.NotFound}. */
    CompletionStage<XcapChange> delete(XcapUri uri, Precondition precondition);

    /** Fetches what the server can do. */
    CompletionStage<XcapCapabilities> capabilities();

    /** Ends what is still running with {@link XcapException.ConnectionLost}; later requests fail in the same way. */
    @Override
    void close();
}
