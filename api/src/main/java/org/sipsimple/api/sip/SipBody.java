/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** The body of a SIP message with its media type. Immutable. */
public final class SipBody {

    private final ContentTypeHeader type;
    private final byte[] content;

    private SipBody(ContentTypeHeader type, byte[] content) {
        this.type = Objects.requireNonNull(type, "type");
        this.content = content;
    }

    /** A body of these bytes, which are copied. */
    public static SipBody of(ContentTypeHeader type, byte[] content) {
        return new SipBody(type, content.clone());
    }

    /** A body of text in UTF-8. */
    public static SipBody of(ContentTypeHeader type, String text) {
        return new SipBody(type, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A body of text in UTF-8.
     *
     * @param mediaType such as {@code text/plain}
     * @throws SipSyntaxException when the media type is malformed
     */
    public static SipBody of(String mediaType, String text) {
        return of(ContentTypeHeader.parse(mediaType), text);
    }

    /**
     * What a message carries; empty when it has no body.
     *
     * @return a body without a usable Content-Type counts as {@code application/octet-stream}
     */
    public static Optional<SipBody> of(SipMessage message) {
        byte[] content = message.body();
        return content.length == 0 ? Optional.empty() : Optional.of(new SipBody(typeOf(message), content));
    }

    private static ContentTypeHeader typeOf(SipMessage message) {
        Optional<ContentTypeHeader> type;
        try {
            type = message.contentType();
        } catch (SipSyntaxException e) {
            type = Optional.empty();
        }
        return type.orElseGet(() -> ContentTypeHeader.parse("application/octet-stream"));
    }

    /** The media type. */
    public ContentTypeHeader type() {
        return type;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return content.clone();
    }

    /** The bytes read as UTF-8; what is malformed becomes U+FFFD. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipBody that && type.equals(that.type) && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Arrays.hashCode(content);
    }

    /** Type and length; not the content, which may be private. */
    @Override
    public String toString() {
        return type.value() + " (" + content.length + " bytes)";
    }
}
