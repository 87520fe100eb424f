/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.session;

import java.time.Instant;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.sip.SipUri;

/**
 * What becomes of the wishes told to a {@link ConferenceHandler}: any number of progress reports, then exactly one Did or
 * DidNot. Spec: Middleware API, notifications of {@code ConferenceHandler}.
 */
public sealed interface ConferenceNotification extends Notification {

    @Override
    Session sender();

    /** Whom it is about. */
    SipUri participant();

    @Override
    default String name() {
        return "SIPConference" + getClass().getSimpleName();
    }

    /** The focus has added the participant. */
    record DidAddParticipant(Session sender, Instant timestamp, SipUri participant) implements ConferenceNotification {}

    /**
     * The participant was not added.
     *
     * @param code what the focus or the participant answered, 408 when nobody did
     */
    record DidNotAddParticipant(Session sender, Instant timestamp, SipUri participant, int code, String reason)
            implements ConferenceNotification {}

    /** The focus has removed the participant. */
    record DidRemoveParticipant(Session sender, Instant timestamp, SipUri participant)
            implements ConferenceNotification {}

    /**
     * The participant was not removed.
     *
     * @param code what the focus or the participant answered, 408 when nobody did
     */
    record DidNotRemoveParticipant(Session sender, Instant timestamp, SipUri participant, int code, String reason)
            implements ConferenceNotification {}

    /** How far the focus is: what its INVITE to the participant was answered so far. */
    record GotAddParticipantProgress(Session sender, Instant timestamp, SipUri participant, int code, String reason)
            implements ConferenceNotification {}

    /** How far the focus is with the removal. */
    record GotRemoveParticipantProgress(Session sender, Instant timestamp, SipUri participant, int code, String reason)
            implements ConferenceNotification {}
}
