/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.api.xcap.DocumentSelector;
import org.sipsimple.api.xcap.NodeSelector;
import org.sipsimple.api.xcap.Precondition;
import org.sipsimple.api.xcap.XcapCapabilities;
import org.sipsimple.api.xcap.XcapChange;
import org.sipsimple.api.xcap.XcapClient;
import org.sipsimple.api.xcap.XcapException;
import org.sipsimple.api.xcap.XcapOptions;
import org.sipsimple.api.xcap.XcapResource;
import org.sipsimple.api.xcap.XcapUri;

/** XCAP over the platform's HTTP client. */
public final class HttpXcapClient implements XcapClient {
    private static final DocumentSelector CAPABILITIES = DocumentSelector.global(CapabilitiesReader.AUID, "index");

    private final Connections connections;
    private final Set<Exchange<?>> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @throws GeneralSecurityException when the platform cannot use the TLS credentials */
    public HttpXcapClient(XcapOptions options, NotificationCenter notifications, ThreadManager threads)
            throws GeneralSecurityException {
        Executor executor = threads.pool("xcap");
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(options.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(TlsChoice.context(options.tls()))
                .executor(executor)
                .build();
        connections = new Connections(
                options,
                http,
                new Logins(options.credentials(), new SecureRandom()),
                executor,
                threads.scheduler(),
                new ExchangeTrace(this, notifications, threads.scheduler()));
    }

    @Override
    public XcapOptions options() {
        return connections.options();
    }

    @Override
    public CompletionStage<XcapResource> get(XcapUri uri) {
        return run(uri, new RequestText("GET", null, "", null), Answer::resource);
    }

    @Override
    public CompletionStage<Optional<XcapResource>> getIfChanged(XcapUri uri, String etag) {
        // the same characters are allowed in both headers
        String known = Precondition.unchanged(etag).value();
        return run(uri, new RequestText("GET", "If-None-Match", known, null), Answer::changedResource);
    }

    @Override
    public CompletionStage<XcapChange> put(XcapUri uri, Payload body, Precondition precondition) {
        requireChangeable(uri);
        boolean xml =
                body.type().subtype().endsWith("+xml") || body.type().subtype().equals("xml");
        if (xml && !StrictUtf8.is(body.body())) {
            throw new IllegalArgumentException("what is to be put at " + uri + " is not UTF-8");
        }
        RequestText request = new RequestText("PUT", precondition.header(), precondition.value(), body);
        return run(uri, request, Answer::change);
    }

    @Override
    public CompletionStage<XcapChange> delete(XcapUri uri, Precondition precondition) {
        requireChangeable(uri);
        return run(uri, new RequestText("DELETE", precondition.header(), precondition.value(), null), Answer::change);
    }

    private static void requireChangeable(XcapUri uri) {
        NodeSelector node = uri.node();
        if (node != null && node.kind() == NodeSelector.Kind.NAMESPACES) {
            throw new IllegalArgumentException("namespaces can only be read: " + uri);
        }
    }

    @Override
    public CompletionStage<XcapCapabilities> capabilities() {
        return run(XcapUri.of(CAPABILITIES), new RequestText("GET", null, "", null), HttpXcapClient::capabilities);
    }

    private static XcapCapabilities capabilities(Answer answer) throws XcapException {
        try {
            return CapabilitiesReader.read(answer.resource().payload().body());
        } catch (PayloadFormatException e) {
            throw new XcapException.Malformed("what the server can do cannot be read: " + e.getMessage(), e);
        }
    }

    private <T> CompletionStage<T> run(XcapUri uri, RequestText request, Exchange.Reading<T> reading) {
        if (closed) {
            return CompletableFuture.failedFuture(closed());
        }
        Exchange<T> exchange = new Exchange<>(connections, uri, request, reading);
        running.add(exchange);
        CompletableFuture<T> result = exchange.start();
        result.whenComplete((value, failure) -> running.remove(exchange));
        if (closed) {
            // close() may have looked around just before
            exchange.fail(closed());
        }
        return result;
    }

    private static XcapException closed() {
        return new XcapException.ConnectionLost("the client is closed", null);
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(exchange -> exchange.fail(closed()));
    }
}
