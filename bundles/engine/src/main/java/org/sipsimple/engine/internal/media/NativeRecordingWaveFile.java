/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.RecordingWaveFile;
import org.sipsimple.api.media.RecordingWaveFileNotification;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.engine.internal.core.NativeEventHandler;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.MediaEvent;
import org.sipsimple.pjsip.MediaOp;

/** Owns a native recorder from {@link #start} to {@link #stop} or the end of the engine. */
final class NativeRecordingWaveFile implements RecordingWaveFile, NativeEventHandler {
    private static final Logger LOG = System.getLogger(NativeRecordingWaveFile.class.getName());

    /** A tick of the mixer and a write of some kilobytes take milliseconds; a disk that hangs must not hang callers. */
    private static final long CLOSE_SECONDS = 10;

    private enum Life {
        NEW,
        ACTIVE,
        STOPPED
    }

    private final EngineCore core;
    private final NativeMixer mixer;
    private final Path file;
    private final long id;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    // guarded by this, never while a command runs
    private Life life = Life.NEW;
    private @Nullable Integer slot;
    private boolean failed;

    NativeRecordingWaveFile(EngineCore core, NativeMixer mixer, Path file) {
        this.core = core;
        this.mixer = mixer;
        this.file = file;
        this.id = core.nextId();
    }

    @Override
    public AudioMixer mixer() {
        return mixer;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public void start() throws SipCoreException {
        String operation = "record " + file;
        synchronized (this) {
            if (life != Life.NEW) {
                throw new SipCoreException(operation, "it was started before");
            }
            life = Life.ACTIVE;
        }
        core.register(id, this);
        try {
            activate(core.call(
                            operation,
                            MediaOp.RECORDER_START,
                            id,
                            new FieldWriter().putLong(mixer.id()).putText(file.toString()))
                    .readInt());
        } catch (SipCoreException | RuntimeException e) {
            core.unregister(id);
            synchronized (this) {
                life = Life.NEW;
            }
            throw e;
        }
    }

    private synchronized void activate(int given) {
        if (life == Life.ACTIVE) {
            slot = given;
        }
    }

    private synchronized boolean end() {
        boolean was = life == Life.ACTIVE;
        if (was) {
            life = Life.STOPPED;
        }
        slot = null;
        return was;
    }

    @Override
    public void stop() {
        if (end()) {
            core.post("stop recording", MediaOp.RECORDER_STOP, id, new FieldWriter());
            if (!core.isRunning()) {
                return; // the end of the engine has closed the file
            }
        }
        if (!core.onEventThread() && wasStarted()) {
            awaitClosed();
        }
    }

    private synchronized boolean wasStarted() {
        return life == Life.STOPPED;
    }

    private void awaitClosed() {
        try {
            closed.get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is completed all the same
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(Level.WARNING, file + " is still being completed", e);
        }
    }

    @Override
    public synchronized boolean isActive() {
        return life == Life.ACTIVE;
    }

    @Override
    public synchronized Optional<Integer> slot() {
        return Optional.ofNullable(slot);
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public void onEvent(int type, int code, FieldReader payload) {
        if (type == MediaEvent.RECORDER_FAILED) {
            report(payload.readText());
        } else if (type == MediaEvent.RECORDER_CLOSED) {
            String reason = payload.readText();
            if (code != 0) {
                report(reason);
            }
            end();
            core.unregister(id);
            closed.complete(null);
        }
    }

    private void report(String reason) {
        synchronized (this) {
            if (failed) {
                return;
            }
            failed = true;
        }
        core.notifications()
                .post(new RecordingWaveFileNotification.DidFail(
                        this, core.scheduler().now(), "record " + file + ": " + reason));
    }

    @Override
    public void engineStopped() {
        end();
        closed.complete(null);
    }
}
