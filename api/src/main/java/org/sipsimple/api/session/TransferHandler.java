/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.session;

import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A call transfer in progress; what happens to it is told by the transfer notifications of {@link SessionNotification}.
 * Thread-safe. Spec: Middleware API, {@code Session.transfer_handler}.
 */
@ProviderType
public interface TransferHandler {

    /** Our part in it: TRANSFEROR sent the REFER, TRANSFEREE received it and calls somebody else. */
    enum Role {
        TRANSFEROR,
        TRANSFEREE
    }

    Role role();

    TransferInfo info();

    /** The call that takes this session's place; there is one for a TRANSFEREE who has accepted. */
    Optional<Session> newSession();
}
