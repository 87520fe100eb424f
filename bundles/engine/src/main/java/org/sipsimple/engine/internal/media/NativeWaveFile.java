/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.WaveFile;
import org.sipsimple.api.media.WaveFileNotification;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.engine.internal.core.NativeEventHandler;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.MediaEvent;
import org.sipsimple.pjsip.MediaOp;

/** Owns a native player while it plays, another one each time. */
final class NativeWaveFile implements WaveFile {
    private static final Logger LOG = System.getLogger(NativeWaveFile.class.getName());

    private final EngineCore core;
    private final NativeMixer mixer;
    private final Path file;

    // guarded by this, never while a command runs
    private int volume = Volume.UNCHANGED;
    private @Nullable Playing playing;

    NativeWaveFile(EngineCore core, NativeMixer mixer, Path file) {
        this.core = core;
        this.mixer = mixer;
        this.file = file;
    }

    /** One run from start to end. */
    private final class Playing implements NativeEventHandler {
        final long id = core.nextId();
        volatile @Nullable Integer slot;

        @Override
        public void onEvent(int type, int code, FieldReader payload) {
            if (type == MediaEvent.PLAYER_ENDED && finish(this)) {
                core.notifications()
                        .post(new WaveFileNotification.DidFinishPlaying(
                                NativeWaveFile.this, core.scheduler().now()));
            }
        }

        @Override
        public void engineStopped() {
            forget(this);
        }
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
        Playing next = new Playing();
        int percent;
        synchronized (this) {
            if (playing != null) {
                throw new SipCoreException("play " + file, "it is being played");
            }
            playing = next;
            percent = volume;
        }
        core.register(next.id, next);
        try {
            next.slot = core.call(
                            "play " + file,
                            MediaOp.PLAYER_START,
                            next.id,
                            new FieldWriter()
                                    .putLong(mixer.id())
                                    .putText(file.toString())
                                    .putInt(percent))
                    .readInt();
        } catch (SipCoreException | RuntimeException e) {
            core.unregister(next.id);
            forget(next);
            throw e;
        }
        if (current() != next) { // stopped while it started
            core.post("stop playing", MediaOp.PLAYER_STOP, next.id, new FieldWriter());
        }
    }

    private synchronized @Nullable Playing current() {
        return playing;
    }

    private synchronized boolean forget(Playing run) {
        if (playing != run) {
            return false;
        }
        playing = null;
        return true;
    }

    /** False when it was not playing any more. */
    private boolean finish(Playing run) {
        if (!forget(run)) {
            return false;
        }
        core.unregister(run.id);
        core.post("stop playing", MediaOp.PLAYER_STOP, run.id, new FieldWriter());
        return true;
    }

    @Override
    public void stop() {
        Playing run = current();
        if (run != null && !finish(run)) {
            LOG.log(Level.DEBUG, () -> file + " ended by itself");
        }
    }

    @Override
    public boolean isActive() {
        return current() != null;
    }

    @Override
    public Optional<Integer> slot() {
        Playing run = current();
        return run == null ? Optional.empty() : Optional.ofNullable(run.slot);
    }

    @Override
    public synchronized int volume() {
        return volume;
    }

    @Override
    public void setVolume(int percent) throws SipCoreException {
        Volume.require("set volume of " + file, percent);
        Playing run;
        synchronized (this) {
            volume = percent;
            run = playing;
        }
        if (run != null && run.slot != null) {
            core.post("set volume", MediaOp.PLAYER_VOLUME, run.id, new FieldWriter().putInt(percent));
        }
    }

    @Override
    public void close() {
        stop();
    }
}
