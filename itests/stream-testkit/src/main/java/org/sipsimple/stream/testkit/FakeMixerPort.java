/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.media.MixerPort;

/** A slot of a {@link FakeAudioMixer}. For one thread only. */
public final class FakeMixerPort implements MixerPort {
    private final FakeAudioMixer mixer;
    private @Nullable Integer slot;

    FakeMixerPort(FakeAudioMixer mixer) {
        this.mixer = mixer;
    }

    @Override
    public FakeAudioMixer mixer() {
        return mixer;
    }

    @Override
    public void start() {
        if (slot != null) {
            throw new AssertionError("the port has slot " + slot);
        }
        slot = mixer.take();
    }

    @Override
    public void stop() {
        if (slot != null) {
            mixer.free(slot);
        }
        slot = null;
    }

    @Override
    public boolean isActive() {
        return slot != null;
    }

    @Override
    public Optional<Integer> slot() {
        return Optional.ofNullable(slot);
    }

    @Override
    public void close() {
        stop();
    }
}
