/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Publication} publishes.
 *
 * @param from whose state it is; the URI is also where it is sent to
 * @param event the event package
 * @param contentType of the bodies
 * @param credentials for 401 and 407, null for none
 * @param duration the expiry asked for
 * @param extraHeaders sent with every PUBLISH
 */
public record PublicationOptions(
        FromHeader from,
        EventHeader event,
        ContentTypeHeader contentType,
        @Nullable Credentials credentials,
        Duration duration,
        List<SipHeader> extraHeaders) {
    public PublicationOptions {
        extraHeaders = List.copyOf(extraHeaders);
    }
}
