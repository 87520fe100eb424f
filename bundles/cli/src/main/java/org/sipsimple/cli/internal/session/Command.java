/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

/** What a command does. */
interface Command {

    /** @param argument what was typed behind its name, without blanks around it */
    void run(String argument) throws Refused;

    /** A command that takes nothing. */
    static Command plain(CommandName name, Runnable action) {
        return argument -> {
            if (!argument.isEmpty()) {
                throw wrong(name);
            }
            action.run();
        };
    }

    /** What to say when a command was given something it does not take. */
    static Refused wrong(CommandName name) {
        return new Refused("Illegal use of " + name.typed() + ". Usage: " + name.usage());
    }

    /** Reads {@code [on|off]}; without either it is the opposite of what it is. */
    static boolean onOff(CommandName name, String argument, boolean now) throws Refused {
        return switch (argument) {
            case "" -> !now;
            case "on" -> true;
            case "off" -> false;
            default -> throw wrong(name);
        };
    }
}
