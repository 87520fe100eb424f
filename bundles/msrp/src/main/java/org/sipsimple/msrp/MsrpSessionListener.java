/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/** What a session reports. Called on the I/O thread of the connection: it must be quick and must not wait. */
public interface MsrpSessionListener {

    /**
     * A message begins. Who does not say otherwise gets it whole, as {@link #received}.
     *
     * @throws MsrpRefusedException to answer so and drop it
     */
    default MessageReceiver incoming(MsrpSession session, IncomingMessage message) throws MsrpRefusedException {
        return session.collect(message);
    }

    /** A whole message, if {@link #incoming} left its collection to the session. */
    default void received(MsrpSession session, IncomingMessage message, byte[] content) {}

    /**
     * A request of another method than SEND and REPORT, for example NICKNAME.
     *
     * @return the response's code and comment, 200 for success; by default 501
     */
    default CompletionStage<Answer> request(MsrpSession session, MsrpChunk request) {
        return CompletableFuture.completedStage(Answer.of(501, "Not implemented"));
    }

    /** The session is over. Null after {@link MsrpSession#shutdown}, or when the peer closed in order. */
    default void closed(MsrpSession session, @Nullable IOException cause) {}

    /**
     * A response to send.
     *
     * @param headers to add to it
     */
    record Answer(int code, String comment, java.util.List<MsrpHeader> headers) {
        public Answer {
            headers = java.util.List.copyOf(headers);
        }

        public static Answer of(int code, String comment) {
            return new Answer(code, comment, java.util.List.of());
        }
    }
}
