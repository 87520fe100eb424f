/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.core;

import org.sipsimple.pjsip.FieldReader;

/** Takes all events of one type, such as those that announce an object. Called on the event thread only; must not wait. */
@FunctionalInterface
public interface NativeTypeHandler {

    /** One event, as in {@link NativeEventHandler#onEvent}, with the id it carries. */
    void onEvent(long id, int code, FieldReader payload);
}
