/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.Optional;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.sip.Invitation;

/** Who makes sessions and knows them all. Thread-safe. */
public interface SessionOwner {

    /** Told once, on the session's executor, when it leaves IDLE. */
    void begun(DefaultSession session);

    /** Told once, on the session's executor, when it is over. */
    void over(DefaultSession session);

    /** A further session, in state IDLE. */
    DefaultSession another(Account account);

    /** The session with that dialog. */
    Optional<DefaultSession> find(Invitation invitation);
}
