/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.filebackend;

import org.sipsimple.api.configuration.ConfigNode;
import org.sipsimple.api.configuration.ConfigurationBackend;

/** Forgets everything when the program ends. Thread-safe. */
public final class MemoryBackend implements ConfigurationBackend {
    private volatile ConfigNode.Group data = ConfigNode.Group.EMPTY;

    @Override
    public ConfigNode.Group load() {
        return data;
    }

    @Override
    public void save(ConfigNode.Group newData) {
        data = newData;
    }
}
