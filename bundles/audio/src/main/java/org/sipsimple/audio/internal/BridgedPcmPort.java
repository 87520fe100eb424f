/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio.internal;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

import org.sipsimple.api.audio.AudioPortNotification;
import org.sipsimple.api.audio.PcmAudioPort;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.PcmPort;
import org.sipsimple.api.sip.SipCoreException;

/** Owns a PCM port of the core; close() frees it. Sound passes through without being touched. */
final class BridgedPcmPort implements PcmAudioPort, WiredPort {
    private final Wiring wiring;
    private final Desk desk;
    private final PcmPort port;

    BridgedPcmPort(Wiring wiring, Desk desk, PcmPort port) {
        this.wiring = wiring;
        this.desk = desk;
        this.port = port;
    }

    @Override
    public void start() throws SipCoreException {
        port.start();
        moved(Optional.empty(), slot());
    }

    @Override
    public void stop() {
        Optional<Integer> old = slot();
        port.stop();
        moved(old, Optional.empty());
    }

    private void moved(Optional<Integer> old, Optional<Integer> current) {
        if (!old.equals(current)) {
            wiring.moved(this);
            desk.post(new AudioPortNotification.DidChangeSlots(this, desk.now(), old, current, old, current));
        }
    }

    @Override
    public AudioMixer mixer() {
        return port.mixer();
    }

    @Override
    public int sampleRate() {
        return port.sampleRate();
    }

    @Override
    public int capacity() {
        return port.capacity();
    }

    @Override
    public boolean isActive() {
        return port.isActive();
    }

    @Override
    public Optional<Integer> slot() {
        return port.slot();
    }

    @Override
    public int write(ByteBuffer samples) {
        return port.write(samples);
    }

    @Override
    public int read(ByteBuffer samples) {
        return port.read(samples);
    }

    @Override
    public int room() {
        return port.room();
    }

    @Override
    public int available() {
        return port.available();
    }

    @Override
    public boolean awaitRoom(int bytes, Duration timeout) throws InterruptedException {
        return port.awaitRoom(bytes, timeout);
    }

    @Override
    public boolean awaitSamples(int bytes, Duration timeout) throws InterruptedException {
        return port.awaitSamples(bytes, timeout);
    }

    @Override
    public long dropped() {
        return port.dropped();
    }

    @Override
    public long missing() {
        return port.missing();
    }

    @Override
    public void close() {
        stop();
        port.close();
    }

    @Override
    public String toString() {
        return "sound of the application";
    }
}
