/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.Referral;
import org.sipsimple.api.sip.ReferralNotification;
import org.sipsimple.api.threading.SerialExecutor;

/**
 * Hears what becomes of a REFER of ours and tells it in three words: accepted, any number of times in progress, and once
 * what came of it. Session's executor only.
 */
final class Outcome {

    /** Who wants to know. */
    interface Listener {
        default void accepted() {}

        /** A provisional answer to the one who was referred. */
        void progress(int code, String reason);

        /** The last word; a code below 300 is success. */
        void concluded(int code, String reason);
    }

    private final Listener listener;
    private final Observation observation;
    private boolean concluded;
    private int lastCode;
    private @Nullable String lastReason;

    /** Listens from now on; the REFER is to be sent afterwards. */
    Outcome(Referral referral, NotificationCenter notifications, SerialExecutor executor, Listener listener) {
        this.listener = listener;
        this.observation = notifications.observe(ReferralNotification.class, referral, executor, this::heard);
    }

    private void heard(ReferralNotification event) {
        if (event instanceof ReferralNotification.DidStart) {
            listener.accepted();
        } else if (event instanceof ReferralNotification.GotNotify notify) {
            told(notify.statusCode(), notify.statusReason());
        } else if (event instanceof ReferralNotification.DidFail failed) {
            // a peer that forgets the referral once it has told everything has not failed
            conclude(failed.code() == 0 ? 500 : failed.code(), failed.reason());
        } else if (event instanceof ReferralNotification.DidEnd) {
            boolean told = lastCode >= 200;
            conclude(told ? lastCode : 408, told && lastReason != null ? lastReason : "the outcome was not told");
        }
    }

    private void told(int code, String reason) {
        lastCode = code;
        lastReason = reason;
        if (code >= 200) {
            conclude(code, reason);
        } else if (code >= 100 && !concluded) {
            listener.progress(code, reason);
        }
    }

    private void conclude(int code, String reason) {
        if (!concluded) {
            concluded = true;
            observation.close();
            listener.concluded(code, reason);
        }
    }

    /** Listens no more; nothing is told from now on. */
    void forget() {
        concluded = true;
        observation.close();
    }
}
