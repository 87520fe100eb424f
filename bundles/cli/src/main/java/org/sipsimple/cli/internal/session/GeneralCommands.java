/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.sipsimple.cli.internal.call.Trace;

/** What is done without an active session. Event loop only. */
final class GeneralCommands {
    private static final String AUDIO = "audio";
    private static final String CHAT = "chat";

    private final Output output;
    private final Talks talks;
    private final Dialler dialler;
    private final RtpLines rtp;
    private final Trace trace;

    GeneralCommands(Output output, Talks talks, Dialler dialler, RtpLines rtp, Trace trace) {
        this.output = output;
        this.talks = talks;
        this.dialler = dialler;
        this.rtp = rtp;
        this.trace = trace;
    }

    void addTo(Map<CommandName, Command> commands) {
        commands.put(CommandName.CALL, argument -> call(CommandName.CALL, argument, List.of(AUDIO, CHAT), ""));
        commands.put(CommandName.AUDIO, argument -> call(CommandName.AUDIO, argument, List.of(AUDIO), CHAT));
        commands.put(CommandName.CHAT, argument -> call(CommandName.CHAT, argument, List.of(CHAT), AUDIO));
        commands.put(CommandName.SEND, this::send);
        commands.put(CommandName.NEXT, argument -> step(CommandName.NEXT, argument, 1));
        commands.put(CommandName.PREV, argument -> step(CommandName.PREV, argument, -1));
        commands.put(CommandName.SESSIONS, Command.plain(CommandName.SESSIONS, talks::list));
        commands.put(CommandName.TRACE, this::trace);
        commands.put(CommandName.RTP, argument -> rtp.set(Command.onOff(CommandName.RTP, argument, rtp.isOn())));
        commands.put(
                CommandName.HELP, Command.plain(CommandName.HELP, () -> output.tell("help", null, CommandName.help())));
    }

    /** @param other the type that may be asked for by a plus */
    private void call(CommandName name, String argument, List<String> types, String other) throws Refused {
        String[] words = argument.split("\\s+");
        boolean both = words.length == 2 && !other.isEmpty() && words[1].equals("+" + other);
        if (argument.isEmpty() || words.length > 1 && !both) {
            throw Command.wrong(name);
        }
        dialler.call(words[0], both ? List.of(types.get(0), other) : types);
    }

    /** A file alone goes to the active session, what stands before it is somebody's address. */
    private void send(String argument) throws Refused {
        String[] words = argument.split("\\s+", 2);
        boolean alone = words.length == 1 || Files.exists(Path.of(argument));
        if (argument.isEmpty()) {
            throw Command.wrong(CommandName.SEND);
        } else if (!alone) {
            dialler.send(words[0], Path.of(words[1]));
        } else {
            Talk talk = talks.active()
                    .orElseThrow(() -> new Refused("There is no active session; usage: " + CommandName.SEND.usage()));
            dialler.send(talk, Path.of(argument));
        }
    }

    private void step(CommandName name, String argument, int places) throws Refused {
        if (!argument.isEmpty()) {
            throw Command.wrong(name);
        }
        talks.step(places);
    }

    private void trace(String argument) throws Refused {
        if (argument.isEmpty()) {
            for (Trace.Kind kind : Trace.Kind.values()) {
                say(kind, trace.isOn(kind) ? "active" : "inactive");
            }
            return;
        }
        Map<Trace.Kind, Boolean> wanted = new EnumMap<>(Trace.Kind.class);
        for (String word : argument.split("\\s+")) {
            Trace.Kind kind = kind(word.replaceFirst("^[+-]", ""));
            wanted.put(kind, word.startsWith("+") || !word.startsWith("-") && !trace.isOn(kind));
        }
        wanted.forEach((kind, on) -> {
            trace.set(kind, on);
            say(kind, on ? "activated" : "deactivated");
        });
    }

    private static Trace.Kind kind(String word) throws Refused {
        for (Trace.Kind kind : Trace.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return kind;
            }
        }
        throw Command.wrong(CommandName.TRACE);
    }

    private void say(Trace.Kind kind, String state) {
        output.tell(
                "trace",
                null,
                kind.label() + " tracing to console is now " + state,
                "kind",
                kind.name().toLowerCase(Locale.ROOT),
                "on",
                trace.isOn(kind));
    }
}
