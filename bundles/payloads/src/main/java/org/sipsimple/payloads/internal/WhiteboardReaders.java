/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.internal;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.ExtensionReader;
import org.sipsimple.payloads.xml.ExtensionReaders;

/** The extension readers in OSGi, kept like the codecs of the registry. */
final class WhiteboardReaders implements ExtensionReaders, Whiteboard.Sum<ExtensionReader> {
    private volatile @Nullable ExtensionReaders current;

    @Override
    public void use(List<ExtensionReader> readers) {
        current = ExtensionReaders.of(readers);
    }

    @Override
    public @Nullable ExtensionReader find(String namespace) {
        ExtensionReaders readers = current;
        return readers == null ? null : readers.find(namespace);
    }
}
