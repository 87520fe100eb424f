/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.xcap;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.configuration.XcapRoot;

/**
 * What a request is about: a document or a node of one (RFC 4825 section 6).
 *
 * @param document which document
 * @param node which part of it; null for the whole
 */
public record XcapUri(DocumentSelector document, @Nullable NodeSelector node) {

    /** A whole document. */
    public static XcapUri of(DocumentSelector document) {
        return new XcapUri(document, null);
    }

    /** A part of a document. */
    public static XcapUri of(DocumentSelector document, NodeSelector node) {
        return new XcapUri(document, node);
    }

    /** Its place below the XCAP root, percent-encoded, with the query; without a slash in front. */
    public String path() {
        if (node == null) {
            return document.path();
        }
        String query = node.query();
        return document.path()
                + '/'
                + DocumentSelector.SEPARATOR
                + '/'
                + node.path()
                + (query.isEmpty() ? "" : '?' + query);
    }

    /** The URI by which a server of that root knows it. */
    public URI on(XcapRoot root) {
        String base = root.uri().toString();
        return URI.create(base.endsWith("/") ? base + path() : base + '/' + path());
    }

    /** As a person reads it; not for requests. */
    @Override
    public String toString() {
        return node == null ? document.toString() : document + "/" + DocumentSelector.SEPARATOR + '/' + node;
    }
}
