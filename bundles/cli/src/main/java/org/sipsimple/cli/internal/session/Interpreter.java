/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.lang.System.Logger.Level;
import java.util.Map;

/** Does what a line says: an answer, a command or text. A mistake is one line, and nothing more. Event loop only. */
final class Interpreter {
    private final Output output;
    private final Questions questions;
    private final Map<CommandName, Command> commands;
    private final Command text;

    /** @param text gets what is neither an answer nor a command */
    Interpreter(Output output, Questions questions, Map<CommandName, Command> commands, Command text) {
        this.output = output;
        this.questions = questions;
        this.commands = commands;
        this.text = text;
    }

    void typed(String line) {
        try {
            if (line.isBlank() || questions.answer(line)) {
                return;
            }
            if (line.startsWith("//")) {
                text.run(line.substring(1));
            } else if (line.startsWith("/")) {
                command(line.strip());
            } else {
                text.run(line);
            }
        } catch (Refused e) {
            output.tell("error", null, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            output.tell("error", null, "That failed: " + e);
            System.getLogger(Interpreter.class.getName()).log(Level.DEBUG, "a command failed", e);
        }
    }

    private void command(String line) throws Refused {
        String[] words = line.split("\\s+", 2);
        Command command = CommandName.of(words[0])
                .map(commands::get)
                .orElseThrow(() ->
                        new Refused("Unknown command " + words[0] + ". Type /help for a list of available commands."));
        command.run(words.length == 1 ? "" : words[1]);
    }
}
