/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.msrp.internal.ChunkHandler;
import org.sipsimple.msrp.internal.Connection;

/** Waits on an accepted connection for the SEND that says which session it is for. On the I/O thread. */
final class PassiveBinding implements ChunkHandler {
    /** The sessions that are expected. */
    interface Expected {
        /** Takes the session the chunk is for off the list; empty when there is none. */
        Optional<Waiting> claim(MsrpChunk head);
    }

    /** A session someone waits for. */
    interface Waiting {
        void bound(Connection connection, MsrpChunk head);
    }

    private final MsrpStack stack;
    private final MsrpOptions options;
    private final Connection connection;
    private final Expected expected;
    private @Nullable Scheduled timer;
    private @Nullable MsrpChunk refused;
    private boolean done;

    PassiveBinding(MsrpStack stack, MsrpOptions options, Connection connection, Expected expected) {
        this.stack = stack;
        this.options = options;
        this.connection = connection;
        this.expected = expected;
    }

    /** Begins to read. */
    void start() {
        timer = stack.scheduler().schedule(options.timeout(), () -> connection.execute(this::expired));
        connection.setHandler(this);
    }

    private void expired() {
        if (!done) {
            connection.close(new MsrpTimeoutException("nobody bound the connection", options.timeout()));
        }
    }

    private void finish() {
        done = true;
        if (timer != null) {
            timer.cancel();
        }
    }

    @Override
    public void chunkStarted(MsrpChunk head, @Nullable String defect) {
        if (!head.isRequest("SEND")) {
            finish();
            options.logger().log(Level.WARNING, "connection closed: it began with " + head);
            connection.close(new MsrpException("the connection began with " + head));
            return;
        }
        Optional<Waiting> waiting = defect == null ? expected.claim(head) : Optional.empty();
        if (waiting.isEmpty()) {
            refused = head;
            return;
        }
        finish();
        connection.setHandler(null);
        waiting.get().bound(connection, head);
    }

    @Override
    public void chunkData(ByteBuffer data) {
        // of a chunk that is refused when it ends
    }

    @Override
    public void chunkEnded(char flag) {
        if (refused != null && !done) {
            finish();
            MsrpChunk.Builder answer = MsrpChunk.response(refused.transactionId(), 481, "Session does not exist");
            refused.header("From-Path").ifPresent(path -> answer.header("To-Path", path.split(" ", 2)[0]));
            refused.header("To-Path").ifPresent(path -> answer.header("From-Path", path));
            connection.answer(answer.build());
            connection.closeWhenSent();
        }
    }

    @Override
    public void connectionClosed(@Nullable IOException cause) {
        finish();
        if (cause != null) {
            options.logger().log(Level.WARNING, "a connection ended before it was bound: " + cause.getMessage());
        }
    }
}
