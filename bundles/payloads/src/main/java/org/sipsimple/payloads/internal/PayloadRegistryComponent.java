/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import org.sipsimple.api.payload.DecodedPayload;
import org.sipsimple.api.payload.MediaType;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadCodec;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.api.payload.PayloadRegistry;
import org.sipsimple.payloads.InstalledCodecs;

/** The registry in OSGi: every change of the services makes a new fixed one, so that readers never wait. */
@Component(service = PayloadRegistry.class)
@Capability(namespace = "osgi.implementation", name = PayloadRegistry.IMPLEMENTATION, version = "1.0.0")
public final class PayloadRegistryComponent implements PayloadRegistry {
    private final RankedServices<PayloadCodec<?>> services = new RankedServices<>();
    private volatile InstalledCodecs current = new InstalledCodecs(List.of());

    @Activate
    public PayloadRegistryComponent() {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public synchronized void addCodec(PayloadCodec<?> codec, Map<String, Object> properties) {
        current = new InstalledCodecs(services.with(codec, properties));
    }

    /** A change of the ranking. */
    public synchronized void updatedCodec(PayloadCodec<?> codec, Map<String, Object> properties) {
        addCodec(codec, properties);
    }

    public synchronized void removeCodec(PayloadCodec<?> codec) {
        current = new InstalledCodecs(services.without(codec));
    }

    @Override
    public Optional<PayloadCodec<?>> codec(MediaType type) {
        return current.codec(type);
    }

    @Override
    public <T> Optional<PayloadCodec<T>> codec(Class<T> type) {
        return current.codec(type);
    }

    @Override
    public Set<String> mediaTypes() {
        return current.mediaTypes();
    }

    @Override
    public Set<String> mediaTypes(String eventPackage) {
        return current.mediaTypes(eventPackage);
    }

    @Override
    public DecodedPayload decode(Payload payload) throws PayloadFormatException {
        return current.decode(payload);
    }

    @Override
    public Optional<Payload> encode(Object value) {
        return current.encode(value);
    }
}
