/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.UpdateOutcome;

/** The state of one conference as the documents of one subscription give it. Not thread-safe. */
public final class ConferenceTracker {
    private @Nullable ConferenceInfo current;

    /**
     * Takes a document in if its version says that it is due (RFC 4575 section 4.4). A document without version is taken
     * as it comes.
     */
    public UpdateOutcome update(ConferenceInfo document) {
        boolean full = document.state() != State.PARTIAL;
        UpdateOutcome outcome = document.version() == null && (full || current != null)
                ? UpdateOutcome.APPLIED
                : UpdateOutcome.of(heldVersion(), document.version() == null ? 0 : document.version(), full);
        if (outcome == UpdateOutcome.APPLIED) {
            current = current == null ? document : current.mergedWith(document);
        }
        return outcome;
    }

    private @Nullable Long heldVersion() {
        if (current == null) {
            return null;
        }
        return current.version() == null ? Long.valueOf(-1) : current.version();
    }

    /** What is known of the conference; empty before the first document and once it is deleted. */
    public Optional<ConferenceInfo> current() {
        return Optional.ofNullable(current).filter(info -> info.state() != State.DELETED);
    }

    /** Forgets everything, for a new subscription. */
    public void reset() {
        current = null;
    }
}
