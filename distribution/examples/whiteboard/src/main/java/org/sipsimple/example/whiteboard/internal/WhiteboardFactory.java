/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.example.whiteboard.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.StreamType;
import org.sipsimple.api.threading.ThreadManager;

/** Makes whiteboard streams. */
@Component(service = MediaStreamFactory.class)
@StreamType(type = WhiteboardFactory.TYPE)
public final class WhiteboardFactory implements MediaStreamFactory {
    static final String TYPE = "whiteboard";

    private final NotificationCenter notifications;
    private final ThreadManager threads;

    @Activate
    public WhiteboardFactory(@Reference NotificationCenter notifications, @Reference ThreadManager threads) {
        this.notifications = notifications;
        this.threads = threads;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public MediaStream create(Account account) {
        return new WhiteboardStream(notifications, threads);
    }

    @Override
    public boolean accepts(Account account, SdpSession remoteOffer, int index) {
        return WhiteboardSdp.accepts(remoteOffer.media().get(index));
    }

    @Override
    public MediaStream createIncoming(Account account, SdpSession remoteOffer, int index) {
        return create(account);
    }
}
