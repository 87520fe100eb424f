/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio.internal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.audio.WavePlayer;
import org.sipsimple.api.audio.WavePlayerNotification;
import org.sipsimple.api.audio.WavePlayerOptions;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.sip.SipCoreException;

/** A player; all that belongs to one start is in a {@link PlayerRun}. */
final class FilePlayer implements WavePlayer, WiredPort {
    private final Wiring wiring;
    private final Desk desk;
    private final Path file;
    private final WavePlayerOptions options;

    // guarded by this
    private int volume;
    private @Nullable PlayerRun run;

    FilePlayer(Wiring wiring, Desk desk, Path file, WavePlayerOptions options) {
        this.wiring = wiring;
        this.desk = desk;
        this.file = file;
        this.options = options;
        this.volume = options.volume();
    }

    @Override
    public AudioMixer mixer() {
        return wiring.mixer();
    }

    @Override
    public Optional<Integer> producerSlot() {
        PlayerRun current = current();
        return current == null ? Optional.empty() : current.slot();
    }

    @Override
    public Optional<Integer> consumerSlot() {
        return Optional.empty();
    }

    private synchronized @Nullable PlayerRun current() {
        return run;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public WavePlayerOptions options() {
        return options;
    }

    @Override
    public synchronized int volume() {
        return volume;
    }

    @Override
    public void setVolume(int percent) throws SipCoreException {
        WavePlayerOptions checked = options.withVolume(percent);
        PlayerRun current;
        synchronized (this) {
            volume = checked.volume();
            current = run;
        }
        if (current != null) {
            current.setVolume(percent);
        }
    }

    @Override
    public void start() throws SipCoreException {
        begin(new CompletableFuture<>());
    }

    @Override
    public CompletionStage<Void> play() {
        CompletableFuture<Void> played = new CompletableFuture<>();
        try {
            begin(played);
        } catch (SipCoreException | RuntimeException failure) {
            played.completeExceptionally(failure);
        }
        return played;
    }

    private void begin(CompletableFuture<Void> played) throws SipCoreException {
        PlayerRun next = new PlayerRun(this, desk, played);
        synchronized (this) {
            if (run != null) {
                throw new IllegalStateException("it plays already");
            }
            run = next;
        }
        desk.active().add(this, this::stop);
        next.start();
    }

    /** The run has another slot, or none. */
    void moved(Optional<Integer> old, Optional<Integer> current) {
        wiring.moved(this);
        desk.postProducer(this, old, current);
    }

    /** The run is over; another may begin. */
    void over() {
        desk.active().remove(this);
        synchronized (this) {
            run = null;
        }
    }

    void post(WavePlayerNotification notification) {
        desk.post(notification);
    }

    @Override
    public void stop() {
        PlayerRun current = current();
        if (current != null) {
            current.end();
        }
    }

    @Override
    public boolean isActive() {
        return current() != null;
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public String toString() {
        return "player of " + file;
    }
}
