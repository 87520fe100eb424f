/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.AudioPort;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.sip.SipCoreException;

/** A bridge: its members are kept by the {@link Wiring}, which connects them. */
final class MeshBridge implements AudioBridge, WiredPort {
    private static final Logger LOG = System.getLogger(MeshBridge.class.getName());

    private final Wiring wiring;
    private final Desk desk;

    // guarded by this, never while the core is asked
    private @Nullable Tap tap;

    MeshBridge(Wiring wiring, Desk desk) {
        this.wiring = wiring;
        this.desk = desk;
        wiring.groups().open(this);
        wiring.watch(this);
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public void add(AudioPort port) {
        if (port.mixer() != mixer()) {
            throw new IllegalArgumentException("a port of another mixer cannot be heard here");
        }
        wiring.watch(port);
        if (wiring.groups().add(this, port)) {
            wiring.settle();
        }
    }

    @Override
    public void remove(AudioPort port) {
        if (!wiring.groups().remove(this, port)) {
            throw new IllegalArgumentException("the port is no member of the bridge");
        }
        wiring.settle();
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean contains(AudioPort port) {
        return wiring.groups().members(this).stream().anyMatch(member -> member == port);
    }

    @Override
    public Set<AudioPort> ports() {
        Set<AudioPort> ports = Collections.newSetFromMap(new IdentityHashMap<>());
        ports.addAll(wiring.groups().members(this));
        ports.removeIf(port -> port instanceof Tap);
        return Collections.unmodifiableSet(ports);
    }

    @Override
    public AudioMixer mixer() {
        return wiring.mixer();
    }

    /** Made at the first use; bridges of bridges do without. */
    @Override
    public Optional<Integer> producerSlot() {
        Tap current = tap();
        return current == null ? Optional.empty() : current.outlet();
    }

    @Override
    public Optional<Integer> consumerSlot() {
        Tap current = tap();
        return current == null ? Optional.empty() : current.inlet();
    }

    private @Nullable Tap tap() {
        Tap current = currentTap();
        if (current != null || !wiring.groups().isOpen(this)) {
            return current;
        }
        try {
            return keep(Tap.open(mixer(), desk));
        } catch (SipCoreException failure) {
            LOG.log(Level.WARNING, "a bridge has no slots of its own: " + failure.getMessage());
            return null;
        }
    }

    private synchronized @Nullable Tap currentTap() {
        return tap;
    }

    /** The first one stays. */
    private Tap keep(Tap made) {
        synchronized (this) {
            if (tap == null) {
                tap = made;
            }
        }
        Tap kept = currentTap();
        if (kept != null && !kept.equals(made)) {
            made.close();
            return kept;
        }
        wiring.groups().add(this, made);
        wiring.settle();
        return made;
    }

    @Override
    public void close() {
        Tap last;
        synchronized (this) {
            last = tap;
            tap = null;
        }
        wiring.groups().close(this);
        wiring.settle();
        if (last != null) {
            last.close();
        }
    }
}
