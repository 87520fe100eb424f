/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.payload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A body and what it is. The bytes are not copied: whoever makes a payload leaves them alone afterwards, and so does
 * whoever reads it.
 *
 * @param type the media type with its parameters
 * @param body the bytes as they travel
 */
public record Payload(MediaType type, byte[] body) {

    /** A payload with the media type read from the value of a Content-Type header. */
    public static Payload of(String contentType, byte[] body) {
        return new Payload(MediaType.parse(contentType), body);
    }

    /** The body read as UTF-8, malformed bytes replaced. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that && type.equals(that.type) && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return type + " (" + body.length + " bytes)";
    }
}
