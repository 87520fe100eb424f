/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.audio.AudioPort;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.sip.SipCoreException;

/**
 * Keeps the connections of one mixer as the bridges on it want them. Whoever changes something asks for a {@link #settle};
 * one thread at a time then compares what is wanted with what was made here, and commands the difference. What others
 * connected is not touched. No lock is held while a port or the mixer is asked. Thread-safe.
 */
final class Wiring {
    private static final Logger LOG = System.getLogger(Wiring.class.getName());

    private final AudioMixer mixer;
    private final Desk desk;
    private final Groups groups = new Groups();

    /** Only of the settling thread, handed on under the lock. */
    private Set<Flow> made = new HashSet<>();

    // guarded by this
    private final Set<Seat> moved = new HashSet<>();
    private final Set<Seat> watched = new HashSet<>();
    private boolean wanted;
    private boolean settling;

    /** Audio from one port to another, by the slots they had when it was connected. */
    private record Flow(Seat from, int source, Seat to, int destination) {
        AudioMixer.Connection connection() {
            return new AudioMixer.Connection(source, destination);
        }

        boolean touches(Set<Seat> seats) {
            return seats.contains(from) || seats.contains(to);
        }
    }

    /** A port with the slots it has now; -1 for none. */
    private record Place(Seat seat, int source, int destination) {}

    Wiring(AudioMixer mixer, Desk desk) {
        this.mixer = mixer;
        this.desk = desk;
    }

    /** Disconnects the port when nobody refers to it any more. */
    void watch(AudioPort port) {
        synchronized (this) {
            watched.removeIf(seat -> seat.refersTo(null));
            if (!watched.add(new Seat(port))) {
                return;
            }
        }
        desk.cleaner().register(port, () -> desk.waiting().execute(this::settle));
    }

    AudioMixer mixer() {
        return mixer;
    }

    Groups groups() {
        return groups;
    }

    /** The port's slots are new, maybe with the numbers of before: connects it anew. */
    void moved(AudioPort port) {
        synchronized (this) {
            moved.add(new Seat(port));
        }
        settle();
    }

    /** Makes the connections that are wanted now; when another thread is at it, leaves it to that. */
    void settle() {
        synchronized (this) {
            wanted = true;
            if (settling) {
                return;
            }
            settling = true;
        }
        boolean ended = false;
        try {
            Set<Seat> anew = next();
            while (anew != null) {
                pass(anew);
                anew = next();
            }
            ended = true;
        } finally {
            if (!ended) {
                stopSettling();
            }
        }
    }

    private synchronized void stopSettling() {
        settling = false;
    }

    /** Null when there is nothing more to do and settling has ended. */
    private synchronized @Nullable Set<Seat> next() {
        if (!wanted) {
            settling = false;
            return null;
        }
        wanted = false;
        Set<Seat> anew = new HashSet<>(moved);
        moved.clear();
        return anew;
    }

    private void pass(Set<Seat> anew) {
        Set<Flow> desired = new LinkedHashSet<>();
        for (Collection<AudioPort> group : groups.members()) {
            mesh(group, desired);
        }
        Set<AudioMixer.Connection> kept = new HashSet<>();
        desired.forEach(flow -> kept.add(flow.connection()));
        for (Flow flow : made) {
            if (!desired.contains(flow) && !kept.contains(flow.connection())) {
                disconnect(flow);
            }
        }
        Set<Flow> now = new HashSet<>();
        for (Flow flow : desired) {
            if ((made.contains(flow) && !flow.touches(anew)) || connect(flow)) {
                now.add(flow);
            }
        }
        made = now;
    }

    private static void mesh(Collection<AudioPort> group, Set<Flow> into) {
        List<Place> places = new ArrayList<>();
        for (AudioPort port : group) {
            try {
                places.add(new Place(
                        new Seat(port),
                        port.producerSlot().orElse(-1),
                        port.consumerSlot().orElse(-1)));
            } catch (RuntimeException broken) {
                LOG.log(Level.WARNING, "A port of " + port.getClass() + " does not tell its slots", broken);
            }
        }
        for (Place from : places) {
            for (Place to : places) {
                // what is the same port has the same slot, or is the same seat when it has one for each direction
                if (from.source >= 0
                        && to.destination >= 0
                        && from.source != to.destination
                        && !from.seat.equals(to.seat)) {
                    into.add(new Flow(from.seat, from.source, to.seat, to.destination));
                }
            }
        }
    }

    private boolean connect(Flow flow) {
        try {
            mixer.connectSlots(flow.source, flow.destination);
            return true;
        } catch (SipCoreException gone) {
            // a port that has just left its slot tells so next
            LOG.log(Level.DEBUG, () -> "not connected: " + gone.getMessage());
            return false;
        }
    }

    private void disconnect(Flow flow) {
        try {
            mixer.disconnectSlots(flow.source, flow.destination);
        } catch (SipCoreException gone) {
            LOG.log(Level.DEBUG, () -> "not disconnected: " + gone.getMessage());
        }
    }
}
