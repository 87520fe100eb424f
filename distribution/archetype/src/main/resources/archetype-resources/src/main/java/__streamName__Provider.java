package ${package};

import org.osgi.annotation.bundle.Capability;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.MediaStreamProvider;
import org.sipsimple.api.stream.StreamServices;
import org.sipsimple.api.threading.ThreadManager;

import ${package}.internal.${streamName}Factory;

/** ${streamName} streams for programs without OSGi; found by {@link java.util.ServiceLoader}. */
@Capability(
        namespace = "osgi.serviceloader",
        name = "org.sipsimple.api.stream.MediaStreamProvider",
        attribute = "register:=\"${package}.${streamName}Provider\"")
public final class ${streamName}Provider implements MediaStreamProvider {

    @Override
    public MediaStreamFactory factory(StreamServices services) {
        return new ${streamName}Factory(services.get(NotificationCenter.class), services.get(ThreadManager.class));
    }
}
