/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio.internal;

import java.util.Optional;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.MixerPort;
import org.sipsimple.api.sip.SipCoreException;

/**
 * The slots of a bridge, for those who connect slots by themselves: a member that hears the others into one slot, which
 * they read, and speaks from another, which they write to. Owns two ports of the core; close() frees them.
 */
final class Tap implements WiredPort {
    private final AudioMixer mixer;
    private final MixerPort outlet;
    private final MixerPort inlet;

    private Tap(AudioMixer mixer, MixerPort outlet, MixerPort inlet) {
        this.mixer = mixer;
        this.outlet = outlet;
        this.inlet = inlet;
    }

    static Tap open(AudioMixer mixer, Desk desk) throws SipCoreException {
        MixerPort outlet = started(mixer, desk);
        try {
            return new Tap(mixer, outlet, started(mixer, desk));
        } catch (SipCoreException failure) {
            outlet.close();
            throw failure;
        }
    }

    private static MixerPort started(AudioMixer mixer, Desk desk) throws SipCoreException {
        MixerPort port = desk.media().createMixerPort(mixer);
        port.start();
        return port;
    }

    /** Where others hear the bridge. */
    Optional<Integer> outlet() {
        return outlet.slot();
    }

    /** Where others speak to the bridge. */
    Optional<Integer> inlet() {
        return inlet.slot();
    }

    @Override
    public AudioMixer mixer() {
        return mixer;
    }

    @Override
    public Optional<Integer> producerSlot() {
        return inlet.slot();
    }

    @Override
    public Optional<Integer> consumerSlot() {
        return outlet.slot();
    }

    void close() {
        outlet.close();
        inlet.close();
    }
}
