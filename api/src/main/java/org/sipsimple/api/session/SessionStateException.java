/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.session;

/** An operation that the session's state does not allow. Seed: {@code IllegalStateError}. */
public final class SessionStateException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final Session.State state;

    public SessionStateException(String operation, Session.State state) {
        super(operation + " is not allowed while " + state);
        this.state = state;
    }

    /** The state that did not allow it. */
    public Session.State state() {
        return state;
    }
}
