/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.core;

import java.util.List;
import java.util.Optional;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;

/**
 * What the objects of the engine need of it: commands to the native worker, its events, the event thread. Thread-safe;
 * no method but {@link #call} waits for anything.
 *
 * <p>An object that lives on the native side takes an id, registers its handler and posts the command that makes it:
 *
 * <pre>{@code
 * long id = core.nextId();
 * core.register(id, this);
 * core.post("call bob", Op.INVITE, id, new FieldWriter()...);
 * }</pre>
 *
 * Events for ids that nobody registered (any more) are dropped, so an object may go at any time.
 */
public interface EngineCore {

    /** A positive id that has never been used before in this JVM, restarts of the engine included. */
    long nextId();

    /** Routes the events of one object to its handler until {@link #unregister}, or the engine stops. */
    void register(long id, NativeEventHandler handler);

    /** Drops what still comes for the id. */
    void unregister(long id);

    /** The handler that an id is registered for. */
    Optional<NativeEventHandler> handler(long id);

    /**
     * Routes all events of one type to a handler, for the life of the engine and beyond restarts. Types without one go
     * by their id.
     */
    void handleType(int type, NativeTypeHandler handler);

    /**
     * Hands a command to the native worker. Whatever goes wrong, now or there, comes as a {@code COMMAND_FAILED} event
     * to the handler of {@code id}; while the engine is not running the command is dropped, as {@link
     * NativeEventHandler#engineStopped} has told or tells all that there is to tell.
     *
     * @param operation what is asked, for logs: {@code "answer call 12"}
     */
    void post(String operation, int op, long id, FieldWriter args);

    /**
     * Runs a command on the native worker and waits for its answer, some tens of microseconds. Not on the event thread.
     *
     * @param operation what is asked, as the start of the exception's message: {@code "open /tmp/a.wav"}
     * @return the fields of the answer
     * @throws SipCoreException when it fails, or the engine is not running
     */
    FieldReader call(String operation, int op, long id, FieldWriter args) throws SipCoreException;

    /**
     * Runs a task on the event thread, after what is queued there.
     *
     * @return false if the engine is not running, and then the task will not run
     */
    boolean execute(Runnable task);

    /** Whether the caller is the event thread. */
    boolean onEventThread();

    boolean isRunning();

    /** The options in force. */
    EngineOptions options();

    /** The literals that each transport listens at, one for each family of addresses; those of the last start. */
    List<String> addresses();

    /** Runs a hook on the event thread each time the engine has stopped, after {@link NativeEventHandler#engineStopped}. */
    Observation onStop(Runnable hook);

    NotificationCenter notifications();

    Scheduler scheduler();
}
