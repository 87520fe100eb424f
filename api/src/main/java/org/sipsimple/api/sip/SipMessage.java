/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Arrays;
import java.util.Optional;

/**
 * A SIP request or response as it was received or sent (RFC 3261 section 7). The start line and the division into
 * header fields and body are checked when the message is read; the values of the header fields and the Request-URI are
 * read when they are asked for. Immutable.
 */
public final class SipMessage {

    private final byte[] raw;
    private final SipMessageParser.Layout layout;

    private SipMessage(byte[] raw, SipMessageParser.Layout layout) {
        this.raw = raw;
        this.layout = layout;
    }

    /**
     * Reads one whole message, as a datagram or a framer delivers it. Empty lines before it are skipped, and so is what
     * follows the body that Content-Length announces; without Content-Length the body is all the rest.
     *
     * @param bytes the message; copied
     * @throws SipSyntaxException when the start line or a header line is malformed, the empty line behind the header
     *     fields is missing, or Content-Length is no number, is given twice, or is larger than what there is
     */
    public static SipMessage parse(byte[] bytes) {
        byte[] raw = bytes.clone();
        return new SipMessage(raw, SipMessageParser.parse(raw));
    }

    /** Whether this is a request; else it is a response. */
    public boolean isRequest() {
        return layout.method() != null;
    }

    /**
     * The method of the request, or of the request this response answers.
     *
     * @throws SipSyntaxException when this is a response whose CSeq is missing or malformed
     */
    public String method() {
        String method = layout.method();
        if (method != null) {
            return method;
        }
        return headers()
                .cseq()
                .orElseThrow(() -> new SipSyntaxException("CSeq is missing", startLine(), 0))
                .method();
    }

    /**
     * The Request-URI.
     *
     * @throws IllegalStateException when this is a response
     * @throws UnsupportedUriSchemeException when it is of another scheme, which is answered by 416
     * @throws SipSyntaxException when it is malformed, which is answered by 400
     */
    public SipUri requestUri() {
        return SipUri.parse(requestUriText());
    }

    /**
     * The Request-URI as it stands in the start line.
     *
     * @throws IllegalStateException when this is a response
     */
    public String requestUriText() {
        require(isRequest(), "a response has no Request-URI");
        return layout.target();
    }

    /**
     * The status code, 100 to 699.
     *
     * @throws IllegalStateException when this is a request
     */
    public int statusCode() {
        require(!isRequest(), "a request has no status code");
        return layout.status();
    }

    /**
     * The reason phrase, which may be empty.
     *
     * @throws IllegalStateException when this is a request
     */
    public String reason() {
        require(!isRequest(), "a request has no reason phrase");
        return layout.target();
    }

    /** The header fields. */
    public SipHeaders headers() {
        return layout.headers();
    }

    /** A copy of the body, empty when there is none. */
    public byte[] body() {
        return Arrays.copyOfRange(raw, layout.bodyStart(), layout.bodyEnd());
    }

    /** The media type of the body, as {@link SipHeaders#contentType()}. */
    public Optional<ContentTypeHeader> contentType() {
        return headers().contentType();
    }

    /** A copy of the bytes the message was read from, credentials included. */
    public byte[] raw() {
        return raw.clone();
    }

    /** The request line or status line. */
    public String startLine() {
        String method = layout.method();
        return method != null
                ? method + ' ' + layout.target() + " SIP/2.0"
                : "SIP/2.0 " + layout.status() + ' ' + layout.target();
    }

    /** The start line and the header fields without credentials; of the body only its length. */
    @Override
    public String toString() {
        return startLine() + '\n' + headers() + "(body: " + (layout.bodyEnd() - layout.bodyStart()) + " bytes)";
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }
}
