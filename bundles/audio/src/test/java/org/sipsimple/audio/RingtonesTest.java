/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.AudioPort;
import org.sipsimple.api.audio.WavePlayer;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.FilePath;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SipAddress;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.filebackend.FileBackend;
import org.sipsimple.settings.DefaultSettings;
import org.sipsimple.stream.testkit.FakeAccount;
import org.sipsimple.stream.testkit.SilentSession;
import org.sipsimple.testing.Tones;

import static org.assertj.core.api.Assertions.assertThat;

class RingtonesTest {
    @TempDir
    Path folder;

    private final FakeAccount account = new FakeAccount();
    private final Session first = new SilentSession(account);
    private final Session second = new SilentSession(account);
    private RunningAudio sdk;
    private Settings settings;
    private SettingsObject general;
    private Ringtones ringtones;

    @BeforeEach
    void start() throws Exception {
        sdk = new RunningAudio(folder);
        settings =
                DefaultSettings.open(new FileBackend(folder.resolve("config")), sdk.notifications, Clock.systemUTC());
        general = settings.general();
        ringtones = new Ringtones(settings, sdk.audio, sdk.audio, sdk.notifications, sdk.threads);
    }

    @AfterEach
    void stop() {
        ringtones.close();
        sdk.close();
    }

    private FilePath tone(String name) {
        return new FilePath(Tones.write(folder.resolve(name), 16_000, 440, 0.5).toString());
    }

    private static Optional<WavePlayer> ringing(AudioBridge bridge) {
        return bridge.ports().stream()
                .filter(port -> port instanceof WavePlayer player && player.isActive())
                .map(WavePlayer.class::cast)
                .findFirst();
    }

    private static void await(String what, BooleanSupplier happened) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private void comesIn(Session session) {
        sdk.notifications.post(new SessionNotification.NewIncoming(session, Instant.now(), List.of()));
    }

    @Test
    void incomingCallsRingAtTheAlertDeviceUntilAnswered() throws Exception {
        general.set(GeneralSettings.SOUNDS_AUDIO_INBOUND, tone("in.wav"));
        AudioBridge alerts = sdk.audio.alertBridge();
        comesIn(first);
        await("ringing", () -> ringing(alerts).isPresent());
        WavePlayer tone = ringing(alerts).orElseThrow();
        assertThat(tone.options().loopCount()).as("without end").isZero();
        assertThat(tone.volume()).isEqualTo(100);
        comesIn(second);
        sdk.notifications.post(new SessionNotification.WillStart(first, Instant.now()));
        await("the first tone's end", () -> !tone.isActive());
        await("the second call rings", () -> ringing(alerts).isPresent());
        sdk.notifications.post(new SessionNotification.DidFail(
                second, Instant.now(), Originator.REMOTE, 487, "Cancelled", "cancelled"));
        // a player has ended a moment before it is taken from its bridge
        Set<AudioPort> device = Set.of(sdk.audio.alertDevice());
        await("silence", () -> alerts.ports().equals(device));
    }

    @Test
    void anAccountMayHaveItsOwnTone() throws Exception {
        general.set(GeneralSettings.SOUNDS_AUDIO_INBOUND, tone("general.wav"));
        settings.addAccount(SipAddress.parse(account.id())).set(AccountSettings.SOUNDS_AUDIO_INBOUND, tone("own.wav"));
        AudioBridge alerts = sdk.audio.alertBridge();
        comesIn(first);
        await("ringing", () -> ringing(alerts).isPresent());
        assertThat(ringing(alerts).orElseThrow().file()).hasFileName("own.wav");
    }

    @Test
    void silentMeansSilentAtOnce() throws Exception {
        general.set(GeneralSettings.SOUNDS_AUDIO_INBOUND, tone("in.wav"));
        general.set(GeneralSettings.AUDIO_SILENT, true);
        general.save();
        AudioBridge alerts = sdk.audio.alertBridge();
        comesIn(first);
        await("ringing", () -> ringing(alerts).isPresent());
        WavePlayer tone = ringing(alerts).orElseThrow();
        assertThat(tone.volume()).isZero();
        general.set(GeneralSettings.AUDIO_SILENT, false);
        general.save();
        await("to be heard", () -> tone.volume() == 100);
        general.set(GeneralSettings.AUDIO_SILENT, true);
        general.save();
        await("not to be heard", () -> tone.volume() == 0);
    }

    @Test
    void theCallerHearsItRing() throws Exception {
        general.set(GeneralSettings.SOUNDS_AUDIO_OUTBOUND, tone("out.wav"));
        AudioBridge calls = sdk.audio.voiceBridge();
        sdk.notifications.post(new SessionNotification.GotRingIndication(first, Instant.now()));
        sdk.notifications.post(new SessionNotification.GotRingIndication(first, Instant.now()));
        await("ringing", () -> ringing(calls).isPresent());
        sdk.notifications.post(new SessionNotification.WillStart(first, Instant.now()));
        await("silence", () -> ringing(calls).isEmpty());
    }

    @Test
    void withoutFilesNothingIsPlayed() throws Exception {
        comesIn(first);
        sdk.notifications.post(new SessionNotification.GotRingIndication(second, Instant.now()));
        ringtones.close();
        sdk.threads.stop("ringtones").toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(sdk.audio.alertBridge().ports()).containsExactly(sdk.audio.alertDevice());
        assertThat(sdk.audio.voiceBridge().ports()).containsExactly(sdk.audio.voiceDevice());
    }
}
