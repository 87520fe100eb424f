package ${package};

import java.time.Instant;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.stream.MediaStream;

/** What a ${streamType} stream reports. */
public sealed interface ${streamName}Notification extends Notification {

    @Override
    MediaStream sender();

    @Override
    default String name() {
        return "${streamName}Stream" + getClass().getSimpleName();
    }

    /** The peer has sent a text. */
    record GotText(MediaStream sender, Instant timestamp, String text) implements ${streamName}Notification {}
}
