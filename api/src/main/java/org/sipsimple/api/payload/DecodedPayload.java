/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.payload;

/** What became of a body: a value, or the news that nobody here reads its media type. */
public sealed interface DecodedPayload {

    /** The body as it came. */
    Payload payload();

    /**
     * A body that was read.
     *
     * @param payload the body as it came
     * @param value what it says, of the {@linkplain PayloadCodec#type() type} of its codec
     */
    record Value(Payload payload, Object value) implements DecodedPayload {}

    /**
     * A body of a media type for which no codec is installed.
     *
     * @param payload the body as it came
     */
    record NoCodec(Payload payload) implements DecodedPayload {}
}
