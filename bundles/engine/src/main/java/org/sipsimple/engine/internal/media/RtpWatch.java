/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.MediaOp;

/** Notices that a stream receives nothing any more. Thread-safe; waits for nothing. */
final class RtpWatch {

    /** Told on the event thread. */
    @FunctionalInterface
    interface Silence {
        /** @param gotAny whether there ever was a packet */
        void noticed(boolean gotAny);
    }

    private final EngineCore core;
    private final long stream;
    private final Silence silence;

    // guarded by this
    private Duration timeout = Duration.ZERO;
    private boolean receiving;
    private boolean paused;
    private long counted;
    private @Nullable Scheduled timer;

    RtpWatch(EngineCore core, long stream, Silence silence) {
        this.core = core;
        this.stream = stream;
        this.silence = silence;
    }

    /** @param limit of one look at the count; zero for never */
    synchronized void start(Duration limit, boolean receives) {
        receiving = receives;
        paused = !receives;
        if (!limit.isZero() && !limit.isNegative()) {
            timeout = limit;
            timer = core.scheduler().schedule(timeout, this::ask);
        }
    }

    /** A stretch of time in which nothing should have come, even in part, says nothing. */
    synchronized void setReceiving(boolean receives) {
        receiving = receives;
        paused = true;
    }

    synchronized void stop() {
        if (timer != null) {
            timer.cancel();
        }
        timer = null;
    }

    private void ask() {
        core.post("count RTP", MediaOp.STREAM_WATCH, stream, new FieldWriter());
    }

    /** The answer to {@link MediaOp#STREAM_WATCH}. */
    void counted(long received) {
        boolean silent;
        synchronized (this) {
            if (timer == null) {
                return;
            }
            silent = received <= counted && !paused;
            counted = received;
            paused = !receiving;
            timer = core.scheduler().schedule(timeout, this::ask);
        }
        if (silent) {
            silence.noticed(received > 0);
        }
    }
}
