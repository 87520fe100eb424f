/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.sipsimple.api.account.Account;
import org.sipsimple.cli.internal.call.ExitStatus;
import org.sipsimple.cli.internal.call.Requests;
import org.sipsimple.cli.internal.call.Trace;

/** The parts of {@code sip-session} put together: what is between the lines that are typed and the SDK. Event loop only. */
final class Client implements AutoCloseable {
    private final Desk desk;
    private final Dialler dialler;
    private final Script script;
    private final Interpreter interpreter;
    private boolean quits;

    Client(Common common, Requests requests, Account account, Desk.Habits habits, Trace trace) {
        Talks talks = new Talks(common.output());
        RtpLines rtp = new RtpLines(common.loop(), common.output(), talks);
        Questions questions = new Questions(common.output());
        desk = new Desk(common, account, habits, talks, rtp, questions);
        dialler = new Dialler(common, requests, account, talks, desk::outgoing);
        script = new Script(common.loop(), talks, common.pending());
        CallCommands inCall = new CallCommands(common, talks, dialler);
        Map<CommandName, Command> commands = new EnumMap<>(CommandName.class);
        inCall.addTo(commands);
        new GeneralCommands(common.output(), talks, dialler, rtp, trace).addTo(commands);
        new SoundCommands(common).addTo(commands);
        commands.put(CommandName.WAIT, script::await);
        commands.put(CommandName.QUIT, Command.plain(CommandName.QUIT, () -> quits = true));
        interpreter = new Interpreter(common.output(), questions, commands, inCall::say);
    }

    /** Calls somebody with audio. */
    void call(String target) throws Refused {
        dialler.call(target, List.of("audio"));
    }

    /** A line of the input. */
    void add(String line) {
        script.add(line);
    }

    /** The input is at its end. */
    void endInput() {
        script.end();
    }

    /** Does what the lines say that may be done by now; tells whether all is done and nothing more will come. */
    boolean proceed() {
        script.proceed(interpreter::typed);
        return quits || script.isDone();
    }

    /** How the last session that is over went. */
    ExitStatus status() {
        return desk.status();
    }

    /** Ends all sessions. */
    void hangUp() {
        desk.hangUp();
    }

    @Override
    public void close() {
        desk.close();
    }
}
