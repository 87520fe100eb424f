/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.dialoginfo;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;

/**
 * Where a dialog stands and what brought it there.
 *
 * @param value the state
 * @param event null when not given
 * @param code the response that made the change, 100 to 699; null when not given
 */
public record DialogState(Value value, @Nullable Event event, @Nullable Long code) {
    public DialogState {
        Check.present(value, "state");
        Check.that(code == null || code >= 100 && code < 700, "code is no response code");
    }

    /** The states of RFC 4235 section 3.7.1. */
    public enum Value {
        TRYING,
        PROCEEDING,
        EARLY,
        CONFIRMED,
        TERMINATED
    }

    /** What ends a dialog. */
    public enum Event {
        CANCELLED,
        REJECTED,
        REPLACED,
        LOCAL_BYE,
        REMOTE_BYE,
        ERROR,
        TIMEOUT
    }

    /** A state and nothing else. */
    public static DialogState of(Value value) {
        return new DialogState(value, null, null);
    }

    public DialogState withValue(Value changed) {
        return new DialogState(changed, event, code);
    }

    public DialogState withEvent(@Nullable Event changed) {
        return new DialogState(value, changed, code);
    }

    public DialogState withCode(@Nullable Long changed) {
        return new DialogState(value, event, changed);
    }
}
