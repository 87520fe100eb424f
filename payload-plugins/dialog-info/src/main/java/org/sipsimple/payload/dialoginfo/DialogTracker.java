/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.dialoginfo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.UpdateOutcome;

/** The dialogs of one user agent as the documents of one subscription give them. Not thread-safe. */
public final class DialogTracker {
    private final Map<String, Dialog> dialogs = new LinkedHashMap<>();
    private @Nullable Long version;

    /** Takes a document in if its version says that it is due (RFC 4235 section 4.3). */
    public UpdateOutcome update(DialogInfo document) {
        boolean full = document.state() == DialogInfo.State.FULL;
        UpdateOutcome outcome = UpdateOutcome.of(version, document.version(), full);
        if (outcome == UpdateOutcome.APPLIED) {
            version = document.version();
            if (full) {
                dialogs.clear();
            }
            dialogs.values().removeIf(dialog -> dialog.state().value() == DialogState.Value.TERMINATED);
            document.dialogs().forEach(dialog -> dialogs.put(dialog.id(), dialog));
        }
        return outcome;
    }

    /** All dialogs held; one that has ended stays until the next document. */
    public List<Dialog> dialogs() {
        return List.copyOf(dialogs.values());
    }

    /** Forgets everything, for a new subscription. */
    public void reset() {
        dialogs.clear();
        version = null;
    }
}
