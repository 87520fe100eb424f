/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what plays or records in memory, as bridges do not, and ends it with the engine. Thread-safe. */
final class ActivePorts {
    private final Map<WiredPort, Runnable> ends = new ConcurrentHashMap<>();

    void add(WiredPort port, Runnable end) {
        ends.put(port, end);
    }

    void remove(WiredPort port) {
        ends.remove(port);
    }

    void endAll() {
        List.copyOf(ends.values()).forEach(Runnable::run);
    }
}
