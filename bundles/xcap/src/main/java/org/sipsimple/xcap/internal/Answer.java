/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.net.http.HttpResponse;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.MediaType;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.api.xcap.NodeSelector;
import org.sipsimple.api.xcap.XcapChange;
import org.sipsimple.api.xcap.XcapError;
import org.sipsimple.api.xcap.XcapException;
import org.sipsimple.api.xcap.XcapResource;
import org.sipsimple.api.xcap.XcapUri;

/** A server's last word on a request, and what it means. */
final class Answer {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int LONGEST_ETAG = 1024;

    private final XcapUri uri;
    private final int status;
    private final HttpResponse<byte[]> response;

    Answer(XcapUri uri, HttpResponse<byte[]> response) {
        this.uri = uri;
        this.status = response.statusCode();
        this.response = response;
    }

    XcapResource resource() throws XcapException {
        if (status != OK) {
            throw failure();
        }
        MediaType type = type();
        if (type.essence().equals("text/html")) {
            throw malformed("is a page for people");
        }
        String charset = type.parameter("charset");
        if (charset != null && !charset.equalsIgnoreCase("utf-8") && !charset.equalsIgnoreCase("us-ascii")) {
            throw malformed("is in " + charset + ", not in UTF-8");
        }
        byte[] body = response.body();
        if (!StrictUtf8.is(body)) {
            throw malformed("is not in UTF-8");
        }
        return new XcapResource(etag(), new Payload(type, body));
    }

    Optional<XcapResource> changedResource() throws XcapException {
        return status == NOT_MODIFIED ? Optional.empty() : Optional.of(resource());
    }

    XcapChange change() throws XcapException {
        if (status != OK && status != CREATED && status != NO_CONTENT) {
            throw failure();
        }
        return new XcapChange(status == CREATED, etag());
    }

    /** The type the server says, or what it must be. */
    private MediaType type() throws XcapException {
        Optional<String> encoding = response.headers().firstValue("Content-Encoding");
        if (encoding.isPresent() && !encoding.get().equalsIgnoreCase("identity")) {
            throw malformed("is compressed though nobody asked for it");
        }
        NodeSelector node = uri.node();
        String expected = node == null ? "application/xml" : node.kind().mediaType();
        String said = response.headers().firstValue("Content-Type").orElse(expected);
        try {
            return MediaType.parse(said);
        } catch (IllegalArgumentException e) {
            throw malformed("has a type that is none");
        }
    }

    private @Nullable String etag() {
        String etag = response.headers().firstValue("ETag").orElse("").strip();
        // one that cannot be sent back is as good as none
        boolean usable =
                !etag.isEmpty() && etag.length() <= LONGEST_ETAG && etag.chars().allMatch(c -> c >= ' ' && c < 0x7F);
        return usable ? etag : null;
    }

    private XcapException malformed(String what) {
        return new XcapException.Malformed("the answer about " + uri + ' ' + what, null);
    }

    private XcapException failure() {
        return switch (status) {
            case 401 -> new XcapException.NotAuthorized(status, "the server wants to know who asks for " + uri);
            case 403 -> new XcapException.NotAuthorized(status, "the server does not allow this for " + uri);
            case 404 -> new XcapException.NotFound("there is no " + uri);
            case 409 -> conflict();
            case 412 -> new XcapException.PreconditionFailed("somebody else has changed " + uri.document());
            default ->
                status >= 400 && status < 600
                        ? new XcapException.Rejected(status, "the server answers " + status + " for " + uri)
                        : malformed("has status " + status + ", which means nothing here");
        };
    }

    private XcapException conflict() {
        XcapError error = null;
        String said = "";
        try {
            if (type().essence().equals(ErrorReader.MEDIA_TYPE)) {
                error = ErrorReader.read(response.body());
            }
        } catch (PayloadFormatException | XcapException e) {
            said = ", and why cannot be read: " + e.getMessage();
        }
        if (error != null) {
            String phrase = error.phrase();
            said = ": " + error.getClass().getSimpleName() + (phrase == null ? "" : " (" + phrase + ')');
        }
        return new XcapException.Conflict("the server cannot make this change of " + uri + said, error);
    }
}
