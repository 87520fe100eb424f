/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio;

import org.osgi.annotation.bundle.Capability;

import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.MediaStreamProvider;
import org.sipsimple.api.stream.StreamServices;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.stream.audio.internal.AudioStreamFactory;

/** Audio streams for programs without OSGi; found by {@link java.util.ServiceLoader}. */
@Capability(
        namespace = "osgi.serviceloader",
        name = "org.sipsimple.api.stream.MediaStreamProvider",
        attribute = "register:=\"org.sipsimple.stream.audio.AudioStreamProvider\"")
public final class AudioStreamProvider implements MediaStreamProvider {

    @Override
    public MediaStreamFactory factory(StreamServices services) {
        return new AudioStreamFactory(
                services.get(Engine.class),
                services.get(MediaFactory.class),
                services.get(AudioFactory.class),
                services.get(SystemAudio.class),
                services.get(Lookup.class),
                services.get(NotificationCenter.class),
                services.get(ThreadManager.class));
    }
}
