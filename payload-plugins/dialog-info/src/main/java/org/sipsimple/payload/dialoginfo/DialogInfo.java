/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.dialoginfo;

import java.util.List;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * The dialogs of a user agent, all or some (RFC 4235 section 4).
 *
 * @param entity the URI whose dialogs these are
 * @param version counts the documents of one subscription
 * @param state whether this is all or what changed
 * @param dialogs in order
 * @param extensions what other schemas add
 */
public record DialogInfo(String entity, long version, State state, List<Dialog> dialogs, Extensions extensions) {
    public DialogInfo {
        Check.text(entity, "dialog-info entity");
        Check.notNegative(version, "version");
        Check.present(state, "state");
        dialogs = List.copyOf(dialogs);
    }

    /** Whether a document says all or what changed. */
    public enum State {
        FULL,
        PARTIAL
    }

    /** All dialogs. */
    public static DialogInfo full(String entity, long version, List<Dialog> dialogs) {
        return new DialogInfo(entity, version, State.FULL, dialogs, Extensions.NONE);
    }

    public DialogInfo withEntity(String changed) {
        return new DialogInfo(changed, version, state, dialogs, extensions);
    }

    public DialogInfo withVersion(long changed) {
        return new DialogInfo(entity, changed, state, dialogs, extensions);
    }

    public DialogInfo withState(State changed) {
        return new DialogInfo(entity, version, changed, dialogs, extensions);
    }

    public DialogInfo withDialogs(List<Dialog> changed) {
        return new DialogInfo(entity, version, state, changed, extensions);
    }

    public DialogInfo withExtensions(Extensions changed) {
        return new DialogInfo(entity, version, state, dialogs, changed);
    }
}
