/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.core;

import org.sipsimple.pjsip.FieldReader;

/** Takes the events of one native object. Called on the event thread only; must not wait. */
@FunctionalInterface
public interface NativeEventHandler {

    /**
     * One event.
     *
     * @param type a constant of {@link org.sipsimple.pjsip.Event}; {@code COMMAND_FAILED} also for commands that could
     *     not even be posted
     * @param code as the type's description says
     * @param payload the fields of the type
     */
    void onEvent(int type, int code, FieldReader payload);

    /** The engine has stopped: the native object is gone, no event will follow and the id has been unregistered. */
    default void engineStopped() {}
}
