/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.stream;

import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ConsumerType;

import org.sipsimple.api.notification.Notification;

/** A facet of streams that carry text between people, whatever the protocol. Thread-safe. */
@ConsumerType
public interface TextExchange {

    /**
     * Sends a piece of text; before the stream has started it waits for that.
     *
     * @return completes when the peer has said that it has the text; fails when it will not
     */
    CompletionStage<Void> sendText(String text);

    /** A stream's notification that text has come from the peer. */
    interface Received extends Notification {

        @Override
        MediaStream sender();

        String text();
    }
}
