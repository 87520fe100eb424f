/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

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

    private final EngineCore core;
    private final AudioMixerOptions options;
    private final long id;
    private volatile boolean open = true;
    private volatile Devices devices = Devices.NONE;

    // guarded by this, never while a command runs
    private Volumes volumes = new Volumes(Volume.UNCHANGED, Volume.UNCHANGED, false);

    /** Of the devices, in percent. */
    private record Volumes(int input, int output, boolean muted) {}

    /** What drives the mixer: names empty for none. */
    private record Devices(String input, String output, int echoTail) {
        static final Devices NONE = new Devices("", "", 0);
    }

    NativeMixer(EngineCore core, AudioMixerOptions options) throws SipCoreException {
        this.core = core;
        this.options = options;
        this.id = core.nextId();
        core.call(
                "create a mixer",
                MediaOp.MIXER_CREATE,
                id,
                new FieldWriter().putInt(options.sampleRate()).putInt(options.slotCount()));
        core.register(id, this);
        if (options.inputDevice() != null || options.outputDevice() != null) {
            try {
                setSoundDevices(options.inputDevice(), options.outputDevice(), options.echoTailMillis());
            } catch (SipCoreException e) {
                close();
                throw e;
            }
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
    public void setSoundDevices(@Nullable String inputDevice, @Nullable String outputDevice, int echoTailMillis)
            throws SipCoreException {
        String operation = "open audio devices " + (inputDevice == null ? "none" : inputDevice) + " and "
                + (outputDevice == null ? "none" : outputDevice);
        FieldWriter args =
                new FieldWriter().putText(inputDevice).putText(outputDevice).putInt(Math.max(0, echoTailMillis));
        try {
            FieldReader answer = core.call(operation, MediaOp.MIXER_DEVICES, id, args);
            devices = new Devices(answer.readText(), answer.readText(), echoTailMillis);
        } catch (SipCoreException e) {
            devices = Devices.NONE;
            throw e;
        }
    }

    @Override
    public Optional<String> inputDevice() {
        return Optional.of(devices.input()).filter(name -> !name.isEmpty());
    }

    @Override
    public Optional<String> outputDevice() {
        return Optional.of(devices.output()).filter(name -> !name.isEmpty());
    }

    @Override
    public int echoTailMillis() {
        return devices.echoTail();
    }

    private synchronized Volumes volumes() {
        return volumes;
    }

    @Override
    public int inputVolume() {
        return volumes().input();
    }

    @Override
    public void setInputVolume(int percent) throws SipCoreException {
        Volume.require("set input volume", percent);
        change(was -> new Volumes(percent, was.output(), was.muted()));
    }

    @Override
    public int outputVolume() {
        return volumes().output();
    }

    @Override
    public void setOutputVolume(int percent) throws SipCoreException {
        Volume.require("set output volume", percent);
        change(was -> new Volumes(was.input(), percent, was.muted()));
    }

    @Override
    public boolean isMuted() {
        return volumes().muted();
    }

    @Override
    public void setMuted(boolean mute) throws SipCoreException {
        change(was -> new Volumes(was.input(), was.output(), mute));
    }

    private void change(UnaryOperator<Volumes> change) throws SipCoreException {
        Volumes was;
        Volumes is;
        synchronized (this) {
            was = volumes;
            is = change.apply(was);
            volumes = is;
        }
        try {
            FieldWriter args =
                    new FieldWriter().putInt(is.muted() ? 0 : is.input()).putInt(is.output());
            core.call("set volumes", MediaOp.MIXER_VOLUMES, id, args);
        } catch (SipCoreException e) {
            synchronized (this) {
                // what somebody else has set meanwhile stays
                volumes = is.equals(volumes) ? was : volumes;
            }
            throw e;
        }
    }

    @Override
    public int sampleRate() {
        return options.sampleRate();
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
