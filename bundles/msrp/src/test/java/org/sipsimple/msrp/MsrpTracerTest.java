/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.NotificationObserver;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.Direction;

import static org.assertj.core.api.Assertions.assertThat;

class MsrpTracerTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String SEND = "MSRP aaaa SEND\r\nTo-Path: msrp://b:1/b;tcp\r\nFrom-Path: msrp://a:1/a;tcp\r\n"
            + "Message-ID: m\r\nContent-Type: text/plain\r\n\r\nhell\u00f6\r\n-------aaaa$\r\n";
    private static final String ANSWER =
            "MSRP aaaa 200 OK\r\nTo-Path: msrp://a:1/a;tcp\r\nFrom-Path: msrp://b:1/b;tcp\r\n-------aaaa$\r\n";

    private final List<Notification> posted = new ArrayList<>();
    private final MsrpTracer tracer = new MsrpTracer(new Center(), () -> NOW, "the stream", () -> true);

    /** Keeps what is posted. */
    private final class Center implements NotificationCenter {
        @Override
        public void post(Notification notification) {
            posted.add(notification);
        }

        @Override
        public <T extends Notification> Observation observe(
                Class<T> type, @Nullable Object sender, Consumer<? super T> observer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T extends Notification> Observation observe(
                Class<T> type, @Nullable Object sender, Executor executor, Consumer<? super T> observer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Observation observe(Set<String> names, NotificationObserver observer) {
            throw new UnsupportedOperationException();
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void postsWholeChunksOfBothDirectionsHoweverTheyAreSplit(int size) {
        ByteBuffer all = bytes(SEND);
        while (all.hasRemaining()) {
            int count = Math.min(size, all.remaining());
            tracer.received(all.slice(all.position(), count).asReadOnlyBuffer());
            all.position(all.position() + count);
        }
        tracer.sent(bytes(ANSWER));
        assertThat(posted)
                .containsExactly(
                        new MsrpNotification.TransportTrace("the stream", NOW, Direction.INCOMING, SEND),
                        new MsrpNotification.TransportTrace("the stream", NOW, Direction.OUTGOING, ANSWER));
        MsrpNotification.TransportTrace trace = (MsrpNotification.TransportTrace) posted.get(0);
        assertThat(trace.name()).isEqualTo("MSRPTransportTrace");
        assertThat(trace.timestamp()).isEqualTo(NOW);
        assertThat(trace.direction()).isEqualTo(Direction.INCOMING);
        assertThat(trace.data()).isEqualTo(SEND);
    }

    @Test
    void cutsLongContentAndHidesAnswersToChallenges() {
        tracer.sent(bytes(SEND.replace("hell\u00f6", "x".repeat(10_000))));
        tracer.sent(bytes("MSRP bbbb AUTH\r\nTo-Path: msrp://r:1;tcp\r\nFrom-Path: msrp://a:1/a;tcp\r\n"
                + "Authorization: Digest response=\"0123\"\r\n-------bbbb$\r\n"));
        assertThat(((MsrpNotification.TransportTrace) posted.get(0)).data())
                .contains("x[1808 bytes more]\r\n-------aaaa$");
        assertThat(((MsrpNotification.TransportTrace) posted.get(1)).data())
                .contains("Authorization: Digest ...\r\n")
                .doesNotContain("0123");
    }

    @Test
    void goesOnAfterWhatIsNoMsrp() {
        tracer.received(bytes("GET / HTTP/1.1\r\n\r\n"));
        tracer.received(bytes(ANSWER));
        assertThat(posted).hasSize(1);
    }

    @Test
    void remarksBecomeNotifications() {
        tracer.log(Level.WARNING, "the peer is gone");
        MsrpNotification.LibraryLog log = (MsrpNotification.LibraryLog) posted.get(0);
        assertThat(log.name()).isEqualTo("MSRPLibraryLog");
        assertThat(log.timestamp()).isEqualTo(NOW);
        assertThat(log.level()).isEqualTo(Level.WARNING);
        assertThat(log.message()).isEqualTo("the peer is gone");
    }
}
