/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * Whether someone uses a service or device (RFC 4480 section 3.13).
 *
 * @param id null when not given
 * @param state active or idle
 * @param lastInput when a person last did something; null when not given
 * @param idleThreshold seconds without input after which the state is idle; null when not given
 */
public record UserInput(
        @Nullable String id, State state, @Nullable OffsetDateTime lastInput, @Nullable Long idleThreshold)
        implements Extension {
    public UserInput {
        Check.present(state, "user-input");
        Check.notNegative(idleThreshold, "idle-threshold");
    }

    /** What someone does. */
    public enum State {
        ACTIVE,
        IDLE
    }

    /** A state and nothing else. */
    public static UserInput of(State state) {
        return new UserInput(null, state, null, null);
    }

    @Override
    public void write(XmlWriter out) {
        out.start(Rpid.NAMESPACE, "user-input")
                .attribute("id", id)
                .attribute("idle-threshold", idleThreshold)
                .attribute("last-input", lastInput)
                .text(state)
                .end();
    }

    public UserInput withId(@Nullable String changed) {
        return new UserInput(changed, state, lastInput, idleThreshold);
    }

    public UserInput withState(State changed) {
        return new UserInput(id, changed, lastInput, idleThreshold);
    }

    public UserInput withLastInput(@Nullable OffsetDateTime changed) {
        return new UserInput(id, state, changed, idleThreshold);
    }

    public UserInput withIdleThreshold(@Nullable Long changed) {
        return new UserInput(id, state, lastInput, changed);
    }
}
