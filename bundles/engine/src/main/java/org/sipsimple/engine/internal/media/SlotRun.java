/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.engine.internal.core.NativeEventHandler;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;

/**
 * What has a slot of a mixer from a start to a stop, any number of times; each time it is another native object.
 * Thread-safe.
 */
final class SlotRun {
    private static final Logger LOG = System.getLogger(SlotRun.class.getName());

    /** What becomes of the native object; on the event thread. */
    interface Listener {
        /** Something happened to the object of that id. */
        default void happened(long id, int type, int code) {}

        /** The engine has stopped, and the object with it. */
        default void ended() {}
    }

    private final EngineCore core;
    private final String what;
    private final int stopOp;
    private final Listener listener;

    // guarded by this, never while a command runs
    private @Nullable Run current;

    SlotRun(EngineCore core, String what, int stopOp, Listener listener) {
        this.core = core;
        this.what = what;
        this.stopOp = stopOp;
        this.listener = listener;
    }

    SlotRun(EngineCore core, String what, int stopOp) {
        this(core, what, stopOp, new Listener() {});
    }

    private final class Run implements NativeEventHandler {
        final long id = core.nextId();
        volatile @Nullable Integer slot;

        @Override
        public void onEvent(int type, int code, FieldReader payload) {
            if (running() == this) {
                listener.happened(id, type, code);
            } else {
                LOG.log(Level.DEBUG, () -> "an event came after the end of a " + what);
            }
        }

        @Override
        public void engineStopped() {
            if (forget(this)) {
                listener.ended();
            }
        }
    }

    /** @param args of a command that makes the object and answers its slot first */
    void start(int op, FieldWriter args) throws SipCoreException {
        Run next = new Run();
        synchronized (this) {
            if (current != null) {
                throw new SipCoreException("start a " + what, "it is started");
            }
            current = next;
        }
        core.register(next.id, next);
        try {
            next.slot = core.call("start a " + what, op, next.id, args).readInt();
        } catch (SipCoreException | RuntimeException e) {
            core.unregister(next.id);
            forget(next);
            throw e;
        }
        if (running() != next) { // stopped while it started
            core.post("stop a " + what, stopOp, next.id, new FieldWriter());
        }
    }

    /** False when it was not running. */
    boolean stop() {
        Run run = running();
        if (run == null || !forget(run)) {
            return false;
        }
        core.unregister(run.id);
        if (run.slot != null) {
            core.post("stop a " + what, stopOp, run.id, new FieldWriter());
        }
        return true;
    }

    private synchronized @Nullable Run running() {
        return current;
    }

    private synchronized boolean forget(Run run) {
        if (current != run) {
            return false;
        }
        current = null;
        return true;
    }

    boolean isActive() {
        return running() != null;
    }

    Optional<Integer> slot() {
        return Optional.ofNullable(running()).map(run -> run.slot);
    }

    /** The native object, to send it commands; empty unless it has a slot. */
    Optional<Long> id() {
        return Optional.ofNullable(running()).filter(run -> run.slot != null).map(run -> run.id);
    }
}
