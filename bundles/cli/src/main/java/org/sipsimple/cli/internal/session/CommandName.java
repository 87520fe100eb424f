/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What can be typed with a slash before it, in the order of the help. Spec: Developer Guide, "sip-session"; {@link #WAIT} is
 * for scripts, which the Guide does not speak of.
 */
enum CommandName {
    CALL(false, "{user[@domain]}", "call the specified user using audio and chat"),
    AUDIO(false, "{user[@domain]} [+chat]", "call the specified user using audio and possibly chat"),
    CHAT(false, "{user[@domain]} [+audio]", "call the specified user using chat and possibly audio"),
    SEND(false, "[user[@domain]] {file}", "send a file to the specified user, or in the active session"),
    NEXT(false, "", "select the next connected session"),
    PREV(false, "", "select the previous connected session"),
    SESSIONS(false, "", "show the list of connected sessions"),
    TRACE(false, "[[+|-]sip] [[+|-]msrp] [[+|-]pjsip] [[+|-]notifications]", "toggle/set tracing on the console"),
    RTP(false, "[on|off]", "toggle/set printing RTP statistics and ICE negotiation results on the console"),
    MUTE(false, "[on|off]", "mute the microphone"),
    INPUT(false, "[device]", "change audio input device"),
    OUTPUT(false, "[device]", "change audio output device"),
    ALERT(false, "[device]", "change audio alert device"),
    ECHO(false, "[+|-][value]", "adjust echo cancellation, in milliseconds"),
    WAIT(
            false,
            "[call|end|seconds]",
            "take the next line only when all of the above is done, a call is there, all are over, or so much later"),
    QUIT(false, "", "quit the program at once; at the end of its input it quits when all is done"),
    HELP(false, "", "display this help message"),
    HANGUP(true, "", "hang-up the active session"),
    DTMF(true, "{0-9|*|#|A-D}...", "send DTMF tones"),
    RECORD(true, "[on|off]", "toggle/set audio recording"),
    HOLD(true, "[on|off]", "hold/unhold"),
    ADD(true, "{chat|audio}", "add a stream to the current session"),
    REMOVE(true, "{chat|audio}", "remove a stream from the current session"),
    ADD_PARTICIPANT(true, "{user@domain}", "add the specified user to the conference"),
    REMOVE_PARTICIPANT(true, "{user@domain}", "remove the specified user from the conference"),
    TRANSFER(true, "{user@domain}", "transfer (using blind transfer) callee to the specified destination");

    private final boolean inCall;
    private final String arguments;
    private final String meaning;

    CommandName(boolean inCall, String arguments, String meaning) {
        this.inCall = inCall;
        this.arguments = arguments;
        this.meaning = meaning;
    }

    /** As it is typed. */
    String typed() {
        return "/" + name().toLowerCase(Locale.ROOT);
    }

    /** As it is typed, with what follows it. */
    String usage() {
        return (typed() + " " + arguments).stripTrailing();
    }

    /** Empty when there is no such command. */
    static Optional<CommandName> of(String typed) {
        return Arrays.stream(values())
                .filter(name -> name.typed().equals(typed))
                .findFirst();
    }

    /** All of them, one in a line. */
    static String help() {
        return "General commands:\n" + lines(false) + "In call commands:\n" + lines(true)
                + "Anything else is sent as text to the active session; // at its begin stands for /";
    }

    private static String lines(boolean inCall) {
        return Arrays.stream(values())
                .filter(name -> name.inCall == inCall)
                .map(name -> "  " + name.usage() + ": " + name.meaning + "\n")
                .collect(Collectors.joining());
    }
}
