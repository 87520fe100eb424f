/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio;

import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.engine.DefaultEngine;
import org.sipsimple.engine.DefaultMedia;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.threading.DefaultThreadManager;

/** The middleware on a real engine, put together by hand as a plain Java program does. */
final class RunningAudio implements AutoCloseable {
    final DefaultThreadManager threads = new DefaultThreadManager();
    final DefaultNotificationCenter notifications =
            new DefaultNotificationCenter(threads.pool("notification"), threads.scheduler());
    final DefaultEngine engine = new DefaultEngine(notifications, threads);
    final DefaultMedia media = new DefaultMedia(engine);
    final DefaultAudio audio = new DefaultAudio(media, media, notifications, threads);

    /** Its own, for files that come and go. */
    final Path folder;

    RunningAudio(Path folder) {
        this.folder = folder;
        start();
    }

    void start() {
        try {
            engine.start(EngineOptions.defaults().withBindAddress("127.0.0.1"))
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    void stop() {
        engine.stop().toCompletableFuture().join();
    }

    /** Without devices, at 16 kHz. */
    AudioMixer mixer() {
        try {
            return media.createAudioMixer(AudioMixerOptions.SILENT);
        } catch (SipCoreException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        audio.close();
        engine.close();
        notifications.close();
        threads.close();
    }
}
