/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.example.whiteboard;

import org.osgi.annotation.bundle.Capability;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.MediaStreamProvider;
import org.sipsimple.api.stream.StreamServices;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.example.whiteboard.internal.WhiteboardFactory;

/** Whiteboards for programs without OSGi; found by {@link java.util.ServiceLoader}. */
@Capability(
        namespace = "osgi.serviceloader",
        name = "org.sipsimple.api.stream.MediaStreamProvider",
        attribute = "register:=\"org.sipsimple.example.whiteboard.WhiteboardProvider\"")
public final class WhiteboardProvider implements MediaStreamProvider {

    @Override
    public MediaStreamFactory factory(StreamServices services) {
        return new WhiteboardFactory(services.get(NotificationCenter.class), services.get(ThreadManager.class));
    }
}
