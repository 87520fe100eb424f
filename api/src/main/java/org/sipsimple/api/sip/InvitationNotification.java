/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.sdp.SdpSession;

/** What an {@link Invitation} reports. Spec: SIP Core API, notifications of {@code Invitation}. */
public sealed interface InvitationNotification extends Notification {

    @Override
    Invitation sender();

    /**
     * The state, the sub-state or, while EARLY, the provisional answer changed.
     *
     * <p>The end of our own re-INVITE is CONNECTED and NORMAL with its final code; 491 also when the peer's came first.
     *
     * @param originator who caused it
     * @param code status code of the response, or of a local failure or timeout; 0 when a request caused it
     * @param reason its phrase, empty when {@code code} is 0
     * @param message the request or response that caused it, null for local causes
     */
    record ChangedState(
            Invitation sender,
            Instant timestamp,
            Invitation.State previousState,
            Invitation.SubState previousSubState,
            Invitation.State state,
            Invitation.SubState subState,
            Originator originator,
            int code,
            String reason,
            @Nullable SipMessage message)
            implements InvitationNotification {
        @Override
        public String name() {
            return "SIPInvitationChangedState";
        }
    }

    /**
     * An offer and answer have been negotiated, or could not be. What a caller agrees on while EARLY is provisional and told
     * again, changed or not, with the final answer, before CONNECTED.
     *
     * @param error why not; null on success
     * @param localSdp what we agreed to, null on failure
     * @param remoteSdp what the peer agreed to, null on failure
     */
    record GotSdpUpdate(
            Invitation sender,
            Instant timestamp,
            @Nullable String error,
            @Nullable SdpSession localSdp,
            @Nullable SdpSession remoteSdp)
            implements InvitationNotification {
        @Override
        public String name() {
            return "SIPInvitationGotSDPUpdate";
        }

        public boolean succeeded() {
            return error == null;
        }
    }

    /**
     * A MESSAGE came in the dialog and was answered 200.
     *
     * @param body what it says, null when it says nothing
     */
    record GotMessage(Invitation sender, Instant timestamp, SipHeaders headers, @Nullable SipBody body)
            implements InvitationNotification {
        @Override
        public String name() {
            return "SIPInvitationGotMessage";
        }
    }

    /** A final 2xx we sent was never acknowledged (RFC 3261 13.3.1.4); the dialog is being ended by BYE. */
    record MissingAck(Invitation sender, Instant timestamp) implements InvitationNotification {
        @Override
        public String name() {
            return "SIPInvitationMissingAck";
        }
    }
}
