/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.media.AudioMixers;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.engine.internal.core.EngineCore;

/** Makes the mixer of calls when it is first asked for, and anew after each restart of the engine. Thread-safe. */
public final class EngineMixers implements AudioMixers {
    private final EngineCore core;

    // guarded by this; a future, so that the lock is not held while the first caller makes the mixer
    private @Nullable CompletableFuture<AudioMixer> voice;
    private AudioMixerOptions options = AudioMixerOptions.SILENT;

    public EngineMixers(EngineCore core) {
        this.core = core;
        core.onStop(() -> forget(null));
    }

    @Override
    public synchronized void configureVoice(AudioMixerOptions voiceOptions) {
        options = voiceOptions;
    }

    @Override
    public AudioMixer voice() throws SipCoreException {
        CompletableFuture<AudioMixer> mine = new CompletableFuture<>();
        CompletableFuture<AudioMixer> others;
        AudioMixerOptions chosen;
        synchronized (this) {
            others = voice;
            chosen = options;
            if (others == null) {
                voice = mine;
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
        if (only == null || voice == only) {
            voice = null;
        }
    }
}
