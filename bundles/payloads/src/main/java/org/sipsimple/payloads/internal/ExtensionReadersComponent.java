/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.internal;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import org.sipsimple.payloads.xml.ExtensionReader;
import org.sipsimple.payloads.xml.ExtensionReaders;

/** The extension readers in OSGi, kept like the codecs of the registry. */
@Component(service = ExtensionReaders.class)
public final class ExtensionReadersComponent implements ExtensionReaders {
    private final RankedServices<ExtensionReader> services = new RankedServices<>();
    private volatile ExtensionReaders current = ExtensionReaders.NONE;

    @Activate
    public ExtensionReadersComponent() {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public synchronized void addReader(ExtensionReader reader, Map<String, Object> properties) {
        current = ExtensionReaders.of(services.with(reader, properties));
    }

    /** A change of the ranking. */
    public synchronized void updatedReader(ExtensionReader reader, Map<String, Object> properties) {
        addReader(reader, properties);
    }

    public synchronized void removeReader(ExtensionReader reader) {
        current = ExtensionReaders.of(services.without(reader));
    }

    @Override
    public @Nullable ExtensionReader find(String namespace) {
        return current.find(namespace);
    }
}
