/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio.internal;

import java.lang.ref.WeakReference;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.audio.AudioPort;

/** Stands for one port without keeping it in memory: equal to another seat of the very same port while that lives. */
final class Seat extends WeakReference<AudioPort> {
    private final int hash;

    Seat(AudioPort port) {
        super(port);
        hash = System.identityHashCode(port);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        AudioPort mine = get();
        return mine != null && other instanceof Seat seat && seat.get() == mine;
    }
}
