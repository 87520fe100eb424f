/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.util.function.IntConsumer;

import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.engine.internal.core.NativeEventHandler;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;

/** Waits with somebody who has to answer a request, in case the native side loses its patience first. Event thread only. */
final class PendingRequest implements NativeEventHandler {
    private final EngineCore core;
    private final long request;
    private final IntConsumer expired;

    private PendingRequest(EngineCore core, long request, IntConsumer expired) {
        this.core = core;
        this.request = request;
        this.expired = expired;
    }

    /** @param expired gets the code that the native side answered with */
    static void watch(EngineCore core, long request, IntConsumer expired) {
        core.register(request, new PendingRequest(core, request, expired));
    }

    @Override
    public void onEvent(int type, int code, FieldReader payload) {
        if (type == Event.REQUEST_EXPIRED) {
            core.unregister(request);
            expired.accept(code);
        }
    }

    @Override
    public void engineStopped() {
        // the dialog hears of it too
    }
}
