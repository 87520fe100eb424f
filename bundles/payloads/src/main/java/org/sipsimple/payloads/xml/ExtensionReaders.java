/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The extension readers at hand. In OSGi a service that follows what is installed. Thread-safe. */
@ProviderType
@FunctionalInterface
public interface ExtensionReaders {

    /** Knows no extension: every foreign element is kept as an {@link XmlElement}. */
    ExtensionReaders NONE = namespace -> null;

    /** The reader for a namespace; null when there is none. */
    @Nullable
    ExtensionReader find(String namespace);

    /** A fixed set; of two readers for one namespace the first counts. */
    static ExtensionReaders of(Iterable<? extends ExtensionReader> readers) {
        Map<String, ExtensionReader> byNamespace = new HashMap<>();
        readers.forEach(reader -> byNamespace.putIfAbsent(reader.namespace(), reader));
        return byNamespace::get;
    }

    /** The readers on the class path or module path, for programs without OSGi; looked for when first needed. */
    static ExtensionReaders installed() {
        return new InstalledReaders();
    }
}
