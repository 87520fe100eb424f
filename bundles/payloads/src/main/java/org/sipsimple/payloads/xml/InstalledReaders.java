/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import java.util.ServiceLoader;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Requirement;

/** The readers that {@link ServiceLoader} finds, looked for when the first foreign element is read. Thread-safe. */
@Requirement(
        namespace = "osgi.serviceloader",
        name = "org.sipsimple.payloads.xml.ExtensionReader",
        attribute = "osgi.serviceloader=org.sipsimple.payloads.xml.ExtensionReader",
        resolution = Requirement.Resolution.OPTIONAL,
        effective = "active")
final class InstalledReaders implements ExtensionReaders {
    private volatile @Nullable ExtensionReaders found;

    @Override
    public @Nullable ExtensionReader find(String namespace) {
        ExtensionReaders readers = found;
        if (readers == null) {
            readers = ExtensionReaders.of(
                    ServiceLoader.load(ExtensionReader.class, ExtensionReader.class.getClassLoader()));
            found = readers;
        }
        return readers.find(namespace);
    }
}
