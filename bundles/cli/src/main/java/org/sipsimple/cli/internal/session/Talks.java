/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.session.Session;

/**
 * The sessions there are: of the connected ones one is active and the others are on hold, of those that only carry files
 * there may be any number beside. Event loop only.
 */
final class Talks {
    private final Output output;
    private final Map<Session, Talk> all = new LinkedHashMap<>();
    private final List<Talk> connected = new ArrayList<>();
    private @Nullable Talk active;
    private @Nullable Talk dialled;
    private int made;

    Talks(Output output) {
        this.output = output;
    }

    int nextNumber() {
        return ++made;
    }

    void add(Talk talk) {
        all.put(talk.session(), talk);
    }

    /** Empty when it is none of ours, or over. */
    Optional<Talk> of(Session session) {
        return Optional.ofNullable(all.get(session));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<Talk> all() {
        return List.copyOf(all.values());
    }

    List<Talk> connected() {
        return List.copyOf(connected);
    }

    Optional<Talk> active() {
        return Optional.ofNullable(active);
    }

    /** The one that is being called. */
    Optional<Talk> dialled() {
        return Optional.ofNullable(dialled);
    }

    void dialled(Talk talk) {
        dialled = talk;
    }

    void started(Talk talk) {
        undial(talk);
        connected.add(talk);
        activate(talk);
    }

    private void undial(Talk talk) {
        if (dialled == talk) {
            dialled = null;
        }
    }

    private void activate(Talk talk) {
        Talk before = active;
        active = talk;
        if (before != null && before != talk && !before.isOver()) {
            before.switched(true);
        }
        if (connected.size() > 1) {
            sayActive(talk);
        }
    }

    private void sayActive(Talk talk) {
        output.tell(
                "active",
                talk,
                "Active SIP session: " + talk.media() + " with '" + talk.peer() + "' " + position(talk));
    }

    private String position(Talk talk) {
        return "(" + (connected.indexOf(talk) + 1) + "/" + connected.size() + ")";
    }

    void over(Talk talk) {
        all.remove(talk.session());
        undial(talk);
        connected.remove(talk);
        if (active == talk) {
            active = null;
            if (!connected.isEmpty()) {
                Talk next = connected.get(0);
                active = next;
                next.switched(false);
                sayActive(next);
            }
        }
    }

    /** Makes the one so many places further the active one. */
    void step(int places) throws Refused {
        if (active == null) {
            throw new Refused("There are no connected sessions");
        }
        Talk next = connected.get(Math.floorMod(connected.indexOf(active) + places, connected.size()));
        if (next == active) {
            throw new Refused("There is no other connected session");
        }
        activate(next);
        next.switched(false);
    }

    /** Says which there are. */
    void list() {
        if (connected.isEmpty()) {
            output.tell("sessions", null, "There are no connected sessions", "count", 0);
            return;
        }
        StringBuilder lines = new StringBuilder("Connected sessions:");
        for (Talk talk : connected) {
            lines.append("\n  SIP session with ")
                    .append(talk.peer())
                    .append(' ')
                    .append(position(talk))
                    .append(" - ")
                    .append(talk.media())
                    .append(talk == active ? ", active" : "")
                    .append(talk.session().onHold() ? ", on hold" : "");
        }
        if (connected.size() > 1) {
            lines.append("\nUse the /next and /prev commands to switch the active session");
        }
        output.tell("sessions", active, lines.toString(), "count", connected.size());
    }
}
