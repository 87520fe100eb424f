/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.SipMessage;

/**
 * A request of a peer within a dialog, to be answered.
 *
 * @param id what the answer has to name
 * @param peer where it came from; null when that cannot be told
 */
record DialogRequest(long id, SipMessage message, @Nullable InetSocketAddress peer) {

    String method() {
        return message.method();
    }
}
