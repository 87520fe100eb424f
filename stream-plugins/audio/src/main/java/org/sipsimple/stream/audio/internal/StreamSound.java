/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.AudioPort;
import org.sipsimple.api.media.ToneGenerator;
import org.sipsimple.api.sip.SipCoreException;

/**
 * The bridge of a stream: the sound device is in it from the beginning, the stream while somebody speaks. Keys as sound
 * go past it, straight to the peer. Thread-safe.
 */
final class StreamSound {
    private final AudioPort stream;
    private final AudioParts parts;
    private final AudioBridge bridge;

    // guarded by this
    private @Nullable ToneGenerator tones;
    private boolean closed;

    StreamSound(AudioPort stream, AudioParts parts) throws SipCoreException {
        this.stream = stream;
        this.parts = parts;
        bridge = parts.audio().createBridge(parts.places().voiceMixer());
        bridge.add(parts.places().voiceDevice());
    }

    AudioBridge bridge() {
        return bridge;
    }

    /** Lets the stream be heard and hear, or not. */
    void connect(boolean connected) {
        if (connected) {
            bridge.add(stream);
        } else if (bridge.contains(stream)) {
            bridge.remove(stream);
        }
    }

    /** Plays the two tones of a key to the peer. */
    void playKey(char digit) throws SipCoreException {
        ToneGenerator generator = generator();
        if (generator != null) {
            generator.playDtmf(digit);
        }
    }

    private @Nullable ToneGenerator generator() throws SipCoreException {
        ToneGenerator current = current();
        if (current != null) {
            return current;
        }
        ToneGenerator made = parts.media().createToneGenerator(bridge.mixer());
        made.start();
        if (!keep(made)) {
            made.close();
            return current();
        }
        Integer from = made.slot().orElse(null);
        Integer to = stream.consumerSlot().orElse(null);
        if (from != null && to != null) {
            bridge.mixer().connectSlots(from, to);
        }
        return made;
    }

    private synchronized @Nullable ToneGenerator current() {
        return tones;
    }

    /** False when there is one already, or the stream has ended. */
    private synchronized boolean keep(ToneGenerator made) {
        if (closed || tones != null) {
            return false;
        }
        tones = made;
        return true;
    }

    void close() {
        ToneGenerator last;
        synchronized (this) {
            closed = true;
            last = tones;
            tones = null;
        }
        if (last != null) {
            last.close();
        }
        bridge.close();
    }
}
