/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.media.MixerPort;

/** What has a slot of a {@link FakeAudioMixer} from its start to its stop. For one thread only. */
abstract class FakePort implements MixerPort {
    private final FakeAudioMixer mixer;
    private @Nullable Integer slot;

    FakePort(FakeAudioMixer mixer) {
        this.mixer = mixer;
    }

    @Override
    public final FakeAudioMixer mixer() {
        return mixer;
    }

    @Override
    public final void start() {
        if (slot != null) {
            throw new AssertionError("the port has slot " + slot);
        }
        slot = mixer.take();
    }

    @Override
    public final void stop() {
        if (slot != null) {
            mixer.free(slot);
        }
        slot = null;
    }

    @Override
    public final boolean isActive() {
        return slot != null;
    }

    @Override
    public final Optional<Integer> slot() {
        return Optional.ofNullable(slot);
    }

    @Override
    public final void close() {
        stop();
    }
}
