/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.TransferInfo;

/**
 * What a session does beside its procedures: a transfer, and its part in a conference. Changed on the session's executor,
 * read by any thread.
 */
final class Alongside {
    private final SessionCore core;
    private volatile @Nullable Transfer transfer;
    private volatile @Nullable ConferenceClient conference;

    /** The transfer that made this session, null when none did. */
    private volatile @Nullable TransferInfo origin;

    Alongside(SessionCore core) {
        this.core = core;
    }

    Optional<Transfer> transfer() {
        return Optional.ofNullable(transfer);
    }

    Optional<ConferenceClient> conference() {
        return Optional.ofNullable(conference);
    }

    Optional<TransferInfo> transferInfo() {
        Transfer current = transfer;
        return Optional.ofNullable(current == null ? origin : current.info());
    }

    /** Sets or clears the transfer in progress. */
    void setTransfer(@Nullable Transfer next) {
        transfer = next;
    }

    void setOrigin(TransferInfo info) {
        origin = info;
    }

    /** Joins the peer's conference, once the session runs and the peer says that it is a focus. */
    void joinConference() {
        if (conference == null && core.facts.remoteFocus && core.facts.hasStarted()) {
            ConferenceClient client = new ConferenceClient(core);
            conference = client;
            client.subscribe();
        }
    }

    /** The session ends. */
    void abandon(SessionFailedException cause) {
        transfer().ifPresent(current -> current.abandon(cause));
        conference().ifPresent(client -> client.leave(cause));
    }
}
