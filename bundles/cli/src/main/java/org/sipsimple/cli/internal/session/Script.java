/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.sipsimple.cli.internal.call.AudioSessionArguments;
import org.sipsimple.cli.internal.call.EventLoop;
import org.sipsimple.cli.internal.call.Requests;
import org.sipsimple.cli.internal.call.ToolFailure;

/** The lines of the input, each of which is done in its turn: at once, or when what a script waits for is there. Event loop only. */
final class Script {
    private final EventLoop loop;
    private final Talks talks;
    private final Pending pending;
    private final Deque<String> lines = new ArrayDeque<>();
    private BooleanSupplier mayGoOn = () -> true;
    private boolean ended;

    Script(EventLoop loop, Talks talks, Pending pending) {
        this.loop = loop;
        this.talks = talks;
        this.pending = pending;
    }

    void add(String line) {
        lines.addLast(line);
    }

    /** There are no more lines. */
    void end() {
        ended = true;
    }

    /** Whether all lines have been done and all they asked for. */
    boolean isDone() {
        return ended && lines.isEmpty() && mayGoOn.getAsBoolean() && pending.isEmpty();
    }

    /** Does what can be done now. */
    void proceed(Consumer<String> typed) {
        while (!lines.isEmpty() && mayGoOn.getAsBoolean()) {
            typed.accept(lines.removeFirst());
        }
    }

    /** {@link CommandName#WAIT}. */
    void await(String what) throws Refused {
        mayGoOn = switch (what) {
            case "" -> pending::isEmpty;
            case "call" -> () -> !talks.connected().isEmpty();
            case "end" -> () -> talks.isEmpty() && pending.isEmpty();
            default -> later(what);
        };
    }

    private BooleanSupplier later(String seconds) throws Refused {
        try {
            double time = Double.parseDouble(seconds);
            AudioSessionArguments.checkTime(time);
            boolean[] passed = {false};
            loop.after(Requests.seconds(time), () -> passed[0] = true);
            return () -> passed[0];
        } catch (NumberFormatException | ToolFailure e) {
            throw Command.wrong(CommandName.WAIT);
        }
    }
}
