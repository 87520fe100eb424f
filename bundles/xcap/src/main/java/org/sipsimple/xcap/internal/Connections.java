/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.api.xcap.XcapOptions;

/** What the exchanges of one client share. */
record Connections(
        XcapOptions options,
        HttpClient http,
        Logins logins,
        Executor executor,
        Scheduler scheduler,
        ExchangeTrace trace) {

    CompletableFuture<HttpResponse<byte[]>> send(HttpRequest.Builder request) {
        try {
            return http.sendAsync(request.build(), LimitedBody.upTo(options.largest()));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
