/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

/**
 * Takes what the native worker reports.
 *
 * <p>Called on the native worker only, the one thread that runs PJSIP: an implementation puts the event on a queue and returns. What
 * it throws is logged and lost.
 */
@FunctionalInterface
public interface EventSink {
    /**
     * One event.
     *
     * @param id the object it is about: an id that Java chose (positive), one that the native side chose for something incoming
     *     (negative), or 0
     * @param type one of the constants of {@link Event}, or one that a media file defines
     * @param code a number whose meaning depends on the type
     * @param payload the fields of the type, to be read with {@link FieldReader}; owned by the callee
     */
    void onEvent(long id, int type, int code, byte[] payload);
}
