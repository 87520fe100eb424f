/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.stream;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.notification.Observation;

/** The media types there are at this moment. Thread-safe. Spec: Middleware API, {@code MediaStreamRegistry}. */
@ProviderType
public interface MediaStreamRegistry extends Iterable<MediaStreamFactory> {

    /** All factories, highest priority first. A snapshot. */
    List<MediaStreamFactory> factories();

    /** The factory of highest priority with that type name. */
    Optional<MediaStreamFactory> find(String type);

    /** Adds a factory by hand, where there is no OSGi; closing the result takes it away again. */
    Observation add(MediaStreamFactory factory);
}
