/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.Payload;

/**
 * A request without its place.
 *
 * @param header name of a header about versions; null for none
 * @param value of that header
 */
record RequestText(String method, @Nullable String header, String value, @Nullable Payload body) {

    HttpRequest.Builder to(URI target) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target).method(method, publisher());
        if (target.getScheme().equalsIgnoreCase("http")) {
            // else the client would ask for an upgrade, which simple servers do not understand
            request.version(HttpClient.Version.HTTP_1_1);
        }
        if (header != null) {
            request.setHeader(header, value);
        }
        if (body != null) {
            request.setHeader("Content-Type", body.type().toString());
        }
        return request;
    }

    private HttpRequest.BodyPublisher publisher() {
        return body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body.body());
    }
}
