/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.multipart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.sipsimple.api.payload.MediaType;
import org.sipsimple.api.payload.Payload;

/**
 * One part of a multipart body. The bytes are not copied, as in {@link Payload}.
 *
 * @param headers in order, Content-Type among them
 * @param body the bytes as they travel, whatever transfer encoding the headers name
 */
public record BodyPart(List<Header> headers, byte[] body) {

    /**
     * One header line.
     *
     * @param name as written; compared without regard to case
     * @param value without line folds
     */
    public record Header(String name, String value) {
        public Header {
            if (!name.matches("[!-9;-~]+")) {
                throw new IllegalArgumentException("not a header name: \"" + name + '"');
            }
            if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
                throw new IllegalArgumentException("header " + name + " has a line break in its value");
            }
        }
    }

    public BodyPart {
        headers = List.copyOf(headers);
    }

    /** A part of a payload, with its Content-Type. */
    public static BodyPart of(Payload payload) {
        return new BodyPart(List.of(new Header("Content-Type", payload.type().toString())), payload.body());
    }

    /** This part with a Content-ID, given without angle brackets. */
    public BodyPart withContentId(String id) {
        return with("Content-ID", '<' + id + '>');
    }

    /** This part with one header more. */
    public BodyPart with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new BodyPart(more, body);
    }

    /** The value of the first header of a name. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** The Content-ID without angle brackets. */
    public Optional<String> contentId() {
        return header("Content-ID")
                .map(id -> id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id);
    }

    /**
     * Body and media type; text/plain when the part names none (RFC 2046 section 5.1).
     *
     * @throws IllegalArgumentException when the Content-Type is no media type
     */
    public Payload payload() {
        return new Payload(header("Content-Type").map(MediaType::parse).orElse(MediaType.of("text", "plain")), body);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BodyPart that && headers.equals(that.headers) && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(headers, Arrays.hashCode(body));
    }

    @Override
    public String toString() {
        return headers + " (" + body.length + " bytes)";
    }
}
