/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

import org.sipsimple.api.configuration.XcapRoot;

/**
 * Whole documents by RFC 4825's rules, with versions and preconditions; for anything else tests say how it answers.
 * Remembers what it was asked.
 */
final class XcapServer implements AutoCloseable {

    /** What came. */
    record Seen(String method, String target, Map<String, List<String>> headers, byte[] body) {
        @Nullable
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().get(0))
                    .findFirst()
                    .orElse(null);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** What goes out; headers as name and value by turns. */
    record Reply(int status, byte[] body, String... headers) {
        static Reply of(int status, String body, String... headers) {
            return new Reply(status, body.getBytes(StandardCharsets.UTF_8), headers);
        }
    }

    /** How to answer; null for the rules. */
    interface Behaviour {
        @Nullable
        Reply answer(Seen request);
    }

    private record Version(String etag, String type, byte[] body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Version> documents = new ConcurrentHashMap<>();
    private final AtomicInteger versions = new AtomicInteger();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = request -> null;

    XcapServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    XcapRoot root() {
        return XcapRoot.parse("http://127.0.0.1:" + port() + "/root");
    }

    int port() {
        return server.getAddress().getPort();
    }

    void answers(Behaviour changed) {
        behaviour = changed;
    }

    List<Seen> seen() {
        return new ArrayList<>(seen);
    }

    Seen last() {
        return seen.get(seen.size() - 1);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Seen request = new Seen(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                exchange.getRequestBody().readAllBytes());
        seen.add(request);
        Reply reply = behaviour.answer(request);
        if (reply == null) {
            reply = byTheRules(request);
        }
        for (int i = 0; i < reply.headers.length; i += 2) {
            exchange.getResponseHeaders().add(reply.headers[i], reply.headers[i + 1]);
        }
        boolean bodiless = reply.body.length == 0 || reply.status == 304 || reply.status == 204;
        exchange.sendResponseHeaders(reply.status, bodiless ? -1 : reply.body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(reply.body);
        }
        exchange.close();
    }

    private synchronized Reply byTheRules(Seen request) {
        Version now = documents.get(request.target);
        String match = request.header("If-Match");
        String noneMatch = request.header("If-None-Match");
        boolean matches = match == null || now != null && (match.equals("*") || match.equals(now.etag));
        boolean differs = noneMatch == null || now == null || !noneMatch.equals("*") && !noneMatch.equals(now.etag);
        if (!matches || !differs) {
            return Reply.of(request.method.equals("GET") && matches ? 304 : 412, "");
        }
        if (request.method.equals("PUT")) {
            String etag = "\"v" + versions.incrementAndGet() + '"';
            documents.put(
                    request.target, new Version(etag, String.valueOf(request.header("Content-Type")), request.body));
            return Reply.of(now == null ? 201 : 200, "", "ETag", etag);
        }
        if (now == null) {
            return Reply.of(404, "");
        }
        if (request.method.equals("DELETE")) {
            documents.remove(request.target);
            return Reply.of(200, "");
        }
        return new Reply(200, now.body, "ETag", now.etag, "Content-Type", now.type);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
