/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.media.AudioMixer;

/** A mixer that only knows what is connected; slot 0 is its device. For one thread only. */
public final class FakeAudioMixer implements AudioMixer {
    private @Nullable String input;
    private @Nullable String output;
    private int echoTail;
    private boolean muted;
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final Set<Integer> used = new LinkedHashSet<>(Set.of(0));
    private int next = 1;

    int take() {
        used.add(next);
        return next++;
    }

    void free(int slot) {
        used.remove(slot);
        connections.removeIf(connection -> connection.source() == slot || connection.destination() == slot);
    }

    /** Whether audio flows from one to the other. */
    public boolean connects(int source, int destination) {
        return connections.contains(new Connection(source, destination));
    }

    @Override
    public void connectSlots(int source, int destination) {
        requireUsed(source);
        requireUsed(destination);
        connections.add(new Connection(source, destination));
    }

    private void requireUsed(int slot) {
        if (!used.contains(slot)) {
            throw new AssertionError("slot " + slot + " is not in use");
        }
    }

    @Override
    public void disconnectSlots(int source, int destination) {
        connections.remove(new Connection(source, destination));
    }

    @Override
    public List<Connection> connectedSlots() {
        return List.copyOf(connections);
    }

    @Override
    public Optional<String> inputDevice() {
        return Optional.ofNullable(input);
    }

    @Override
    public Optional<String> outputDevice() {
        return Optional.ofNullable(output);
    }

    @Override
    public int sampleRate() {
        return 16_000;
    }

    @Override
    public int echoTailMillis() {
        return echoTail;
    }

    @Override
    public int slotCount() {
        return 254;
    }

    @Override
    public int usedSlotCount() {
        return used.size();
    }

    @Override
    public void close() {
        connections.clear();
    }

    @Override
    public int inputVolume() {
        return 100;
    }

    @Override
    public void setInputVolume(int percent) {}

    @Override
    public int outputVolume() {
        return 100;
    }

    @Override
    public void setOutputVolume(int percent) {}

    @Override
    public boolean isMuted() {
        return muted;
    }

    @Override
    public void setMuted(boolean nowMuted) {
        muted = nowMuted;
    }

    @Override
    public void setSoundDevices(@Nullable String inputDevice, @Nullable String outputDevice, int echoTailMillis) {
        input = inputDevice;
        output = outputDevice;
        echoTail = echoTailMillis;
    }
}
