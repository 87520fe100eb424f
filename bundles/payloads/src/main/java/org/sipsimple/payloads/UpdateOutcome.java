/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads;

import org.jspecify.annotations.Nullable;

/**
 * What became of a numbered update of a state that a NOTIFY carries in parts: watchers (RFC 3858 section 4.1), dialogs
 * (RFC 4235 section 4.3), conferences (RFC 4575 section 4.4).
 */
public enum UpdateOutcome {
    /** The update is the next one, or a full state newer than what is held, and has been taken in. */
    APPLIED,
    /** The update is not newer than what is held and has been left aside. */
    OUTDATED,
    /** Updates are missing before this one: it has been left aside and a full state must be asked for. */
    INCOMPLETE;

    /**
     * Decides by the numbers.
     *
     * @param held the version held; null when nothing is
     * @param arrived the version of the update
     * @param full whether the update is a full state
     */
    public static UpdateOutcome of(@Nullable Long held, long arrived, boolean full) {
        if (held == null) {
            return full ? APPLIED : INCOMPLETE;
        }
        if (arrived <= held) {
            return OUTDATED;
        }
        return full || arrived == held + 1 ? APPLIED : INCOMPLETE;
    }
}
