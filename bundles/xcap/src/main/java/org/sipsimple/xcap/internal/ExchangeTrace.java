/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.api.xcap.XcapClient;
import org.sipsimple.api.xcap.XcapNotification;

/** Posts what goes over the wire. What proves a password stays out, and so do cookies. */
final class ExchangeTrace {
    private static final int LONGEST_BODY = 16 << 10;
    private static final Set<String> HIDDEN =
            Set.of("authorization", "authentication-info", "www-authenticate", "set-cookie");

    private final XcapClient client;
    private final NotificationCenter notifications;
    private final Scheduler clock;

    ExchangeTrace(XcapClient client, NotificationCenter notifications, Scheduler clock) {
        this.client = client;
        this.notifications = notifications;
        this.clock = clock;
    }

    void request(URI target, RequestText request, int attempt) {
        StringBuilder text = new StringBuilder(request.method()).append(' ').append(target);
        if (attempt > 1) {
            text.append(" (attempt ").append(attempt).append(')');
        }
        text.append('\n');
        if (request.header() != null) {
            text.append(request.header()).append(": ").append(request.value()).append('\n');
        }
        if (request.body() != null) {
            text.append("Content-Type: ").append(request.body().type()).append('\n');
            append(text, request.body().body());
        }
        post(text);
    }

    void answer(URI target, HttpResponse<byte[]> response) {
        StringBuilder text = new StringBuilder("Status ").append(response.statusCode());
        text.append(" from ").append(target).append('\n');
        response.headers().map().forEach((name, values) -> {
            if (!HIDDEN.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(
                        value -> text.append(name).append(": ").append(value).append('\n'));
            }
        });
        append(text, response.body());
        post(text);
    }

    private static void append(StringBuilder text, byte @Nullable [] body) {
        if (body != null && body.length > 0) {
            int shown = Math.min(body.length, LONGEST_BODY);
            text.append('\n')
                    .append(new String(body, 0, shown, StandardCharsets.UTF_8))
                    .append('\n');
            if (shown < body.length) {
                text.append("... ").append(body.length - shown).append(" more bytes\n");
            }
        }
    }

    private void post(StringBuilder text) {
        notifications.post(new XcapNotification.Trace(client, clock.now(), text.toString()));
    }
}
