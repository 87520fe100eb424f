/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.guide;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountNotification;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.AudioConference;
import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.audio.BridgedAudio;
import org.sipsimple.api.audio.Dtmf;
import org.sipsimple.api.audio.Recordable;
import org.sipsimple.api.audio.RtpInformation;
import org.sipsimple.api.audio.WavePlayer;
import org.sipsimple.api.audio.WavePlayerOptions;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.Password;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SipAddress;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.stream.FileExchange;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.TextExchange;
import org.sipsimple.sdk.SipSimple;

/** What docs/guide.md shows of accounts and calls. */
final class CallRecipes {
    private final SipSimple sip;

    CallRecipes(SipSimple sip) {
        this.sip = sip;
    }

    SettingsObject storedAccount() throws ConfigurationException {
        SettingsObject alice = sip.settings().addAccount(SipAddress.parse("alice@example.com"));
        alice.set(AccountSettings.AUTH_PASSWORD, new Password("her-password"));
        alice.set(AccountSettings.DISPLAY_NAME, "Alice");
        alice.save();
        return alice;
    }

    Account passingAccount() {
        Account robot = sip.accounts()
                .add(new AccountOptions(
                        SipUri.parse("sip:robot@example.com"),
                        "Robot",
                        Credentials.of("robot", "its-password"),
                        null, // the way is found by DNS
                        false)); // does not register
        return robot;
    }

    Observation watchRegistration(Consumer<String> log) {
        Observation registrations = sip.notifications().observe(AccountNotification.class, event -> {
            if (event instanceof AccountNotification.RegistrationDidSucceed done) {
                log.accept(
                        done.sender().id() + " is reached at " + done.contact().value());
            } else if (event instanceof AccountNotification.RegistrationDidFail failed) {
                log.accept(failed.sender().id() + ": " + failed.error() + ", next attempt in "
                        + failed.retryAfter().toSeconds() + " s");
            }
        });
        return registrations;
    }

    CompletionStage<Session> call(Account alice, SipUri bob, Consumer<String> log) {
        CompletionStage<Session> calling = sip.call(alice, bob, "audio", "chat");
        calling.whenComplete((call, failure) -> {
            if (failure == null) {
                log.accept("talking with " + call.remoteIdentity().orElseThrow());
            } else if (failure instanceof SessionFailedException refused) {
                log.accept("refused with " + refused.code() + " because of " + refused.failureReason());
            } else {
                log.accept("no way there: " + failure.getMessage());
            }
        });
        return calling;
    }

    Observation answerCalls() {
        Observation answering = sip.notifications().observe(SessionNotification.NewIncoming.class, incoming -> {
            Session call = incoming.sender();
            if (sip.sessions().sessions().size() > 10) {
                call.reject(486, null);
                return;
            }
            call.sendRingIndication();
            List<MediaStream> wanted = incoming.streams().stream()
                    .filter(stream -> !stream.type().equals("desktop-sharing"))
                    .toList();
            call.accept(wanted);
        });
        return answering;
    }

    Observation takeFilesAndText(Path folder) {
        Observation adding = sip.notifications().observe(SessionNotification.GotProposal.class, proposal -> {
            if (proposal.originator() == Originator.REMOTE) {
                proposal.streams().forEach(stream -> stream.facet(FileExchange.class)
                        .ifPresent(file -> file.receiveInto(folder)));
                proposal.sender().acceptProposal(proposal.streams());
            }
        });
        return adding;
    }

    void voice(Session call, Path recording, Consumer<String> log) throws SipCoreException {
        MediaStream voice = call.streams().get(0);
        voice.facet(Recordable.class).orElseThrow().startRecording(recording);
        voice.facet(Dtmf.class).orElseThrow().sendDtmf('5');

        RtpInformation rtp = voice.facet(RtpInformation.class).orElseThrow();
        log.accept(rtp.codec().orElseThrow() + (rtp.srtpActive() ? ", encrypted" : ", in the clear") + ", "
                + rtp.statistics().lostPackets() + " packets lost");
    }

    Observation keys(Consumer<Character> pressed) {
        Observation keys =
                sip.notifications().observe(AudioStreamNotification.GotDtmf.class, key -> pressed.accept(key.digit()));
        return keys;
    }

    CompletionStage<Void> holdForAMoment(Session call) {
        CompletionStage<Void> done = call.hold().thenCompose(held -> call.unhold());
        return done;
    }

    CompletionStage<Void> announce(MediaStream voice, Path speech) throws SipCoreException {
        AudioBridge bridge = voice.facet(BridgedAudio.class).orElseThrow().bridge();
        WavePlayer announcement =
                sip.audio().createWavePlayer(bridge.mixer(), speech, WavePlayerOptions.ONCE.withVolume(80));
        bridge.add(announcement);
        CompletionStage<Void> played = announcement.play();
        return played;
    }

    AudioConference conference(List<MediaStream> voices) throws SipCoreException {
        AudioConference conference = sip.audio().createConference();
        voices.forEach(conference::add);
        conference.hold(); // this machine's microphone and loudspeaker leave, the others go on
        return conference;
    }

    CompletionStage<Void> addChat(Session call, Account alice) {
        MediaStream chat = sip.streams().find("chat").orElseThrow().create(alice);
        CompletionStage<Void> read = call.addStream(chat)
                .thenCompose(
                        added -> chat.facet(TextExchange.class).orElseThrow().sendText("Hello"));
        return read;
    }

    Observation readTexts(Consumer<String> show) {
        Observation texts = sip.notifications().observe(TextExchange.Received.class, got -> show.accept(got.text()));
        return texts;
    }

    CompletionStage<Path> sendFile(Session call, Account alice, Path file) throws IOException {
        MediaStream transfer = sip.streams().find("file-transfer").orElseThrow().create(alice);
        FileExchange exchange = transfer.facet(FileExchange.class).orElseThrow();
        exchange.send(file);
        call.addStream(transfer);
        CompletionStage<Path> sent = exchange.transferred();
        sent.thenRun(() -> call.removeStream(transfer));
        return sent;
    }

    CompletionStage<Void> transfer(Session call, SipUri carol) {
        CompletionStage<Void> transferred = call.transfer(carol);
        return transferred;
    }

    Observation followTransfers() {
        Observation transfers = sip.notifications()
                .observe(SessionNotification.TransferNewIncoming.class, asked -> asked.sender()
                        .acceptTransfer());
        return transfers;
    }
}
