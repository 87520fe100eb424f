/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.engine.internal.core.NativeEventHandler;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.MediaOp;

/** Owns a native mixer; {@link #close} or the end of the engine frees it. Its connections are kept on the native side. */
final class NativeMixer implements AudioMixer, NativeEventHandler {
    private static final Logger LOG = System.getLogger(NativeMixer.class.getName());
    private static final String SYSTEM_DEFAULT = "system_default";

    private final EngineCore core;
    private final AudioMixerOptions options;
    private final long id;
    private volatile boolean open = true;

    NativeMixer(EngineCore core, AudioMixerOptions options) throws SipCoreException {
        requireNoDevice(options.inputDevice());
        requireNoDevice(options.outputDevice());
        this.core = core;
        this.options = options;
        this.id = core.nextId();
        core.call(
                "create a mixer",
                MediaOp.MIXER_CREATE,
                id,
                new FieldWriter().putInt(options.sampleRate()).putInt(options.slotCount()));
        core.register(id, this);
    }

    /** The library has no sound devices: their default is none, and any other is unknown. */
    private static void requireNoDevice(@org.jspecify.annotations.Nullable String device) throws SipCoreException {
        if (device != null && !device.equals(SYSTEM_DEFAULT)) {
            throw new SipCoreException("open audio device " + device, "no such device");
        }
    }

    /** For objects that take a slot of it. */
    long id() {
        return id;
    }

    @Override
    public void connectSlots(int source, int destination) throws SipCoreException {
        String operation = "connect slot " + source + " to " + destination;
        core.call(operation, MediaOp.MIXER_CONNECT, id, slots(source, destination));
    }

    @Override
    public void disconnectSlots(int source, int destination) throws SipCoreException {
        String operation = "disconnect slot " + source + " from " + destination;
        core.call(operation, MediaOp.MIXER_DISCONNECT, id, slots(source, destination));
    }

    private static FieldWriter slots(int source, int destination) {
        return new FieldWriter().putInt(source).putInt(destination);
    }

    private record Info(int used, List<Connection> connections) {}

    private Info info() {
        if (open) {
            try {
                FieldReader answer = core.call("look at a mixer", MediaOp.MIXER_INFO, id, new FieldWriter());
                return new Info(
                        answer.readInt(),
                        answer.readList(fields -> new Connection(fields.readInt(), fields.readInt())));
            } catch (SipCoreException e) {
                LOG.log(Level.DEBUG, "the mixer was closed meanwhile", e);
            }
        }
        return new Info(0, List.of());
    }

    @Override
    public List<Connection> connectedSlots() {
        return info().connections();
    }

    @Override
    public int usedSlotCount() {
        return info().used();
    }

    @Override
    public Optional<String> inputDevice() {
        return Optional.empty();
    }

    @Override
    public Optional<String> outputDevice() {
        return Optional.empty();
    }

    @Override
    public int sampleRate() {
        return options.sampleRate();
    }

    @Override
    public int echoTailMillis() {
        return 0; // nothing to cancel without devices
    }

    @Override
    public int slotCount() {
        return options.slotCount();
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            core.unregister(id);
            core.post("close a mixer", MediaOp.MIXER_DESTROY, id, new FieldWriter());
        }
    }

    @Override
    public void onEvent(int type, int code, FieldReader payload) {
        LOG.log(Level.DEBUG, () -> "unexpected event 0x" + Integer.toHexString(type) + " of a mixer");
    }

    @Override
    public void engineStopped() {
        open = false;
    }
}
