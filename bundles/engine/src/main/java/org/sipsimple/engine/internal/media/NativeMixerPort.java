/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.util.Optional;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.MixerPort;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.MediaOp;

/** Owns a native port while it has a slot. */
final class NativeMixerPort implements MixerPort {
    private final NativeMixer mixer;
    private final SlotRun run;

    NativeMixerPort(EngineCore core, NativeMixer mixer) {
        this.mixer = mixer;
        this.run = new SlotRun(core, "mixer port", MediaOp.MIXER_PORT_STOP);
    }

    @Override
    public AudioMixer mixer() {
        return mixer;
    }

    @Override
    public void start() throws SipCoreException {
        run.start(MediaOp.MIXER_PORT_START, new FieldWriter().putLong(mixer.id()));
    }

    @Override
    public void stop() {
        run.stop();
    }

    @Override
    public boolean isActive() {
        return run.isActive();
    }

    @Override
    public Optional<Integer> slot() {
        return run.slot();
    }

    @Override
    public void close() {
        stop();
    }
}
