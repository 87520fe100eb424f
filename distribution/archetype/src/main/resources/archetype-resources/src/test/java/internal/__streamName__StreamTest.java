package ${package}.internal;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;


import org.junit.jupiter.api.Test;

import org.sipsimple.api.sdp.SdpConnection;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.stream.testkit.FakeAccount;
import org.sipsimple.stream.testkit.InlineThreads;
import org.sipsimple.stream.testkit.RecordedNotifications;
import org.sipsimple.stream.testkit.SilentSession;

import ${package}.${streamName}Notification;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ${streamName}StreamTest {
    private final RecordedNotifications notifications = new RecordedNotifications();
    private final InlineThreads threads = new InlineThreads();

    private ${streamName}Stream initialized(Direction direction) {
        ${streamName}Stream stream =
                new ${streamName}Stream(notifications, threads.scheduler(), task -> new Thread(task, "receiving").start());
        stream.initialize(new SilentSession(new FakeAccount()), direction);
        return stream;
    }

    private static SdpSession sdp(${streamName}Stream stream) {
        return SdpSession.of("127.0.0.1")
                .withConnection(SdpConnection.of("127.0.0.1"))
                .withMedia(List.of(stream.localMedia(null, 0)));
    }

    @Test
    void aTextGoesFromOneEndToTheOther() throws InterruptedException {
        BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        ${streamName}Stream ours = initialized(Direction.OUTGOING);
        ${streamName}Stream theirs = initialized(Direction.INCOMING);
        notifications.observe(${streamName}Notification.GotText.class, theirs, got -> texts.add(got.text()));
        ours.start(sdp(ours), sdp(theirs), 0);
        theirs.start(sdp(theirs), sdp(ours), 0);
        ours.send("hello");
        assertEquals("hello", texts.poll(30, TimeUnit.SECONDS));
        ours.end();
        theirs.end();
    }
}
