/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.stream;

import java.util.Map;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The parts of the SDK that an assembly without OSGi hands to a {@link MediaStreamProvider}: what a component gets by
 * references. Immutable.
 */
@ProviderType
public interface StreamServices {

    /**
     * The part that implements an interface of the api, for example {@code NotificationCenter} or {@code MediaFactory}.
     *
     * @throws IllegalStateException naming {@code type} when this assembly has none
     */
    <T> T get(Class<T> type);

    /** Hands out these parts, each by the interface that is its key. */
    static StreamServices of(Map<Class<?>, ?> parts) {
        Map<Class<?>, Object> copy = Map.copyOf(parts);
        return new StreamServices() {
            @Override
            public <T> T get(Class<T> type) {
                Object part = copy.get(type);
                if (part == null) {
                    throw new IllegalStateException("a media type needs " + type.getName() + ", which is not there");
                }
                return type.cast(part);
            }
        };
    }
}
