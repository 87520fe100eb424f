/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;

/** A message on its way to the peer. Thread-safe; its stages complete on the I/O thread. */
public interface OutgoingMessage {

    String messageId();

    /**
     * Completes when all of it is handed to the system. Who sends one thing after another without asking for answers
     * waits for this, so that a slow peer slows them down.
     *
     * @return fails as {@link #accepted} does
     */
    CompletionStage<Void> written();

    /**
     * Completes when the next hop has accepted all of it, or, if Failure-Report is {@code no}, when all is written.
     *
     * @return fails with {@link MsrpRefusedException} when an answer or a report says so (408 when no answer came in
     *     time), with {@link java.io.IOException} when the connection ended before
     */
    CompletionStage<Void> accepted();

    /**
     * Completes when the peer's success report for all of it has come; if none was asked for, together with
     * {@link #accepted}. Fails as that does.
     */
    CompletionStage<Void> delivered();

    /** The last response or report about it so far; empty before the first. */
    Optional<MsrpChunk> answer();

    /** Bytes the next hop has accepted so far, those before the start of a file included. */
    long acceptedBytes();

    /**
     * Calls an observer whenever {@link #acceptedBytes} has grown; on the I/O thread, so it must be quick. Takes the
     * place of the observer before.
     */
    void onProgress(LongConsumer observer);

    /** Gives up: the rest is not sent, and the peer is told with the flag {@code #}. */
    void cancel();
}
