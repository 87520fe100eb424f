/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.util.ArrayDeque;

import org.jspecify.annotations.Nullable;

import org.sipsimple.engine.internal.core.EngineCore;

/**
 * What has to happen because an object changed its state: commands and notifications, in the order of the changes.
 *
 * <p>Calls of the application and native events change state on different threads, each under the object's lock. They add
 * here under that same lock, and one thread at a time, the event thread as long as the engine runs, carries it out
 * without any lock. So notifications come in the order of the changes, and no lock is held across the native border.
 */
final class Outbox {
    private final EngineCore core;
    private final ArrayDeque<Runnable> actions = new ArrayDeque<>();
    private boolean draining;

    Outbox(EngineCore core) {
        this.core = core;
    }

    /** Call with the lock of the object held. */
    synchronized void add(Runnable action) {
        actions.add(action);
    }

    /** Call without a lock. Carries out on the event thread; when the engine is not running, here. */
    void send() {
        if (core.onEventThread() || !core.execute(this::flush)) {
            flush();
        }
    }

    private void flush() {
        for (Runnable action = begin(); action != null; action = next()) {
            try {
                action.run();
            } catch (RuntimeException | Error e) {
                release();
                throw e;
            }
        }
    }

    private synchronized @Nullable Runnable begin() {
        if (draining || actions.isEmpty()) {
            return null;
        }
        draining = true;
        return actions.poll();
    }

    private synchronized @Nullable Runnable next() {
        Runnable action = actions.poll();
        draining = action != null;
        return action;
    }

    private synchronized void release() {
        draining = false;
    }
}
