/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.threading.Scheduled;

/** Checks with an empty message now and then that the peer is still there. On the I/O thread only. */
final class KeepAlive implements Transactions.Answered {
    private final MsrpTransport transport;
    private final Transactions transactions;
    private final Duration interval;
    private @Nullable Scheduled timer;
    private boolean stopped;

    KeepAlive(MsrpTransport transport, Transactions transactions) {
        this.transport = transport;
        this.transactions = transactions;
        interval = transport.options().keepAlive();
    }

    void start() {
        if (!interval.isZero() && !stopped) {
            timer = transport.stack().scheduler().schedule(interval, () -> transport
                    .connection()
                    .execute(this::check));
        }
    }

    void stop() {
        stopped = true;
        if (timer != null) {
            timer.cancel();
        }
    }

    private void check() {
        if (stopped) {
            return;
        }
        MsrpChunk chunk = transport.makeEmpty().header("Keep-Alive", "yes").build();
        transactions.add(chunk.transactionId(), this);
        transport.connection().send(chunk.encode(), failure -> {
            if (failure != null) {
                stop();
            }
        });
        transport.connection().flush();
    }

    /** Any answer shows that the peer lives, an error too. */
    @Override
    public void answered(int code, String comment, @Nullable MsrpChunk response) {
        if (response == null) {
            transport
                    .connection()
                    .close(new MsrpTimeoutException(
                            "the peer did not answer the keep-alive",
                            transport.options().timeout()));
        } else {
            start();
        }
    }

    @Override
    public void failed(IOException cause) {
        stop();
    }
}
