/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.engine.internal.core.EngineCore;

/** One mixer that many ask for: the first makes it, the others wait for that. Thread-safe. */
final class LazyMixer {
    private final EngineCore core;

    // guarded by this; a future, so that the lock is not held while the first caller makes the mixer
    private @Nullable CompletableFuture<AudioMixer> current;
    private AudioMixerOptions options = AudioMixerOptions.SILENT;

    LazyMixer(EngineCore core) {
        this.core = core;
        core.onStop(() -> forget(null));
    }

    synchronized void configure(AudioMixerOptions chosen) {
        options = chosen;
    }

    AudioMixer get() throws SipCoreException {
        CompletableFuture<AudioMixer> mine = new CompletableFuture<>();
        CompletableFuture<AudioMixer> others;
        AudioMixerOptions chosen;
        synchronized (this) {
            others = current;
            chosen = options;
            if (others == null) {
                current = mine;
            }
        }
        return others == null ? make(mine, chosen) : await(others);
    }

    private AudioMixer make(CompletableFuture<AudioMixer> mine, AudioMixerOptions chosen) throws SipCoreException {
        try {
            AudioMixer mixer = new NativeMixer(core, chosen);
            mine.complete(mixer);
            return mixer;
        } catch (SipCoreException | RuntimeException e) {
            forget(mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static AudioMixer await(CompletableFuture<AudioMixer> others) throws SipCoreException {
        try {
            return others.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SipCoreException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private synchronized void forget(@Nullable CompletableFuture<AudioMixer> only) {
        if (only == null || current == only) {
            current = null;
        }
    }
}
