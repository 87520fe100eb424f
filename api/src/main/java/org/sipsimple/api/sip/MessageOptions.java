/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Route;

/**
 * What a {@link Message} sends.
 *
 * @param from who sends
 * @param to whom it is for; its URI is the Request-URI
 * @param route the next hop
 * @param body what it says
 * @param credentials for 401 and 407, null for none
 * @param extraHeaders sent with it
 */
public record MessageOptions(
        FromHeader from,
        ToHeader to,
        Route route,
        SipBody body,
        @Nullable Credentials credentials,
        List<SipHeader> extraHeaders) {
    public MessageOptions {
        extraHeaders = List.copyOf(extraHeaders);
    }
}
