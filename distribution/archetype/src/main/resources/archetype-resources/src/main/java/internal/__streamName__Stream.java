package ${package}.internal;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamNotification;
import org.sipsimple.api.threading.Scheduler;

import ${package}.${streamName};
import ${package}.${streamName}Notification;

/** Texts by UDP. The session calls its methods one at a time; texts come on a thread of their own. */
final class ${streamName}Stream implements MediaStream, ${streamName} {
    private static final int LONGEST = 1000;

    private final NotificationCenter notifications;
    private final Scheduler scheduler;
    private final Executor receiving;
    private @Nullable DatagramSocket socket;
    private volatile @Nullable InetSocketAddress peer;
    private boolean holdWanted;
    private volatile boolean heldHere;
    private volatile boolean heldThere;
    private boolean ended;

    ${streamName}Stream(NotificationCenter notifications, Scheduler scheduler, Executor receiving) {
        this.notifications = notifications;
        this.scheduler = scheduler;
        this.receiving = receiving;
    }

    @Override
    public String type() {
        return ${streamName}Factory.TYPE;
    }

    @Override
    public void initialize(Session session, Direction direction) {
        try {
            socket = new DatagramSocket();
            notifications.post(new MediaStreamNotification.DidInitialize(this, scheduler.now()));
        } catch (IOException noPort) {
            notifications.post(new MediaStreamNotification.DidFail(this, scheduler.now(), noPort.getMessage()));
        }
    }

    @Override
    public SdpMedia localMedia(@Nullable SdpSession remoteOffer, int index) {
        MediaDirection own = holdWanted ? MediaDirection.SENDONLY : MediaDirection.SENDRECV;
        MediaDirection direction = remoteOffer == null ? own : own.answering(remoteOffer.direction(index));
        return ${streamName}Sdp.line(opened().getLocalPort(), direction);
    }

    @Override
    public void start(SdpSession localSdp, SdpSession remoteSdp, int index) {
        update(localSdp, remoteSdp, index);
        DatagramSocket open = opened();
        receiving.execute(() -> receive(open));
        notifications.post(new MediaStreamNotification.DidStart(this, scheduler.now()));
    }

    private DatagramSocket opened() {
        DatagramSocket open = socket;
        if (open == null) {
            throw new IllegalStateException("the stream is not initialized");
        }
        return open;
    }

    @Override
    public boolean validateUpdate(SdpSession remoteSdp, int index) {
        return ${streamName}Sdp.accepts(remoteSdp.media().get(index));
    }

    @Override
    public void update(SdpSession localSdp, SdpSession remoteSdp, int index) {
        peer = ${streamName}Sdp.address(remoteSdp, index);
        heldHere = !localSdp.direction(index).receives();
        heldThere = !remoteSdp.direction(index).receives();
    }

    @Override
    public void hold() {
        holdWanted = true;
    }

    @Override
    public void unhold() {
        holdWanted = false;
    }

    @Override
    public void deactivate() {
        // nothing to be said to the peer
    }

    @Override
    public void end() {
        if (ended) {
            return;
        }
        ended = true;
        notifications.post(new MediaStreamNotification.WillEnd(this, scheduler.now()));
        if (socket != null) {
            socket.close();
        }
        notifications.post(new MediaStreamNotification.DidEnd(this, scheduler.now(), ""));
    }

    @Override
    public boolean holdSupported() {
        return true;
    }

    @Override
    public boolean onHoldByLocal() {
        return heldHere;
    }

    @Override
    public boolean onHoldByRemote() {
        return heldThere;
    }

    @Override
    public void send(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST) {
            throw new IllegalArgumentException("the text has more than " + LONGEST + " bytes");
        }
        InetSocketAddress to = peer;
        DatagramSocket from = socket;
        if (to == null || from == null || onHold()) {
            return;
        }
        try {
            from.send(new DatagramPacket(bytes, bytes.length, to));
        } catch (IOException lost) {
            // as if it had been lost on the way
        }
    }

    private void receive(DatagramSocket from) {
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        try {
            while (true) {
                packet.setLength(LONGEST);
                from.receive(packet);
                String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                notifications.post(new ${streamName}Notification.GotText(this, scheduler.now(), text));
            }
        } catch (IOException closed) {
            // by end
        }
    }
}
