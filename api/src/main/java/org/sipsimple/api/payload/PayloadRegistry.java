/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.payload;

import java.util.Optional;
import java.util.Set;

import org.osgi.annotation.versioning.ProviderType;

/**
 * All payload codecs that are installed at this moment. A codec installed a second ago reads the next body; one that
 * was uninstalled is no longer asked.
 *
 * <p>Thread-safe. Spec: Developer Guide, "Payloads API".
 */
@ProviderType
public interface PayloadRegistry {

    /** The name of the capability {@code osgi.implementation} that a bundle with a registry provides. */
    String IMPLEMENTATION = "org.sipsimple.payloads";

    /** The codec that reads a media type; its parameters do not matter. */
    Optional<PayloadCodec<?>> codec(MediaType type);

    /** The codec that reads and writes values of a class or of a class above it. */
    <T> Optional<PayloadCodec<T>> codec(Class<T> type);

    /** The media types that can be read, for example for an Accept header; sorted. */
    Set<String> mediaTypes();

    /** The media types that can be read in bodies of an event package, for example {@code presence}; sorted. */
    Set<String> mediaTypes(String eventPackage);

    /**
     * Reads a body with the codec of its media type.
     *
     * @throws PayloadFormatException when a codec was found and refused the body
     */
    DecodedPayload decode(Payload payload) throws PayloadFormatException;

    /**
     * Writes a value with the codec of its class; empty when no such codec is installed.
     *
     * @throws IllegalArgumentException when the value holds text that the format cannot carry
     */
    Optional<Payload> encode(Object value);
}
