/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.stream;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * How a media type is had where there is no OSGi: found by {@link java.util.ServiceLoader}, which needs a public
 * constructor without arguments, and given what it needs afterwards.
 *
 * <pre>{@code
 * public final class WhiteboardProvider implements MediaStreamProvider {
 *     public MediaStreamFactory factory(StreamServices services) {
 *         return new WhiteboardFactory(services.get(NotificationCenter.class), services.get(ThreadManager.class));
 *     }
 * }
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface MediaStreamProvider {

    /**
     * Makes the factory; called once for each assembly of the SDK.
     *
     * @throws IllegalStateException when {@code services} lacks something that is needed
     */
    MediaStreamFactory factory(StreamServices services);
}
