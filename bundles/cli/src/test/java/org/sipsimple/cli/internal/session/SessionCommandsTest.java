/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.TextExchange;
import org.sipsimple.cli.internal.call.ExitStatus;
import org.sipsimple.cli.internal.call.ToolFailure;
import org.sipsimple.stream.testkit.FakeInvitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.cli.internal.session.ClientFixture.types;
import static org.sipsimple.cli.internal.session.CommandName.ADD;
import static org.sipsimple.cli.internal.session.CommandName.ADD_PARTICIPANT;
import static org.sipsimple.cli.internal.session.CommandName.AUDIO;
import static org.sipsimple.cli.internal.session.CommandName.CALL;
import static org.sipsimple.cli.internal.session.CommandName.CHAT;
import static org.sipsimple.cli.internal.session.CommandName.DTMF;
import static org.sipsimple.cli.internal.session.CommandName.HANGUP;
import static org.sipsimple.cli.internal.session.CommandName.HELP;
import static org.sipsimple.cli.internal.session.CommandName.HOLD;
import static org.sipsimple.cli.internal.session.CommandName.NEXT;
import static org.sipsimple.cli.internal.session.CommandName.PREV;
import static org.sipsimple.cli.internal.session.CommandName.QUIT;
import static org.sipsimple.cli.internal.session.CommandName.RECORD;
import static org.sipsimple.cli.internal.session.CommandName.REMOVE;
import static org.sipsimple.cli.internal.session.CommandName.REMOVE_PARTICIPANT;
import static org.sipsimple.cli.internal.session.CommandName.SEND;
import static org.sipsimple.cli.internal.session.CommandName.SESSIONS;
import static org.sipsimple.cli.internal.session.CommandName.TRANSFER;
import static org.sipsimple.cli.internal.session.CommandName.WAIT;

/** What is typed into {@code sip-session}, and what comes of it. */
class SessionCommandsTest {
    private ClientFixture fixture;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws ToolFailure, ConfigurationException {
        fixture = new ClientFixture();
    }

    private record Received(MediaStream sender, Instant timestamp, String text) implements TextExchange.Received {
        @Override
        public String name() {
            return "ChatStreamGotMessage";
        }
    }

    // --- calling

    @Test
    void callsWithAudioAndChat() {
        assertThat(fixture.type(CALL, "bob"))
                .isEqualTo("Initiating SIP session with audio/chat to 'sip:bob@example.org'...\n");
        assertThat(types(fixture.peer().invite().sdp())).containsExactly("audio", "chat");
        fixture.peer().peerRings();
        fixture.peer().peerAnswers(ClientFixture.taking(fixture.peer().invite().sdp()));
        fixture.run();
        assertThat(fixture.said())
                .contains("Ringing...\n", "SIP session with 'sip:bob@example.org' established: audio/chat\n");
    }

    @Test
    void callsWithOneAndPossiblyTheOther() {
        assertOffers(AUDIO, "bob", "audio");
        assertOffers(AUDIO, "bob +chat", "audio", "chat");
        assertOffers(CHAT, "bob", "chat");
        assertOffers(CHAT, "sip:bob@example.org +audio", "chat", "audio");
    }

    private void assertOffers(CommandName name, String arguments, String... offered) {
        fixture.type(name, arguments);
        assertThat(types(fixture.peer().invite().sdp())).containsExactly(offered);
        assertThat(fixture.peer().invite().requestUri()).isEqualTo(ClientFixture.BOB);
        fixture.type(HANGUP);
    }

    @Test
    void onlyOneIsCalledAtATime() {
        fixture.type(AUDIO, "bob");
        assertThat(fixture.type(CHAT, "carol"))
                .isEqualTo("Please cancel any outgoing sessions before making any new ones\n");
        assertThat(fixture.type(HANGUP))
                .startsWith("Cancelling SIP session...\n")
                .contains("SIP session cancelled");
        assertThat(fixture.sessions()).isZero();
        assertThat(fixture.client.status()).isEqualTo(ExitStatus.OK);
    }

    @Test
    void whatCannotBeFoundIsOneLine() {
        fixture.lookup.answers();
        assertThat(fixture.type(CALL, "bob"))
                .isEqualTo("Call to sip:bob@example.org failed: DNS lookup error: no such domain\n");
        assertThat(fixture.client.status()).isEqualTo(ExitStatus.UNREACHABLE);
        assertThat(fixture.type(CALL, "bob")).as("and the next may be called").startsWith("Call to");
    }

    @Test
    void aRefusalIsTheStatusOfTheTool() {
        fixture.type(AUDIO, "bob");
        fixture.peer().peerRefuses(486, "Busy Here");
        fixture.run();
        assertThat(fixture.said()).contains("SIP session failed", "486 Busy Here");
        assertThat(fixture.client.status()).isEqualTo(ExitStatus.NEGATIVE_RESPONSE);
    }

    // --- text

    @Test
    void whatIsNoCommandIsTextForTheActiveSession() {
        assertThat(fixture.type("hello")).isEqualTo("No active chat session; /help lists the commands\n");
        fixture.connected(AUDIO);
        assertThat(fixture.type("hello")).isEqualTo("The active session has no chat; /add chat adds it\n");
        fixture.peer().peerEnds();
        fixture.connected(CHAT);
        fixture.type("Grüße, 世界");
        fixture.type("//etc is a folder");
        fixture.type("   ");
        assertThat(fixture.texts).containsExactly("Grüße, 世界", "/etc is a folder");
        assertThat(fixture.told("delivered")).extracting("text").containsExactly("Grüße, 世界", "/etc is a folder");
    }

    @Test
    void textForOneWhoIsBeingCalledWaitsInTheStream() {
        fixture.type(CHAT, "bob");
        fixture.type("are you there?");
        assertThat(fixture.texts).containsExactly("are you there?");
    }

    @Test
    void textThatIsNotDeliveredIsTold() {
        fixture.connected(CHAT);
        fixture.delivery = CompletableFuture.failedFuture(new IOException("413 too long"));
        assertThat(fixture.type("hello")).isEqualTo("The text was not delivered: 413 too long\n");
    }

    @Test
    void textOfThePeerIsShownButDoesNotSteerTheTerminal() {
        fixture.connected(CHAT);
        fixture.posts(new Received(fixture.stream("chat"), Instant.EPOCH, "hello \u001b[2J"));
        assertThat(fixture.said()).endsWith("sip:bob@example.org> hello \uFFFD[2J\n");
        assertThat(fixture.told("message")).extracting("text").containsExactly("hello \u001b[2J");
    }

    // --- files

    @Test
    void sendsAFileInASessionOfItsOwnAndEndsThat() throws IOException {
        Path file = Files.writeString(folder.resolve("my holiday.jpg"), "blue");
        fixture.type(SEND, "bob", file.toString());
        assertThat(types(fixture.peer().invite().sdp())).containsExactly("file-transfer");
        assertThat(fixture.files.get(0).sent).isEqualTo(file);
        fixture.peer().peerAnswers(ClientFixture.taking(fixture.peer().invite().sdp()));
        fixture.client.endInput();
        assertThat(fixture.isDone()).as("the file is under way").isFalse();
        assertThat(fixture.type(SESSIONS)).as("nobody talks there").isEqualTo("There are no connected sessions\n");
        fixture.files.get(0).arrival.complete(file);
        fixture.run();
        assertThat(fixture.said()).contains("File transfer of my holiday.jpg finished", "ended by local party");
        assertThat(fixture.sessions()).isZero();
        assertThat(fixture.isDone()).isTrue();
    }

    @Test
    void sendsAFileInTheActiveSessionAndGoesOn() throws IOException {
        Path file = Files.writeString(folder.resolve("my holiday.jpg"), "blue");
        FakeInvitation bob = fixture.connected(AUDIO);
        fixture.type(SEND, file.toString());
        assertThat(types(bob.lastReinvite())).containsExactly("audio", "file-transfer");
        fixture.agrees(bob);
        fixture.files.get(0).arrival.complete(file);
        fixture.run();
        fixture.agrees(bob);
        assertThat(bob.lastReinvite().media().get(1).isRefused()).isTrue();
        assertThat(fixture.said()).contains("finished", "Removed file-transfer");
        assertThat(fixture.sessions()).isOne();
    }

    @Test
    void aFileThatIsNotTakenKeepsNobodyWaiting() throws IOException {
        fixture.type(SEND, "bob", Files.writeString(folder.resolve("a"), "blue").toString());
        fixture.peer().peerRefuses(603, "Decline");
        fixture.client.endInput();
        assertThat(fixture.isDone()).isTrue();
        assertThat(fixture.type(SEND, "bob", folder.resolve("missing").toString()))
                .startsWith("Failed to read file \"" + folder.resolve("missing"));
    }

    // --- several sessions

    @Test
    void oneSessionIsActiveAndTheOthersAreOnHold() {
        assertThat(fixture.type(SESSIONS)).isEqualTo("There are no connected sessions\n");
        assertThat(fixture.type(NEXT)).isEqualTo("There are no connected sessions\n");
        FakeInvitation bob = fixture.connected(AUDIO);
        assertThat(fixture.type(PREV)).isEqualTo("There is no other connected session\n");
        FakeInvitation carol = fixture.connected(AUDIO);
        assertThat(bob.lastReinvite().direction(0)).isEqualTo(MediaDirection.SENDONLY);
        fixture.agrees(bob);
        assertThat(fixture.type(SESSIONS))
                .contains("(1/2) - audio, on hold\n", "(2/2) - audio, active\n", "Use the /next and /prev commands");
        assertThat(fixture.type(NEXT)).contains("Active SIP session: audio", "(1/2)");
        fixture.agrees(bob);
        assertThat(bob.lastReinvite().direction(0)).isEqualTo(MediaDirection.SENDRECV);
        assertThat(carol.lastReinvite().direction(0)).isEqualTo(MediaDirection.SENDONLY);
        fixture.agrees(carol);
        assertThat(fixture.type(PREV)).contains("(2/2)");
        fixture.agrees(bob);
        fixture.agrees(carol);
        carol.peerEnds();
        fixture.run();
        fixture.agrees(bob);
        assertThat(bob.lastReinvite().direction(0)).as("the next one goes on").isEqualTo(MediaDirection.SENDRECV);
        assertThat(fixture.said()).contains("ended by remote party", "(1/1)");
    }

    // --- in a call

    @Test
    void hangsUpTheActiveSession() {
        assertThat(fixture.type(HANGUP)).isEqualTo("There is no session to hang up\n");
        fixture.connected(AUDIO);
        assertThat(fixture.type(HANGUP)).startsWith("Ending SIP session...\n").contains("ended by local party");
        assertThat(fixture.sessions()).isZero();
    }

    @Test
    void keysAreSentOneAfterTheOther() {
        fixture.connected(AUDIO);
        fixture.type(DTMF, "1 2a#");
        assertThat(fixture.keys).hasToString("1");
        for (int i = 0; i < 4; i++) {
            fixture.pass(Duration.ofMillis(200));
        }
        assertThat(fixture.keys).hasToString("12A#");
        assertThat(fixture.said()).isEqualTo("Sent DTMF 12A#\n");
        assertThat(fixture.type(DTMF, "xyz")).startsWith("Illegal use of /dtmf");
        fixture.posts(new AudioStreamNotification.GotDtmf(fixture.stream("audio"), Instant.EPOCH, '7'));
        assertThat(fixture.said()).endsWith("Got DTMF 7\n");
    }

    @Test
    void recordsAndStops() {
        fixture.connected(AUDIO);
        assertThat(fixture.type(RECORD)).isEqualTo("Recording audio to call.wav\n");
        assertThat(fixture.type(RECORD, "on")).isEqualTo("It is being recorded already\n");
        assertThat(fixture.type(RECORD, "off")).isEqualTo("Stopped recording audio to call.wav\n");
        fixture.peer().peerEnds();
        fixture.connected(CHAT);
        assertThat(fixture.type(RECORD)).isEqualTo("The active session has no audio\n");
    }

    @Test
    void holdsAndGoesOn() {
        FakeInvitation bob = fixture.connected(AUDIO);
        fixture.type(HOLD);
        fixture.agrees(bob);
        assertThat(bob.lastReinvite().direction(0)).isEqualTo(MediaDirection.SENDONLY);
        assertThat(fixture.said()).isEqualTo("Session is put on hold\n");
        fixture.type(HOLD);
        fixture.agrees(bob);
        assertThat(bob.lastReinvite().direction(0)).isEqualTo(MediaDirection.SENDRECV);
        fixture.type(HOLD, "on");
        fixture.agrees(bob);
        fixture.type(HOLD, "off");
        fixture.agrees(bob);
        assertThat(fixture.said()).isEqualTo("Session is taken out of hold\n");
    }

    @Test
    void addsAndRemovesStreams() {
        FakeInvitation bob = fixture.connected(AUDIO);
        assertThat(fixture.type(ADD, "chat")).isEqualTo("Proposing chat to 'sip:bob@example.org'...\n");
        assertThat(types(bob.lastReinvite())).containsExactly("audio", "chat");
        fixture.agrees(bob);
        assertThat(fixture.said()).contains("Proposal accepted\n", "Added chat\n");
        assertThat(fixture.type(ADD, "chat")).isEqualTo("The active session already has a stream of type chat\n");
        assertThat(fixture.type(ADD, "smell"))
                .isEqualTo("There is no stream of type smell; there are: audio, chat, file-transfer, unknown\n");
        assertThat(fixture.type(ADD, "file-transfer")).contains("/send");
        fixture.type(REMOVE, "audio");
        fixture.agrees(bob);
        assertThat(fixture.said()).contains("Removed audio\n");
        assertThat(fixture.type(REMOVE, "audio"))
                .isEqualTo("The active session does not have a stream of type audio\n");
    }

    @Test
    void aRefusedProposalIsTold() {
        FakeInvitation bob = fixture.connected(AUDIO);
        fixture.type(ADD, "chat");
        bob.peerRefusesReinvite(488, "Not Acceptable Here");
        fixture.run();
        assertThat(fixture.said()).contains("Proposal rejected (488 Not Acceptable Here)");
    }

    @Test
    void participantsOfAConferenceComeAndGo() {
        fixture.type(AUDIO, "room");
        FakeInvitation room = fixture.peer();
        room.peerIsAt(ContactHeader.of(SipUri.of("room", "focus.example.org")).withParameter("isfocus", ""));
        room.peerAnswers(ClientFixture.taking(room.invite().sdp()));
        fixture.type(ADD_PARTICIPANT, "carol");
        var referrals = fixture.engine.referrals();
        assertThat(referrals.get(0).options().referTo().uri().user()).isEqualTo("carol");
        referrals.get(0).peerAccepts();
        referrals.get(0).peerNotifies(200, "OK");
        fixture.run();
        assertThat(fixture.said()).endsWith("The conference has added sip:carol@example.org\n");
        fixture.type(REMOVE_PARTICIPANT, "carol");
        fixture.engine.referrals().get(1).peerRefuses(403, "Forbidden");
        fixture.run();
        assertThat(fixture.said()).startsWith("The conference did not remove sip:carol@example.org: 403 Forbidden");
    }

    @Test
    void aPeerThatIsNoConferenceHasNoParticipants() {
        fixture.connected(AUDIO);
        assertThat(fixture.type(ADD_PARTICIPANT, "carol"))
                .isEqualTo("The peer of the active session is no conference\n");
    }

    @Test
    void transfersThePeerToSomebodyElse() {
        FakeInvitation bob = fixture.connected(AUDIO);
        assertThat(fixture.type(TRANSFER, "carol"))
                .isEqualTo("Asking 'sip:bob@example.org' to call 'sip:carol@example.org'...\n");
        bob.lastReferral().peerAccepts();
        bob.lastReferral().peerNotifies(200, "OK");
        fixture.run();
        assertThat(fixture.said()).contains("Transfer accepted\n", "Transfer succeeded\n", "ended by local party");
        assertThat(fixture.sessions()).isZero();
    }

    // --- scripts

    @Test
    void aScriptWaitsForWhatItAskedFor() {
        fixture.connected(CHAT);
        CompletableFuture<Void> slow = new CompletableFuture<>();
        fixture.delivery = slow;
        fixture.type("first");
        fixture.type(WAIT);
        fixture.type("second");
        assertThat(fixture.texts).containsExactly("first");
        slow.complete(null);
        fixture.run();
        assertThat(fixture.texts).containsExactly("first", "second");
        fixture.type(WAIT, "3");
        fixture.type("third");
        fixture.pass(Duration.ofSeconds(2));
        assertThat(fixture.texts).hasSize(2);
        fixture.pass(Duration.ofSeconds(1));
        assertThat(fixture.texts).hasSize(3);
        fixture.type(WAIT, "end");
        fixture.type("nobody is there any more");
        fixture.peer().peerEnds();
        fixture.run();
        assertThat(fixture.texts).hasSize(3);
        assertThat(fixture.said()).contains("No active chat session");
        assertThat(fixture.type(WAIT, "forever")).startsWith("Illegal use of /wait");
    }

    @Test
    void theEndOfTheInputLosesNoLine() {
        fixture.type(CHAT, "bob");
        CompletableFuture<Void> slow = new CompletableFuture<>();
        fixture.delivery = slow;
        fixture.type("hello");
        fixture.client.endInput();
        assertThat(fixture.isDone()).as("not called yet").isFalse();
        fixture.peer().peerAnswers(ClientFixture.taking(fixture.peer().invite().sdp()));
        assertThat(fixture.isDone()).as("not delivered yet").isFalse();
        slow.complete(null);
        assertThat(fixture.isDone()).isTrue();
    }

    @Test
    void quitsAtOnce() {
        fixture.type(CHAT, "bob");
        fixture.type(QUIT);
        assertThat(fixture.isDone()).isTrue();
        fixture.client.hangUp();
        assertThat(fixture.sessions()).isZero();
    }

    @Test
    void theHelpNamesThemAll() {
        String help = fixture.type(HELP);
        for (CommandName name : CommandName.values()) {
            assertThat(help).contains("  " + name.usage() + ": ");
        }
        assertThat(help)
                .contains(
                        "  /audio {user[@domain]} [+chat]: call the specified user using audio and possibly chat\n",
                        "  /hold [on|off]: hold/unhold\n");
    }

    // --- mistakes

    @ParameterizedTest
    @EnumSource(
            value = CommandName.class,
            names = {"CALL", "AUDIO", "CHAT", "NEXT", "TRACE", "RTP", "MUTE", "ECHO", "WAIT", "QUIT", "HELP"})
    void aWrongUseIsOneLineAndChangesNothing(CommandName name) {
        String said = fixture.type(name, "this is wrong, isn't it");
        assertThat(said).isEqualTo("Illegal use of " + name.typed() + ". Usage: " + name.usage() + "\n");
        assertThat(fixture.isDone()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = CommandName.class,
            names = {"DTMF", "RECORD", "HOLD", "ADD", "REMOVE", "ADD_PARTICIPANT", "REMOVE_PARTICIPANT", "TRANSFER"})
    void withoutASessionThereIsNothingToBeDone(CommandName name) {
        assertThat(fixture.type(name, name == DTMF ? "1" : "carol")).isEqualTo("There is no active session\n");
        fixture.connected(CHAT);
        assertThat(fixture.type(name, name == DTMF ? "1" : "a b c")).containsOnlyOnce("\n");
        assertThat(fixture.sessions()).isOne();
    }

    @Test
    void anUnknownCommandIsTold() {
        assertThat(fixture.type("/dance now"))
                .isEqualTo("Unknown command /dance. Type /help for a list of available commands.\n");
        assertThat(fixture.type(SEND)).startsWith("Illegal use of /send");
        assertThat(fixture.type(CALL, "a@b@c"))
                .startsWith("Illegal SIP address: ")
                .containsOnlyOnce("\n");
    }
}
