/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio.internal;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.audio.WavePlayerNotification;
import org.sipsimple.api.media.WaveFile;
import org.sipsimple.api.media.WaveFileNotification;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.threading.Scheduled;

/** One start of a player up to its end: plays, pauses, plays again. Thread-safe. */
final class PlayerRun {
    private final FilePlayer player;
    private final Desk desk;
    private final CompletableFuture<Void> played;

    // guarded by this, never while the core is asked
    private @Nullable Observation observation;
    private @Nullable WaveFile wave;
    private Optional<Integer> slot = Optional.empty();
    private @Nullable Scheduled pause;
    private boolean over;
    private boolean told;
    private int plays;

    PlayerRun(FilePlayer player, Desk desk, CompletableFuture<Void> played) {
        this.player = player;
        this.desk = desk;
        this.played = played;
    }

    void start() throws SipCoreException {
        try {
            WaveFile made = desk.media().createWaveFile(player.mixer(), player.file());
            synchronized (this) {
                wave = made;
            }
            observe(desk.notifications()
                    .observe(WaveFileNotification.DidFinishPlaying.class, made, finished -> finishedOne()));
            if (player.options().initialPlay()) {
                playOnce(made);
            } else {
                pause();
            }
        } catch (SipCoreException failure) {
            fail(failure);
            throw failure;
        }
    }

    /** Closes it at once when the run ended meanwhile. */
    private void observe(Observation made) {
        synchronized (this) {
            if (!over) {
                observation = made;
                return;
            }
        }
        made.close();
    }

    private void playOnce(WaveFile made) throws SipCoreException {
        made.setVolume(player.volume());
        made.start();
        Optional<Integer> given = made.slot();
        boolean first;
        synchronized (this) {
            first = !told;
            told = true;
            plays++;
            slot = over ? Optional.empty() : given;
        }
        if (isOver()) {
            made.stop();
            return;
        }
        player.moved(Optional.empty(), given);
        if (first) {
            player.post(new WavePlayerNotification.DidStart(player, desk.now()));
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    private synchronized Optional<Integer> leaveSlot() {
        Optional<Integer> old = slot;
        slot = Optional.empty();
        return old;
    }

    private void finishedOne() {
        player.moved(leaveSlot(), Optional.empty());
        int loops = player.options().loopCount();
        boolean last;
        synchronized (this) {
            last = loops > 0 && plays >= loops;
        }
        if (last) {
            end();
        } else if (player.options().pauseTime().isZero()) {
            playAgain();
        } else {
            pause();
        }
    }

    private void pause() {
        Scheduled waiting = desk.scheduler()
                .schedule(player.options().pauseTime(), () -> desk.waiting().execute(this::playAgain));
        synchronized (this) {
            if (!over) {
                pause = waiting;
                return;
            }
        }
        waiting.cancel();
    }

    private void playAgain() {
        WaveFile current = current();
        if (current == null) {
            return;
        }
        try {
            playOnce(current);
        } catch (SipCoreException failure) {
            fail(failure);
        }
    }

    private synchronized @Nullable WaveFile current() {
        return over ? null : wave;
    }

    synchronized Optional<Integer> slot() {
        return slot;
    }

    void setVolume(int percent) throws SipCoreException {
        WaveFile current = current();
        if (current != null) {
            current.setVolume(percent);
        }
    }

    /** Ends as if all had been played. */
    void end() {
        if (finish()) {
            player.post(new WavePlayerNotification.DidEnd(player, desk.now()));
            played.complete(null);
        }
    }

    private void fail(SipCoreException failure) {
        if (finish()) {
            player.post(new WavePlayerNotification.DidFail(player, desk.now(), failure));
            played.completeExceptionally(failure);
        }
    }

    /** Frees everything; false when that was done before. */
    private boolean finish() {
        Observation ended;
        WaveFile closing;
        Scheduled waiting;
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
            ended = observation;
            closing = wave;
            waiting = pause;
        }
        if (ended != null) {
            ended.close();
        }
        if (waiting != null) {
            waiting.cancel();
        }
        Optional<Integer> left = leaveSlot();
        if (closing != null) {
            closing.close();
        }
        player.over();
        player.moved(left, Optional.empty());
        return true;
    }
}
