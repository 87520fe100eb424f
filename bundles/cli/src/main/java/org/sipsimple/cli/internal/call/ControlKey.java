/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be typed while {@code sip-audio-session} runs. Spec: Developer Guide, "sip-audio-session". */
enum ControlKey {
    TRACE_SIP("s", "toggle SIP trace on the console"),
    TRACE_PJSIP("j", "toggle PJSIP trace on the console"),
    TRACE_NOTIFICATIONS("n", "toggle notifications trace on the console"),
    STATISTICS("p", "toggle printing RTP statistics on the console"),
    HANG_UP("h", "hang-up the active session"),
    RECORD("r", "toggle audio recording"),
    MUTE("m", "mute the microphone"),
    INPUT_DEVICE("i", "change audio input device"),
    OUTPUT_DEVICE("o", "change audio output device"),
    ALERT_DEVICE("a", "change audio alert device"),
    ECHO("<>", "adjust echo cancellation"),
    HOLD(" ", "hold/unhold"),
    DTMF("0123456789*#", "send DTMF"),
    HELP("?", "display this help message");

    private final String characters;
    private final String meaning;

    ControlKey(String characters, String meaning) {
        this.characters = characters;
        this.meaning = meaning;
    }

    /** Empty for other keys. */
    static Optional<ControlKey> of(int character) {
        return Arrays.stream(values())
                .filter(key -> character > 0 && key.characters.indexOf(character) >= 0)
                .findFirst();
    }

    /** All of them, one in a line. */
    static String help() {
        return Arrays.stream(values())
                .map(key -> key.shown() + ": " + key.meaning)
                .collect(Collectors.joining(
                        "\n", "Available control keys, each followed by Enter:\n", "\nCtrl-d: quit the program"));
    }

    private String shown() {
        return switch (this) {
            case HOLD -> "SPACE";
            case DTMF -> "0-9 * #";
            default -> characters;
        };
    }
}
