package ${package}.internal;

import java.util.concurrent.Executor;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.StreamType;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.api.threading.ThreadManager;

/** Makes ${streamType} streams. Stateless. */
@Component(service = MediaStreamFactory.class)
@StreamType(type = ${streamName}Factory.TYPE)
public final class ${streamName}Factory implements MediaStreamFactory {
    static final String TYPE = "${streamType}";

    private final NotificationCenter notifications;
    private final Scheduler scheduler;
    private final Executor receiving;

    @Activate
    public ${streamName}Factory(@Reference NotificationCenter notifications, @Reference ThreadManager threads) {
        this(notifications, threads.scheduler(), threads.blocking());
    }

    /** @param receiving runs each task on a thread that may wait */
    ${streamName}Factory(NotificationCenter notifications, Scheduler scheduler, Executor receiving) {
        this.notifications = notifications;
        this.scheduler = scheduler;
        this.receiving = receiving;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public MediaStream create(Account account) {
        return new ${streamName}Stream(notifications, scheduler, receiving);
    }

    @Override
    public boolean accepts(Account account, SdpSession remoteOffer, int index) {
        return ${streamName}Sdp.accepts(remoteOffer.media().get(index));
    }

    @Override
    public MediaStream createIncoming(Account account, SdpSession remoteOffer, int index) {
        return create(account);
    }
}
