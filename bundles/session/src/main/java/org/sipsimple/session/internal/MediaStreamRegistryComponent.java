/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.MediaStreamRegistry;
import org.sipsimple.session.DefaultMediaStreamRegistry;

/** The registry as a service, filled by the {@link MediaStreamFactory} services there are at each moment. */
@Component(service = MediaStreamRegistry.class)
@Capability(namespace = "osgi.implementation", name = "org.sipsimple.stream.host", version = "1.0.0")
public final class MediaStreamRegistryComponent implements MediaStreamRegistry {
    private final DefaultMediaStreamRegistry registry = new DefaultMediaStreamRegistry();

    @Reference(
            service = MediaStreamFactory.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    public void addFactory(MediaStreamFactory factory, ServiceReference<MediaStreamFactory> reference) {
        PluginClasses.load(reference.getBundle());
        registry.add(factory);
    }

    public void removeFactory(MediaStreamFactory factory) {
        registry.remove(factory);
    }

    @Override
    public List<MediaStreamFactory> factories() {
        return registry.factories();
    }

    @Override
    public Iterator<MediaStreamFactory> iterator() {
        return registry.iterator();
    }

    @Override
    public Optional<MediaStreamFactory> find(String type) {
        return registry.find(type);
    }

    @Override
    public Observation add(MediaStreamFactory factory) {
        return registry.add(factory);
    }
}
