/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

/** A port that does nothing but have a slot. For one thread only. */
public final class FakeMixerPort extends FakePort {
    FakeMixerPort(FakeAudioMixer mixer) {
        super(mixer);
    }
}
