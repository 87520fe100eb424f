/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.SipMessage;

/**
 * Why an invitation changed.
 *
 * @param code status code, 0 when a request is the reason
 * @param message what came over the network, null for local reasons
 */
record Cause(Originator originator, int code, String reason, @Nullable SipMessage message) {

    /** The application asked for it. */
    static Cause request() {
        return new Cause(Originator.LOCAL, 0, "", null);
    }

    /** We answered so, or failed so. */
    static Cause local(int code, String reason) {
        return new Cause(Originator.LOCAL, code, reason, null);
    }

    /** What the native side reports: with a message the peer's doing, without one ours. */
    static Cause of(int code, String reason, @Nullable SipMessage message) {
        if (message == null) {
            return local(code, reason);
        }
        return message.isRequest()
                ? new Cause(Originator.REMOTE, 0, "", message)
                : new Cause(Originator.REMOTE, code, reason, message);
    }
}
