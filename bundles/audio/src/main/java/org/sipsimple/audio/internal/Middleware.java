/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio.internal;

import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.AudioConference;
import org.sipsimple.api.audio.AudioDevice;
import org.sipsimple.api.audio.AudioPort;
import org.sipsimple.api.audio.AudioPortNotification;
import org.sipsimple.api.audio.PcmAudioPort;
import org.sipsimple.api.audio.WavePlayer;
import org.sipsimple.api.audio.WavePlayerOptions;
import org.sipsimple.api.audio.WaveRecorder;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixers;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.threading.ThreadManager;

/** Makes the parts and has one {@link Wiring} for each mixer that is in use. Thread-safe. */
public final class Middleware implements AutoCloseable {
    private final AudioMixers mixers;
    private final Desk desk;
    private final List<Observation> observations;
    private final HomeCache voice = new HomeCache();
    private final HomeCache alert = new HomeCache();

    // guarded by this; parts hold their wiring, which holds its mixer
    private final Map<AudioMixer, WeakReference<Wiring>> wirings = new WeakHashMap<>();

    public Middleware(MediaFactory media, AudioMixers mixers, NotificationCenter notifications, ThreadManager threads) {
        this.mixers = mixers;
        this.desk = new Desk(
                media,
                notifications,
                threads.scheduler(),
                threads.blocking(),
                new ActivePorts(),
                Cleaner.create(work -> {
                    Thread thread = new Thread(work, "audio-cleaner");
                    thread.setDaemon(true);
                    return thread;
                }));
        this.observations = List.of(
                notifications.observe(AudioPortNotification.DidChangeSlots.class, this::changed),
                notifications.observe(
                        EngineNotification.DidEnd.class, ended -> desk.active().endAll()));
    }

    private void changed(AudioPortNotification.DidChangeSlots change) {
        AudioPort port = change.sender();
        if (!(port instanceof WiredPort)) {
            Wiring wiring = known(port.mixer());
            if (wiring != null) {
                wiring.moved(port);
            }
        }
    }

    private synchronized @Nullable Wiring known(AudioMixer mixer) {
        WeakReference<Wiring> wiring = wirings.get(mixer);
        return wiring == null ? null : wiring.get();
    }

    private synchronized Wiring wiring(AudioMixer mixer) {
        Wiring wiring = known(mixer);
        if (wiring == null) {
            wiring = new Wiring(mixer, desk);
            wirings.put(mixer, new WeakReference<>(wiring));
        }
        return wiring;
    }

    public AudioDevice createDevice(AudioMixer mixer) {
        return new MixerDevice(wiring(mixer), desk);
    }

    public AudioBridge createBridge(AudioMixer mixer) {
        return new MeshBridge(wiring(mixer), desk);
    }

    public WavePlayer createWavePlayer(AudioMixer mixer, Path file, WavePlayerOptions options) {
        return new FilePlayer(wiring(mixer), desk, file, options);
    }

    public WaveRecorder createWaveRecorder(AudioMixer mixer, Path file) {
        return new FileRecorder(wiring(mixer), desk, file);
    }

    public PcmAudioPort createPcmPort(AudioMixer mixer, int sampleRate, Duration buffer) throws SipCoreException {
        return new BridgedPcmPort(wiring(mixer), desk, desk.media().createPcmPort(mixer, sampleRate, buffer));
    }

    public AudioConference createConference() throws SipCoreException {
        Home home = voice();
        return new StreamConference(wiring(home.mixer()), desk, home.device());
    }

    public Home voice() throws SipCoreException {
        return voice.of(mixers.voice());
    }

    public Home alert() throws SipCoreException {
        return alert.of(mixers.alert());
    }

    /** A mixer with the bridge that its device is always in. */
    public record Home(AudioMixer mixer, AudioBridge bridge, AudioDevice device) {}

    /** The home on the mixer of this run of the engine. */
    private final class HomeCache {
        private volatile @Nullable Home home;

        @SuppressWarnings("ReferenceEquality")
        Home of(AudioMixer mixer) {
            Home current = home;
            if (current != null && current.mixer() == mixer) {
                return current;
            }
            Home made = new Home(mixer, createBridge(mixer), createDevice(mixer));
            synchronized (this) {
                current = home;
                if (current != null && current.mixer() == mixer) {
                    return current;
                }
                home = made;
            }
            made.bridge().add(made.device());
            return made;
        }
    }

    @Override
    public void close() {
        observations.forEach(Observation::close);
        desk.active().endAll();
    }
}
