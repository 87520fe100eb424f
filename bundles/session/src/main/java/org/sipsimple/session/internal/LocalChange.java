/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.time.Duration;
import java.util.Optional;

import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.session.SessionTimers;

/** A change of the session that takes a re-INVITE of ours. Session's executor only. */
interface LocalChange {

    /**
     * Called when its turn has come, and again for each new attempt after a glare.
     *
     * @return false when there is nothing to negotiate any more; then the change has completed itself
     */
    boolean begin();

    /** The lines to offer, from those the session has. */
    MediaLines lines(MediaLines current);

    /** Our new Contact, when it changes with it. */
    default Optional<ContactHeader> contact() {
        return Optional.empty();
    }

    /** How long the peer may take to answer. */
    Duration limit(SessionTimers timers);

    /**
     * The peer agreed, and the session's running streams have been brought in line with it.
     *
     * @param offered the lines as they were offered
     * @param whenDone to be run once the change is complete
     */
    void agreed(Agreement agreement, MediaLines offered, Runnable whenDone);

    /** The peer refused for good, or the change failed here. */
    void refused(Ending why);

    /** The session ends before the change could be made. */
    void abandon(SessionFailedException cause);
}
