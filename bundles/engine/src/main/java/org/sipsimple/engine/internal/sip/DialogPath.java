/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;

/** The way of messages within a dialog: one of its own, or that of a call. Event thread only. */
interface DialogPath {

    /** Sends a request; its final answer goes to {@code outcome}, on the event thread, unless the path is closed first. */
    void send(String method, List<? extends SipHeader> headers, @Nullable SipBody body, Consumer<Answer> outcome);

    /** Answers a request of the peer. */
    void respond(long request, int code, @Nullable String reason, List<? extends SipHeader> headers);

    /** Gives that address as ours from now on. */
    void setContact(ContactHeader contact);

    /** Gives the path up, without any message to the peer. */
    void close();
}
