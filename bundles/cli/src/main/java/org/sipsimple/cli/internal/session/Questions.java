/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Collectors;

/** What the user is asked: answered by single letters, the oldest question first. Event loop only. */
final class Questions {
    private final Output output;
    private final Deque<Question> open = new ArrayDeque<>();

    private record Question(Talk talk, String text, Map<String, Runnable> answers) {}

    Questions(Output output) {
        this.output = output;
    }

    /** @param answers what each letter does */
    void ask(Talk talk, String text, Map<String, Runnable> answers) {
        open.addLast(new Question(talk, text, answers));
        if (open.size() == 1) {
            put();
        }
    }

    private void put() {
        Question next = open.getFirst();
        output.tell(
                "question",
                next.talk(),
                next.text(),
                "answers",
                next.answers().keySet().stream().sorted().collect(Collectors.toList()));
    }

    /** Whether the line was an answer. */
    boolean answer(String line) {
        Runnable action = open.isEmpty() ? null : open.getFirst().answers().get(line.strip());
        if (action == null) {
            return false;
        }
        open.removeFirst();
        putNext();
        action.run();
        return true;
    }

    /** Forgets what was asked about that session: it is settled otherwise. */
    void withdraw(Talk talk) {
        boolean first = !open.isEmpty() && open.getFirst().talk() == talk;
        open.removeIf(question -> question.talk() == talk);
        if (first) {
            putNext();
        }
    }

    private void putNext() {
        if (!open.isEmpty()) {
            put();
        }
    }
}
