/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.AudioDevice;
import org.sipsimple.api.audio.AudioPort;
import org.sipsimple.api.audio.AudioPortNotification;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixer.Connection;
import org.sipsimple.api.sip.SipCoreException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AudioBridgeTest {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

    @TempDir
    static Path folder;

    private static RunningAudio sdk;

    private AudioMixer mixer;
    private AudioBridge bridge;

    @BeforeAll
    static void startEngine() {
        sdk = new RunningAudio(folder);
    }

    @AfterAll
    static void stopEngine() {
        sdk.close();
    }

    @BeforeEach
    void makeBridge() {
        mixer = sdk.mixer();
        bridge = sdk.audio.createBridge(mixer);
    }

    @AfterEach
    void closeMixer() {
        mixer.close();
    }

    private SlotPort both() {
        return new SlotPort(sdk, mixer, true, true);
    }

    private static Connection from(SlotPort one, SlotPort other) {
        return new Connection(one.number(), other.number());
    }

    /** For what happens on other threads. */
    private void awaitConnections(Connection... expected) throws InterruptedException {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (!mixer.connectedSlots().containsAll(List.of(expected))
                || mixer.connectedSlots().size() != expected.length) {
            if (System.nanoTime() > end) {
                assertThat(mixer.connectedSlots()).containsExactlyInAnyOrder(expected);
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void everyoneHearsEveryoneElse() {
        SlotPort a = both();
        SlotPort b = both();
        SlotPort speaker = new SlotPort(sdk, mixer, true, false);
        SlotPort listener = new SlotPort(sdk, mixer, false, true);
        bridge.add(a);
        bridge.add(b);
        bridge.add(speaker);
        bridge.add(listener);
        assertThat(mixer.connectedSlots())
                .containsExactlyInAnyOrder(
                        from(a, b),
                        from(b, a),
                        from(speaker, a),
                        from(speaker, b),
                        from(a, listener),
                        from(b, listener),
                        from(speaker, listener));
        bridge.remove(b);
        assertThat(mixer.connectedSlots())
                .containsExactlyInAnyOrder(from(speaker, a), from(a, listener), from(speaker, listener));
        assertThat(bridge.ports()).containsExactlyInAnyOrder(a, speaker, listener);
    }

    @Test
    void isASet() {
        SlotPort a = both();
        SlotPort b = both();
        bridge.add(a);
        bridge.add(b);
        bridge.add(a);
        assertThat(bridge.ports()).containsExactlyInAnyOrder(a, b);
        bridge.remove(a);
        assertThat(bridge.contains(a)).isFalse();
        assertThat(mixer.connectedSlots()).isEmpty();
        assertThatThrownBy(() -> bridge.remove(a)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bridgesInBridgesShareTheirMembers() {
        AudioBridge inner = sdk.audio.createBridge(mixer);
        AudioBridge other = sdk.audio.createBridge(mixer);
        SlotPort a = both();
        SlotPort b = both();
        SlotPort c = both();
        inner.add(a);
        other.add(b);
        bridge.add(c);
        assertThat(mixer.connectedSlots()).isEmpty();
        bridge.add(inner);
        assertThat(mixer.connectedSlots()).containsExactlyInAnyOrder(from(a, c), from(c, a));
        bridge.add(other);
        assertThat(mixer.connectedSlots())
                .containsExactlyInAnyOrder(from(a, b), from(b, a), from(a, c), from(c, a), from(b, c), from(c, b));
        bridge.remove(inner);
        assertThat(mixer.connectedSlots()).containsExactlyInAnyOrder(from(b, c), from(c, b));
        other.close();
        assertThat(mixer.connectedSlots()).isEmpty();
        assertThat(bridge.ports()).containsExactly(c);
    }

    @Test
    void refusesPortsItCannotConnect() {
        AudioBridge inner = sdk.audio.createBridge(mixer);
        bridge.add(inner);
        assertThatThrownBy(() -> inner.add(bridge)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bridge.add(bridge)).isInstanceOf(IllegalArgumentException.class);
        try (AudioMixer foreign = sdk.mixer()) {
            SlotPort elsewhere = new SlotPort(sdk, foreign, true, true);
            assertThatThrownBy(() -> bridge.add(elsewhere)).isInstanceOf(IllegalArgumentException.class);
        }
        bridge.close();
        bridge.close();
        assertThatThrownBy(() -> bridge.add(both())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void followsPortsThatChangeTheirSlots() throws InterruptedException {
        SlotPort a = both();
        SlotPort b = both();
        bridge.add(a);
        bridge.add(b);
        int before = a.number();
        a.move(sdk, sdk.notifications);
        assertThat(a.number()).isNotEqualTo(before);
        awaitConnections(from(a, b), from(b, a));
    }

    @Test
    void leavesConnectionsOfOthersAlone() throws SipCoreException {
        SlotPort a = both();
        SlotPort b = both();
        SlotPort c = both();
        mixer.connectSlots(a.number(), c.number());
        bridge.add(a);
        bridge.add(b);
        bridge.close();
        assertThat(mixer.connectedSlots()).containsExactly(from(a, c));
    }

    @Test
    void aPortInTwoBridgesStaysConnectedWhileOneWantsIt() {
        AudioBridge second = sdk.audio.createBridge(mixer);
        SlotPort a = both();
        SlotPort b = both();
        bridge.add(a);
        bridge.add(b);
        second.add(a);
        second.add(b);
        bridge.close();
        assertThat(mixer.connectedSlots()).containsExactlyInAnyOrder(from(a, b), from(b, a));
        second.close();
        assertThat(mixer.connectedSlots()).isEmpty();
    }

    @Test
    void forgetsMembersThatNobodyElseHolds() throws InterruptedException {
        SlotPort a = both();
        bridge.add(a);
        WeakReference<AudioPort> dropped = addAndDrop();
        assertThat(mixer.connectedSlots()).hasSize(2);
        long end = System.nanoTime() + LIMIT_NANOS;
        while (!dropped.refersTo(null) || !mixer.connectedSlots().isEmpty()) {
            assertThat(System.nanoTime()).as("time to collect a port").isLessThan(end);
            System.gc();
        }
        assertThat(bridge.ports()).containsExactly(a);
    }

    private WeakReference<AudioPort> addAndDrop() {
        SlotPort port = both();
        bridge.add(port);
        return new WeakReference<>(port);
    }

    @Test
    void devicesAreMutedEachWayAndTellSo() throws InterruptedException {
        AudioDevice device = sdk.audio.createDevice(mixer);
        BlockingQueue<AudioPortNotification.DidChangeSlots> changes = new LinkedBlockingQueue<>();
        sdk.notifications.observe(AudioPortNotification.DidChangeSlots.class, device, changes::add);
        SlotPort a = both();
        bridge.add(device);
        bridge.add(a);
        Connection speaks = new Connection(0, a.number());
        Connection hears = new Connection(a.number(), 0);
        assertThat(device.mixer()).isSameAs(mixer);
        assertThat(mixer.connectedSlots()).containsExactlyInAnyOrder(speaks, hears);
        device.setInputMuted(true);
        assertThat(mixer.connectedSlots()).containsExactly(hears);
        AudioPortNotification.DidChangeSlots change = changes.poll(20, TimeUnit.SECONDS);
        assertThat(change.name()).isEqualTo("AudioPortDidChangeSlots");
        assertThat(change.producerSlotChanged()).isTrue();
        assertThat(change.oldProducerSlot()).contains(0);
        assertThat(change.newProducerSlot()).isEmpty();
        assertThat(change.consumerSlotChanged()).isFalse();
        assertThat(change.oldConsumerSlot()).contains(0);
        assertThat(change.newConsumerSlot()).contains(0);
        device.setOutputMuted(true);
        assertThat(device.isInputMuted()).isTrue();
        assertThat(device.isOutputMuted()).isTrue();
        assertThat(mixer.connectedSlots()).isEmpty();
        device.setInputMuted(false);
        device.setInputMuted(false);
        device.setOutputMuted(false);
        assertThat(mixer.connectedSlots()).containsExactlyInAnyOrder(speaks, hears);
        assertThat(changes.poll(20, TimeUnit.SECONDS).consumerSlotChanged()).isTrue();
        assertThat(changes.poll(20, TimeUnit.SECONDS).newProducerSlot()).contains(0);
        assertThat(changes.poll(20, TimeUnit.SECONDS).newConsumerSlot()).contains(0);
    }

    @Test
    void hasSlotsOfItsOwnForThoseWhoConnectByThemselves() throws SipCoreException {
        SlotPort a = both();
        SlotPort outside = both();
        bridge.add(a);
        int out = bridge.producerSlot().orElseThrow();
        int in = bridge.consumerSlot().orElseThrow();
        mixer.connectSlots(out, outside.number());
        mixer.connectSlots(outside.number(), in);
        assertThat(mixer.connectedSlots())
                .containsExactlyInAnyOrder(
                        new Connection(a.number(), out),
                        new Connection(in, a.number()),
                        new Connection(out, outside.number()),
                        new Connection(outside.number(), in));
        assertThat(bridge.ports()).containsExactly(a);
        bridge.close();
        assertThat(mixer.connectedSlots()).isEmpty();
    }

    @Test
    void manyThreadsMayChangeItAtOnce() throws InterruptedException {
        SlotPort a = both();
        SlotPort b = both();
        bridge.add(a);
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            SlotPort own = both();
            threads[i] = new Thread(() -> {
                for (int round = 0; round < 50; round++) {
                    bridge.add(own);
                    bridge.remove(own);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        bridge.add(b);
        awaitConnections(from(a, b), from(b, a));
    }
}
