/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.time.Instant;

import org.sipsimple.api.notification.Notification;

/** What an {@link RtpTransport} reports. Spec: SIP Core API, notifications of {@code RTPTransport}. */
public sealed interface RtpTransportNotification extends Notification {

    @Override
    RtpTransport sender();

    @Override
    default String name() {
        return "RTPTransport" + getClass().getSimpleName();
    }

    /** The transport can now make SDP. */
    record DidInitialize(RtpTransport sender, Instant timestamp) implements RtpTransportNotification {}

    /** The transport could not be prepared: it is in use, or a server for its candidates did not answer. */
    record DidFail(RtpTransport sender, Instant timestamp, String reason) implements RtpTransportNotification {}
}
