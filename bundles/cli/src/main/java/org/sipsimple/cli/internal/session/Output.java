/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.sipsimple.cli.internal.Json;

/** Tells what happens: people by sentences, programs by lines of JSON with the same sentences in them. Event loop only. */
final class Output {
    private final PrintStream people;
    private final @Nullable PrintStream programs;

    /** @param programs where lines of JSON go, null for nobody */
    Output(PrintStream people, @Nullable PrintStream programs) {
        this.people = people;
        this.programs = programs;
    }

    /** Where other parts of the tools print what is for people. */
    PrintStream people() {
        return people;
    }

    /**
     * @param event short, with underscores
     * @param about which session, null for none
     * @param members names and values for programs, by turns
     */
    void tell(String event, @Nullable Talk about, String sentence, Object... members) {
        people.println(harmless(sentence));
        write(event, about, sentence, members);
    }

    /** Tells programs only. */
    void note(String event, @Nullable Talk about, Object... members) {
        write(event, about, null, members);
    }

    private void write(String event, @Nullable Talk about, @Nullable String sentence, Object... members) {
        if (programs == null) {
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", event);
        if (about != null) {
            line.put("session", about.number());
            line.put("peer", about.peer());
        }
        if (sentence != null) {
            line.put("text", sentence);
        }
        for (int i = 0; i < members.length; i += 2) {
            line.put((String) members[i], members[i + 1]);
        }
        programs.println(Json.write(line));
    }

    /** What a stranger wrote must not steer the terminal. */
    private static String harmless(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "\uFFFD");
    }
}
