/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

import org.osgi.annotation.bundle.Requirement;

import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.MediaStreamProvider;
import org.sipsimple.api.stream.MediaStreamRegistry;
import org.sipsimple.api.stream.StreamServices;

/**
 * The media types there are, sorted by priority; of two with the same priority the one added first comes first.
 * Thread-safe; readers never wait.
 */
@Requirement(
        namespace = "osgi.serviceloader",
        name = "org.sipsimple.api.stream.MediaStreamProvider",
        attribute = "osgi.serviceloader=\"org.sipsimple.api.stream.MediaStreamProvider\"",
        resolution = Requirement.Resolution.OPTIONAL,
        cardinality = Requirement.Cardinality.MULTIPLE)
public final class DefaultMediaStreamRegistry implements MediaStreamRegistry {
    private final Object changing = new Object();
    private volatile List<MediaStreamFactory> sorted = List.of();

    @Override
    public List<MediaStreamFactory> factories() {
        return sorted;
    }

    @Override
    public Iterator<MediaStreamFactory> iterator() {
        return sorted.iterator();
    }

    @Override
    public Optional<MediaStreamFactory> find(String type) {
        return sorted.stream().filter(factory -> factory.type().equals(type)).findFirst();
    }

    @Override
    public Observation add(MediaStreamFactory factory) {
        synchronized (changing) {
            List<MediaStreamFactory> changed = new ArrayList<>(sorted);
            changed.add(factory);
            changed.sort(Comparator.comparingInt(MediaStreamFactory::priority).reversed());
            sorted = List.copyOf(changed);
        }
        return () -> remove(factory);
    }

    /** Takes a factory away; streams it made go on. Nothing when it is not there. */
    public void remove(MediaStreamFactory factory) {
        synchronized (changing) {
            List<MediaStreamFactory> changed = new ArrayList<>(sorted);
            changed.removeIf(known -> known == factory);
            sorted = List.copyOf(changed);
        }
    }

    /**
     * Adds every media type that {@link ServiceLoader} finds, for programs without OSGi.
     *
     * @param services what the types may ask for
     * @throws IllegalStateException naming the part, when a type needs one that {@code services} lacks
     */
    public void load(StreamServices services, ClassLoader loader) {
        for (MediaStreamProvider provider : ServiceLoader.load(MediaStreamProvider.class, loader)) {
            add(provider.factory(services));
        }
    }
}
