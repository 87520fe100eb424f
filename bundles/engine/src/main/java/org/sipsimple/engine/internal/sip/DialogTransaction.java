/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.engine.internal.core.EngineCore;

/** One request within a dialog until its final answer or time limit. Event thread only. */
final class DialogTransaction implements Sending {
    private final EngineCore core;
    private final DialogPath path;
    private final String method;
    private final List<SipHeader> headers;
    private final @Nullable SipBody body;
    private final Duration timeout;
    private final ClientTransaction.Listener listener;
    private @Nullable Scheduled limit;
    private boolean over;

    /** @param timeout zero leaves the limit to the transaction */
    DialogTransaction(
            EngineCore core,
            DialogPath path,
            String method,
            List<SipHeader> headers,
            @Nullable SipBody body,
            Duration timeout,
            ClientTransaction.Listener listener) {
        this.core = core;
        this.path = path;
        this.method = method;
        this.headers = headers;
        this.body = body;
        this.timeout = timeout;
        this.listener = listener;
    }

    @Override
    public void send() {
        if (over) {
            return;
        }
        if (!timeout.isZero()) {
            limit = core.scheduler()
                    .schedule(timeout, () -> core.execute(() -> finish(Answer.local(408, Wire.reason(408)))));
        }
        path.send(method, headers, body, this::finish);
    }

    @Override
    public void abandon() {
        over = true;
        cancelLimit();
    }

    private void finish(Answer answer) {
        if (!over) {
            over = true;
            cancelLimit();
            listener.answered(answer);
        }
    }

    private void cancelLimit() {
        if (limit != null) {
            limit.cancel();
        }
    }
}
