/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.audio.WavePlayer;
import org.sipsimple.api.audio.WavePlayerOptions;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.ConfigurationNotification;
import org.sipsimple.api.configuration.FilePath;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.threading.SerialExecutor;
import org.sipsimple.api.threading.ThreadManager;

/**
 * Plays the WAV files of the settings {@code sounds.audio_inbound} (the account's, else the general one) at the alert
 * device while a call comes in, and {@code sounds.audio_outbound} at the output device while the called party is alerted.
 * Without such a file nothing is played; with {@code audio.silent} incoming calls are silent, also when it is set while
 * it rings. Of several incoming calls the first one is heard. Thread-safe.
 */
public class Ringtones implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Ringtones.class.getName());

    /** Again and again, as the Developer Guide's sample does. */
    private static final WavePlayerOptions RINGING =
            WavePlayerOptions.ONCE.withLoopCount(0).withPauseTime(Duration.ofSeconds(2));

    private final Settings settings;
    private final AudioFactory audio;
    private final SystemAudio places;
    private final SerialExecutor thread;
    private final Observation calls;
    private final Observation changes;

    private final AtomicBoolean closed = new AtomicBoolean();

    // only of the serial executor
    private final Map<Session, FilePath> incoming = new LinkedHashMap<>();
    private final Map<Session, Ring> outgoing = new LinkedHashMap<>();
    private @Nullable Session heard;
    private @Nullable Ring alert;

    private record Ring(WavePlayer player, AudioBridge bridge) {
        void end() {
            player.close();
            if (bridge.contains(player)) {
                bridge.remove(player);
            }
        }
    }

    public Ringtones(
            Settings settings,
            AudioFactory audio,
            SystemAudio places,
            NotificationCenter notifications,
            ThreadManager threads) {
        this.settings = settings;
        this.audio = audio;
        this.places = places;
        this.thread = threads.serial("ringtones");
        calls = notifications.observe(SessionNotification.class, null, thread, this::heard);
        changes = notifications.observe(
                ConfigurationNotification.SettingsObjectDidChange.class,
                settings.general(),
                thread,
                change -> applySilence());
    }

    private void heard(SessionNotification event) {
        Session session = event.sender();
        if (event instanceof SessionNotification.NewIncoming) {
            file(session).ifPresent(file -> incoming.put(session, file));
            alertFirst();
        } else if (event instanceof SessionNotification.GotRingIndication) {
            ringBack(session);
        } else if (event instanceof SessionNotification.WillStart
                || event instanceof SessionNotification.DidFail
                || event instanceof SessionNotification.WillEnd) {
            quiet(session);
        }
    }

    private Optional<FilePath> file(Session session) {
        FilePath own = settings.account(session.account().id())
                .map(account -> account.get(AccountSettings.SOUNDS_AUDIO_INBOUND))
                .orElse(null);
        return Optional.ofNullable(own == null ? settings.general().get(GeneralSettings.SOUNDS_AUDIO_INBOUND) : own);
    }

    /** Rings for the call that waits longest. */
    private void alertFirst() {
        Session first = incoming.keySet().stream().findFirst().orElse(null);
        if (first == null || first.equals(heard)) {
            return;
        }
        heard = first;
        try {
            alert = ring(incoming.get(first), places.alertBridge(), isSilent() ? 0 : 100);
        } catch (SipCoreException failure) {
            LOG.log(Level.WARNING, "no ringtone: " + failure.getMessage());
        }
    }

    private void ringBack(Session session) {
        FilePath file = settings.general().get(GeneralSettings.SOUNDS_AUDIO_OUTBOUND);
        if (file == null || outgoing.containsKey(session)) {
            return;
        }
        try {
            outgoing.put(session, ring(file, places.voiceBridge(), 100));
        } catch (SipCoreException failure) {
            LOG.log(Level.WARNING, "no ringing tone: " + failure.getMessage());
        }
    }

    private Ring ring(FilePath file, AudioBridge bridge, int volume) throws SipCoreException {
        WavePlayer player = audio.createWavePlayer(bridge.mixer(), file.normalized(), RINGING.withVolume(volume));
        bridge.add(player);
        player.start();
        return new Ring(player, bridge);
    }

    private boolean isSilent() {
        return Boolean.TRUE.equals(settings.general().get(GeneralSettings.AUDIO_SILENT));
    }

    private void applySilence() {
        if (alert != null) {
            try {
                alert.player().setVolume(isSilent() ? 0 : 100);
            } catch (SipCoreException ended) {
                LOG.log(Level.DEBUG, () -> "the ringtone has ended: " + ended.getMessage());
            }
        }
    }

    private void quiet(Session session) {
        Ring back = outgoing.remove(session);
        if (back != null) {
            back.end();
        }
        incoming.remove(session);
        if (session.equals(heard)) {
            heard = null;
            if (alert != null) {
                alert.end();
                alert = null;
            }
            alertFirst();
        }
    }

    /** Stops what rings. Idempotent. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        calls.close();
        changes.close();
        thread.execute(() -> {
            incoming.clear();
            outgoing.values().forEach(Ring::end);
            outgoing.clear();
            if (alert != null) {
                alert.end();
                alert = null;
            }
        });
    }
}
