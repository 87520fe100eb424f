/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.msrp.internal.ByteQueue;
import org.sipsimple.msrp.internal.ChunkHandler;
import org.sipsimple.msrp.internal.MsrpDecoder;

/**
 * A logger for one connection that posts {@link MsrpNotification}s. Put it into the {@link MsrpOptions} a connector is
 * made with. Costs next to nothing while traffic is not wanted.
 */
public final class MsrpTracer implements MsrpLogger {
    /** What is shown of a chunk's content. */
    private static final int SHOWN = 8 * 1024;

    private final NotificationCenter center;
    private final Supplier<Instant> clock;
    private final Object sender;
    private final BooleanSupplier traffic;
    private final Lane incoming = new Lane(Direction.INCOMING);
    private final Lane outgoing = new Lane(Direction.OUTGOING);

    /**
     * @param clock for the time stamps, for example {@code scheduler::now}
     * @param sender of the notifications, for example the stream
     * @param traffic whether {@link MsrpNotification.TransportTrace} is wanted, asked once for each read or write; when
     *     it becomes true in the middle of a chunk, that chunk is left out
     */
    public MsrpTracer(NotificationCenter center, Supplier<Instant> clock, Object sender, BooleanSupplier traffic) {
        this.center = center;
        this.clock = clock;
        this.sender = sender;
        this.traffic = traffic;
    }

    @Override
    public boolean wantsData() {
        return traffic.getAsBoolean();
    }

    @Override
    public void received(ByteBuffer data) {
        incoming.add(data);
    }

    @Override
    public void sent(ByteBuffer data) {
        outgoing.add(data);
    }

    @Override
    public void log(Level level, String message) {
        center.post(new MsrpNotification.LibraryLog(sender, clock.get(), level, message));
    }

    /** One direction: puts what was read or written together to chunks. */
    private final class Lane implements ChunkHandler {
        private final Direction direction;
        private final ByteQueue rest = new ByteQueue();
        private final StringBuilder text = new StringBuilder();
        private @Nullable MsrpDecoder decoder;
        private @Nullable MsrpChunk head;
        private long size;
        private int shown;

        Lane(Direction direction) {
            this.direction = direction;
        }

        void add(ByteBuffer data) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            rest.add(bytes);
            ByteBuffer whole = ByteBuffer.allocate(rest.size());
            rest.moveTo(whole);
            whole.flip();
            MsrpDecoder current = decoder == null ? new MsrpDecoder(this, () -> false) : decoder;
            decoder = current;
            try {
                current.decode(whole);
                byte[] left = new byte[whole.remaining()];
                whole.get(left);
                rest.add(left);
            } catch (MsrpSyntaxException e) {
                // not MSRP, or the trace was switched on in the middle of a chunk: begin anew with the next bytes
                decoder = null;
                reset();
            }
        }

        private void reset() {
            head = null;
            size = 0;
            shown = 0;
            text.setLength(0);
        }

        @Override
        public void chunkStarted(MsrpChunk chunk, @Nullable String defect) {
            reset();
            head = chunk;
            for (String line : chunk.encodeStart().split("(?<=\n)")) {
                boolean secret = line.regionMatches(true, 0, "Authorization:", 0, 14);
                text.append(secret ? "Authorization: Digest ...\r\n" : line);
            }
        }

        @Override
        public void chunkData(ByteBuffer data) {
            size += data.remaining();
            byte[] bytes = new byte[Math.min(data.remaining(), SHOWN - shown)];
            data.get(bytes);
            shown += bytes.length;
            text.append(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void chunkEnded(char flag) {
            if (head != null) {
                if (size > shown) {
                    text.append("[").append(size - shown).append(" bytes more]");
                }
                text.append(head.encodeEnd(flag));
                String data = text.toString();
                reset();
                center.post(new MsrpNotification.TransportTrace(sender, clock.get(), direction, data));
            }
        }
    }
}
