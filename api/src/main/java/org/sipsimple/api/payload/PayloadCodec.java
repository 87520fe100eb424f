/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.payload;

import java.util.List;
import java.util.Set;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Turns bodies of one kind into values and back. An OSGi service that the {@link PayloadRegistry} collects; where two
 * codecs serve one media type, the one with the higher {@code service.ranking} is asked. Outside OSGi codecs are found
 * with {@link java.util.ServiceLoader}; {@link PayloadCodecProvider} serves both.
 *
 * <p>Implementations are thread-safe and keep no state between calls. Spec: Developer Guide, "Payloads API".
 *
 * @param <T> the immutable value read and written
 */
@ConsumerType
public interface PayloadCodec<T> {

    /** The class of the values. */
    Class<T> type();

    /** The media types this codec reads, in lower case and without parameters; the first one is written. Never empty. */
    List<String> mediaTypes();

    /** The SIP event packages whose NOTIFY and PUBLISH bodies are of this kind; empty when there is none. */
    default Set<String> eventPackages() {
        return Set.of();
    }

    /**
     * Reads a body.
     *
     * @throws PayloadFormatException when the body is not a well-formed and complete document of this kind
     */
    T decode(Payload payload) throws PayloadFormatException;

    /** Reads a body whose media type carries no parameters that matter. */
    default T decode(byte[] body) throws PayloadFormatException {
        return decode(new Payload(MediaType.parse(mediaTypes().get(0)), body));
    }

    /**
     * Writes a value.
     *
     * @throws IllegalArgumentException when the value holds text that the format cannot carry
     */
    Payload encode(T value);
}
