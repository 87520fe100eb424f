/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.xcap;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.Payload;

/**
 * What a server has given out: a document or a part of one. Its body is valid UTF-8 but is not otherwise checked.
 *
 * @param etag the version of the whole document, as the server writes it; null when it did not say
 * @param payload the body and its type
 */
public record XcapResource(@Nullable String etag, Payload payload) {

    /** The body. */
    public String text() {
        return new String(payload.body(), StandardCharsets.UTF_8);
    }

    /** The body of an attribute's answer with its references to characters resolved (RFC 4825 section 7.8). */
    public String attributeValue() {
        return AttributeText.read(text());
    }

    static String requireEtag(String etag) {
        if (etag.isEmpty() || etag.chars().anyMatch(c -> c < ' ' || c >= 0x7F)) {
            throw new IllegalArgumentException("not an entity tag");
        }
        return etag;
    }
}
