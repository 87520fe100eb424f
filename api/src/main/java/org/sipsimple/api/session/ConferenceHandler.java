/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.session;

import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.sip.SipUri;

/**
 * The conference a session takes part in, because its peer is a focus (RFC 4579). As long as the session lasts its state
 * is subscribed to (RFC 4575) and told by {@link SessionNotification.GotConferenceInfo}. Methods may be called from any
 * thread; each outcome is told by the stage and by {@link ConferenceNotification}.
 *
 * <p>Spec: Middleware API, {@code ConferenceHandler}.
 */
@ProviderType
public interface ConferenceHandler {

    /**
     * Asks the focus to invite somebody (RFC 4579 section 5.5). Completes when it has; fails with {@link
     * SessionFailedException} when it could not, and with {@link SessionStateException} when the session is over.
     */
    CompletionStage<Void> addParticipant(SipUri participant);

    /** Asks the focus to let somebody go (RFC 4579 section 5.11); completes and fails like {@link #addParticipant}. */
    CompletionStage<Void> removeParticipant(SipUri participant);
}
