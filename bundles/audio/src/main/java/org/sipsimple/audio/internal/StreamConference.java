/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.AudioConference;
import org.sipsimple.api.audio.AudioDevice;
import org.sipsimple.api.audio.BridgedAudio;
import org.sipsimple.api.stream.MediaStream;

/** A bridge of the streams' bridges; the sound device is in it instead of in each of them. */
final class StreamConference implements AudioConference {
    private final Wiring wiring;
    private final MeshBridge bridge;
    private final AudioDevice device;

    // guarded by this; the mixer is told after the lock is free, so that nobody hears a state in between
    private final Map<MediaStream, MeshBridge> streams = new LinkedHashMap<>();
    private boolean held;
    private boolean closed;

    StreamConference(Wiring wiring, Desk desk, AudioDevice device) {
        this.wiring = wiring;
        this.bridge = new MeshBridge(wiring, desk);
        this.device = device;
        bridge.add(device);
    }

    @Override
    public void add(MediaStream stream) {
        MeshBridge its = bridgeOf(stream);
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the conference is closed");
            }
            if (streams.putIfAbsent(stream, its) != null) {
                return;
            }
            wiring.groups().add(bridge, its);
            wiring.groups().remove(its, device);
        }
        wiring.settle();
    }

    @SuppressWarnings("ReferenceEquality")
    private MeshBridge bridgeOf(MediaStream stream) {
        AudioBridge its = stream.facet(BridgedAudio.class)
                .orElseThrow(() -> new IllegalArgumentException("the stream has no audio to be heard"))
                .bridge();
        if (its.mixer() != bridge.mixer() || !(its instanceof MeshBridge mesh)) {
            throw new IllegalArgumentException("a stream of another mixer cannot be heard here");
        }
        return mesh;
    }

    @Override
    public void remove(MediaStream stream) {
        synchronized (this) {
            MeshBridge its = streams.remove(stream);
            if (its == null) {
                throw new IllegalArgumentException("the stream does not take part");
            }
            release(its);
        }
        wiring.settle();
    }

    private void release(MeshBridge its) {
        wiring.groups().remove(bridge, its);
        if (wiring.groups().isOpen(its)) {
            wiring.groups().add(its, device);
        }
    }

    @Override
    public void hold() {
        synchronized (this) {
            held = true;
            wiring.groups().remove(bridge, device);
        }
        wiring.settle();
    }

    @Override
    public void unhold() {
        synchronized (this) {
            held = false;
            if (!closed) {
                wiring.groups().add(bridge, device);
            }
        }
        wiring.settle();
    }

    @Override
    public synchronized boolean isOnHold() {
        return held;
    }

    @Override
    public AudioBridge bridge() {
        return bridge;
    }

    @Override
    public synchronized List<MediaStream> streams() {
        return List.copyOf(streams.keySet());
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            streams.values().forEach(this::release);
            streams.clear();
        }
        bridge.close();
    }
}
