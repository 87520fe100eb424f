/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.audio.BridgedAudio;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.session.TransferInfo;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.stream.FileExchange;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.TextExchange;
import org.sipsimple.cli.internal.call.ExitStatus;
import org.sipsimple.cli.internal.call.Requests;

/** Where calls come in and what becomes of sessions: asks the user, or does what was said at the start. Event loop only. */
final class Desk implements Talk.Owner, AutoCloseable {
    private static final int BUSY = 486;
    private static final int NOT_ACCEPTABLE = 488;

    /**
     * What is done without asking.
     *
     * @param answer seconds after which sessions are taken, null to ask
     * @param hangUp seconds after which they are ended, null for never
     * @param files where files are put, null for where the settings say
     */
    record Habits(@Nullable Double answer, @Nullable Double hangUp, @Nullable Path files) {}

    private final Common common;
    private final Account account;
    private final Habits habits;
    private final Talks talks;
    private final RtpLines rtp;
    private final Questions questions;
    private final Observation observation;
    private ExitStatus status = ExitStatus.OK;

    Desk(Common common, Account account, Habits habits, Talks talks, RtpLines rtp, Questions questions) {
        this.common = common;
        this.account = account;
        this.habits = habits;
        this.talks = talks;
        this.rtp = rtp;
        this.questions = questions;
        this.observation =
                common.services().notifications().observe(SessionNotification.class, null, common.loop(), this::heard);
    }

    /** How the last session that is over went. */
    ExitStatus status() {
        return status;
    }

    /** A session of ours, to be connected. */
    Talk outgoing(String callee) {
        return talk(common.services().sessions().create(account), callee);
    }

    private Talk talk(Session session, @Nullable String callee) {
        Talk made = new Talk(talks.nextNumber(), session, callee, common, rtp, this);
        talks.add(made);
        return made;
    }

    /** All sessions are heard here, so that nothing is missed of one that a transfer makes. */
    private void heard(SessionNotification event) {
        if (event instanceof SessionNotification.NewIncoming call) {
            called(call);
        } else if (event instanceof SessionNotification.NewOutgoing call
                && talks.of(call.sender()).isEmpty()) {
            talk(call.sender(), null).watch().begin(call.streams());
        }
        talks.of(event.sender()).ifPresent(talk -> talk.heard(event));
    }

    // --- being called

    private void called(SessionNotification.NewIncoming call) {
        Talk talk = talk(call.sender(), null);
        List<MediaStream> streams = usable(call.streams());
        if (streams.isEmpty()) {
            common.output().tell("refused", talk, "Refusing a session from '" + talk.peer() + "': no stream of use");
            call.sender().reject(NOT_ACCEPTABLE, null);
            return;
        }
        String sentence = "Incoming " + described(streams) + " from '" + talk.peer() + "'";
        common.output().tell("incoming", talk, sentence, "streams", Talk.names(streams));
        Double delay = habits.answer();
        if (delay == null || delay > 0) {
            call.sender().sendRingIndication();
        }
        if (delay != null) {
            common.loop().after(Requests.seconds(delay), () -> accept(talk, streams));
            return;
        }
        questions.ask(
                talk,
                sentence + ", do you want to accept? (a)ccept/(r)eject/(b)usy",
                Map.of(
                        "a", () -> accept(talk, streams),
                        "r", () -> answered(talk, call.sender().reject(), "Cannot reject"),
                        "b", () -> answered(talk, call.sender().reject(BUSY, null), "Cannot reject")));
    }

    private void answered(Talk talk, CompletionStage<Void> stage, String trouble) {
        common.pending().follow(talk, trouble, stage);
    }

    /** Those this program can do something with. */
    private static List<MediaStream> usable(List<MediaStream> streams) {
        return streams.stream()
                .filter(stream -> stream.facet(TextExchange.class).isPresent()
                        || stream.facet(FileExchange.class).isPresent()
                        || stream.facet(BridgedAudio.class).isPresent())
                .toList();
    }

    private static String described(List<MediaStream> streams) {
        List<String> files = streams.stream()
                .flatMap(stream -> stream.facet(FileExchange.class).stream())
                .map(StreamWatch::name)
                .toList();
        return Talk.types(streams) + (files.isEmpty() ? "" : " of " + String.join(", ", files));
    }

    private void accept(Talk talk, List<MediaStream> streams) {
        if (!talk.isOver()) {
            prepare(talk, streams);
            answered(talk, talk.session().accept(streams), "Cannot accept");
        }
    }

    private void prepare(Talk talk, List<MediaStream> streams) {
        Path folder = habits.files();
        if (folder != null) {
            streams.forEach(
                    stream -> stream.facet(FileExchange.class).ifPresent(exchange -> exchange.receiveInto(folder)));
        }
        talk.watch().begin(streams);
    }

    // --- what becomes of them

    @Override
    public void started(Talk talk) {
        questions.withdraw(talk);
        if (!talk.carriesFilesOnly()) {
            talks.started(talk);
        }
        if (habits.hangUp() != null) {
            common.loop().after(Requests.seconds(habits.hangUp()), () -> {
                if (!talk.isOver()) {
                    talk.hangUp();
                }
            });
        }
    }

    @Override
    public void over(Talk talk, ExitStatus how) {
        status = how;
        questions.withdraw(talk);
        talks.over(talk);
    }

    @Override
    public void proposed(Talk talk, List<MediaStream> streams) {
        List<MediaStream> wanted = usable(streams);
        if (wanted.isEmpty()) {
            common.output().tell("refused", talk, "Refusing what the peer wants to add: no stream of use");
            answered(talk, talk.session().rejectProposal(), "Cannot reject");
            return;
        }
        String sentence = "'" + talk.peer() + "' wants to add " + described(wanted);
        common.output().tell("proposal", talk, sentence, "streams", Talk.names(wanted));
        if (habits.answer() != null) {
            take(talk, wanted);
            return;
        }
        talk.session().sendRingIndication();
        questions.ask(
                talk,
                sentence + ", do you want to accept? (a)ccept/(r)eject",
                Map.of(
                        "a", () -> take(talk, wanted),
                        "r", () -> answered(talk, talk.session().rejectProposal(), "Cannot reject")));
    }

    private void take(Talk talk, List<MediaStream> streams) {
        prepare(talk, streams);
        answered(talk, talk.session().acceptProposal(streams), "Cannot accept");
    }

    @Override
    public void settled(Talk talk) {
        questions.withdraw(talk);
    }

    /** Always asks: a stranger must not make us call whom he likes. */
    @Override
    public void referred(Talk talk, TransferInfo transfer) {
        NameAddress by = transfer.referredBy();
        String sentence =
                "'" + (by == null ? talk.peer() : by.uri()) + "' asks us to call '" + transfer.destination() + "'";
        common.output()
                .tell(
                        "referred",
                        talk,
                        sentence,
                        "target",
                        transfer.destination().toString());
        questions.ask(
                talk,
                sentence + ", do you want to? (a)ccept/(r)eject",
                Map.of(
                        "a", () -> follow(talk),
                        "r", () -> answered(talk, talk.session().rejectTransfer(), "Cannot reject")));
    }

    private void follow(Talk talk) {
        talk.leave();
        answered(talk, talk.session().acceptTransfer(), "Cannot transfer");
    }

    /** Ends all sessions, those that have not come far too. */
    void hangUp() {
        talks.all().forEach(Talk::hangUp);
    }

    @Override
    public void close() {
        observation.close();
    }
}
