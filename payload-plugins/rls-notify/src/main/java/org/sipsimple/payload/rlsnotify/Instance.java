/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rlsnotify;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * The state of one subscription for a resource.
 *
 * @param id unique among the instances of the resource
 * @param state where the subscription stands
 * @param reason why it ended; null when not given
 * @param cid the Content-ID of the part with the state; null when there is none
 * @param extensions what other schemas add
 */
public record Instance(String id, State state, @Nullable String reason, @Nullable String cid, Extensions extensions) {
    public Instance {
        Check.text(id, "instance id");
        Check.present(state, "instance state");
    }

    /** Where a subscription stands. */
    public enum State {
        ACTIVE,
        PENDING,
        TERMINATED
    }

    /** An instance with its state in a part. */
    public static Instance active(String id, String cid) {
        return new Instance(id, State.ACTIVE, null, cid, Extensions.NONE);
    }

    public Instance withId(String changed) {
        return new Instance(changed, state, reason, cid, extensions);
    }

    public Instance withState(State changed) {
        return new Instance(id, changed, reason, cid, extensions);
    }

    public Instance withReason(@Nullable String changed) {
        return new Instance(id, state, changed, cid, extensions);
    }

    public Instance withCid(@Nullable String changed) {
        return new Instance(id, state, reason, changed, extensions);
    }

    public Instance withExtensions(Extensions changed) {
        return new Instance(id, state, reason, cid, changed);
    }
}
