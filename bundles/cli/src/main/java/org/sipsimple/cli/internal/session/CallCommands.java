/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

import org.sipsimple.api.audio.Dtmf;
import org.sipsimple.api.audio.Recordable;
import org.sipsimple.api.session.ConferenceHandler;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.stream.FileExchange;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.TextExchange;

/** What is done with the active session. Event loop only. */
final class CallCommands {
    /** RFC 4733 keys need time to be sent. */
    private static final Duration KEY_TIME = Duration.ofMillis(200);

    private final Common common;
    private final Talks talks;
    private final Dialler dialler;

    CallCommands(Common common, Talks talks, Dialler dialler) {
        this.common = common;
        this.talks = talks;
        this.dialler = dialler;
    }

    void addTo(Map<CommandName, Command> commands) {
        commands.put(CommandName.HANGUP, this::hangUp);
        commands.put(CommandName.DTMF, this::dtmf);
        commands.put(CommandName.RECORD, this::record);
        commands.put(CommandName.HOLD, this::hold);
        commands.put(CommandName.ADD, this::add);
        commands.put(CommandName.REMOVE, this::remove);
        commands.put(
                CommandName.ADD_PARTICIPANT,
                argument -> participant(CommandName.ADD_PARTICIPANT, argument, ConferenceHandler::addParticipant));
        commands.put(
                CommandName.REMOVE_PARTICIPANT,
                argument ->
                        participant(CommandName.REMOVE_PARTICIPANT, argument, ConferenceHandler::removeParticipant));
        commands.put(CommandName.TRANSFER, this::transfer);
    }

    private Talk active() throws Refused {
        return talks.active().orElseThrow(() -> new Refused("There is no active session"));
    }

    private <T> T power(Talk talk, Class<T> facet, String what) throws Refused {
        return talk.power(facet).orElseThrow(() -> new Refused("The active session has no " + what));
    }

    /** Sends text to the active session, or to the one that is being called. */
    void say(String text) throws Refused {
        Optional<Talk> listener = talks.active().or(talks::dialled);
        Talk talk = listener.orElseThrow(() -> new Refused("No active chat session; /help lists the commands"));
        TextExchange exchange = talk.power(TextExchange.class)
                .orElseThrow(() -> new Refused("The active session has no chat; /add chat adds it"));
        common.pending().follow(talk, "The text was not delivered", exchange.sendText(text), () -> common.output()
                .note("delivered", talk, "text", text));
    }

    private void hangUp(String argument) throws Refused {
        if (!argument.isEmpty()) {
            throw Command.wrong(CommandName.HANGUP);
        }
        Talk talk = talks.active().or(talks::dialled).orElseThrow(() -> new Refused("There is no session to hang up"));
        common.output()
                .tell(
                        "ending",
                        talk,
                        talks.active().isPresent() ? "Ending SIP session..." : "Cancelling SIP session...");
        common.pending().await(talk.end());
        talk.hangUp();
    }

    private void dtmf(String argument) throws Refused {
        String keys = argument.replace(" ", "").toUpperCase(Locale.ROOT);
        if (!keys.matches("[0-9A-D*#]+")) {
            throw Command.wrong(CommandName.DTMF);
        }
        Talk talk = active();
        Dtmf dtmf = power(talk, Dtmf.class, "audio");
        CompletableFuture<Void> sent = new CompletableFuture<>();
        common.pending().follow(talk, "Cannot send DTMF", sent, () -> common.output()
                .tell("dtmf_sent", talk, "Sent DTMF " + keys, "digits", keys));
        sendKey(talk, dtmf, keys, 0, sent);
    }

    private void sendKey(Talk talk, Dtmf dtmf, String keys, int next, CompletableFuture<Void> sent) {
        if (next == keys.length()) {
            sent.complete(null);
        } else if (talk.isOver()) {
            sent.completeExceptionally(new SipCoreException("send keys", "the session is over"));
        } else {
            try {
                dtmf.sendDtmf(keys.charAt(next));
                common.loop().after(KEY_TIME, () -> sendKey(talk, dtmf, keys, next + 1, sent));
            } catch (SipCoreException e) {
                sent.completeExceptionally(e);
            }
        }
    }

    private void record(String argument) throws Refused {
        Talk talk = active();
        Recordable recordable = power(talk, Recordable.class, "audio");
        boolean now = recordable.recordingFile().isPresent();
        boolean wanted = Command.onOff(CommandName.RECORD, argument, now);
        if (wanted == now) {
            throw new Refused(now ? "It is being recorded already" : "Nothing is being recorded");
        }
        try {
            if (wanted) {
                recordable.startRecording();
            } else {
                recordable.stopRecording();
            }
        } catch (SipCoreException e) {
            throw new Refused("Cannot record: " + e.getMessage());
        }
    }

    private void hold(String argument) throws Refused {
        Talk talk = active();
        Session session = talk.session();
        boolean held = session.streams().stream().anyMatch(MediaStream::onHoldByLocal);
        boolean wanted = Command.onOff(CommandName.HOLD, argument, held);
        common.pending().follow(talk, "Cannot change hold", wanted ? session.hold() : session.unhold());
    }

    private static Optional<MediaStream> ofType(Talk talk, String type) {
        return talk.session().streams().stream()
                .filter(stream -> stream.type().equals(type))
                .findFirst();
    }

    private void add(String type) throws Refused {
        if (type.isEmpty()) {
            throw Command.wrong(CommandName.ADD);
        }
        Talk talk = active();
        if (ofType(talk, type).isPresent()) {
            throw new Refused("The active session already has a stream of type " + type);
        }
        MediaStream stream = dialler.create(type);
        if (stream.facet(FileExchange.class).isPresent()) {
            throw new Refused("A file is added by " + CommandName.SEND.usage());
        }
        talk.watch().begin(List.of(stream));
        common.output().tell("proposing", talk, "Proposing " + type + " to '" + talk.peer() + "'...");
        common.pending().follow(talk, "Cannot add " + type, talk.session().addStream(stream));
    }

    private void remove(String type) throws Refused {
        if (type.isEmpty()) {
            throw Command.wrong(CommandName.REMOVE);
        }
        Talk talk = active();
        MediaStream stream = ofType(talk, type)
                .orElseThrow(() -> new Refused("The active session does not have a stream of type " + type));
        common.pending().follow(talk, "Cannot remove " + type, talk.session().removeStream(stream));
    }

    private void participant(
            CommandName name, String argument, BiFunction<ConferenceHandler, SipUri, CompletionStage<Void>> action)
            throws Refused {
        if (argument.isEmpty()) {
            throw Command.wrong(name);
        }
        Talk talk = active();
        ConferenceHandler conference = talk.session()
                .conference()
                .orElseThrow(() -> new Refused("The peer of the active session is no conference"));
        SipUri whom = dialler.address(argument);
        boolean adds = name == CommandName.ADD_PARTICIPANT;
        common.pending()
                .follow(
                        talk,
                        "The conference did not " + (adds ? "add " : "remove ") + whom,
                        action.apply(conference, whom),
                        () -> common.output()
                                .tell(
                                        adds ? "participant_added" : "participant_removed",
                                        talk,
                                        "The conference has " + (adds ? "added " : "removed ") + whom,
                                        "participant",
                                        whom.toString()));
    }

    private void transfer(String argument) throws Refused {
        if (argument.isEmpty()) {
            throw Command.wrong(CommandName.TRANSFER);
        }
        Talk talk = active();
        SipUri target = dialler.address(argument);
        common.pending().follow(talk, "Cannot transfer", talk.session().transfer(target));
    }
}
