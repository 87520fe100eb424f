/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.xcap.XcapException;
import org.sipsimple.api.xcap.XcapUri;

/**
 * One request until its last answer: answers challenges and follows redirections, within one limit of time. Credentials
 * go to the root's own server only. Its steps come one after another.
 */
final class Exchange<T> {
    private static final int UNAUTHORIZED = 401;
    /** Requests for one exchange, after which the server is not taken seriously any more. */
    private static final int TRIES = 8;

    /** What an answer means. */
    interface Reading<T> {
        T of(Answer answer) throws XcapException;
    }

    /** What all exchanges of a client share. */
    private final Connections connections;

    private final XcapUri uri;
    private final RequestText request;
    private final Reading<T> reading;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final URI first;
    private URI target;
    private int tries;
    private @Nullable Login fresh;
    private Login.@Nullable Answer sent;
    private @Nullable Login sentBy;
    private volatile @Nullable CompletableFuture<?> running;
    private @Nullable Scheduled limit;

    Exchange(Connections connections, XcapUri uri, RequestText request, Reading<T> reading) {
        this.connections = connections;
        this.uri = uri;
        this.request = request;
        this.reading = reading;
        first = uri.on(connections.options().root());
        target = first;
    }

    /** Sends it. The result may be cancelled. */
    CompletableFuture<T> start() {
        limit = connections.scheduler().schedule(connections.options().timeout(), () -> connections
                .executor()
                .execute(() -> fail(new XcapException.TimedOut("no answer from " + server() + " within "
                        + connections.options().timeout().toMillis() + " ms"))));
        result.whenComplete((value, failure) -> ended());
        send();
        return result;
    }

    /** Ends it without an answer. */
    void fail(Throwable failure) {
        result.completeExceptionally(failure);
    }

    private void ended() {
        Scheduled timer = limit;
        if (timer != null) {
            timer.cancel();
        }
        CompletableFuture<?> request = running;
        if (request != null) {
            request.cancel(true);
        }
    }

    private String server() {
        return target.getScheme() + "://" + target.getRawAuthority();
    }

    private void send() {
        tries++;
        HttpRequest.Builder http = request.to(target);
        sent = null;
        sentBy = isOwnServer() ? fresh != null ? fresh : connections.logins().known() : null;
        if (sentBy != null) {
            sent = sentBy.answer(request.method(), pathAndQuery());
            http.setHeader("Authorization", sent.header());
        }
        connections.trace().request(target, request, tries);
        CompletableFuture<HttpResponse<byte[]>> sending = connections.send(http);
        running = sending;
        if (result.isDone()) {
            sending.cancel(true);
        }
        sending.whenCompleteAsync(this::came, connections.executor());
    }

    private boolean isOwnServer() {
        return target.getScheme().equalsIgnoreCase(first.getScheme())
                && target.getRawAuthority().equalsIgnoreCase(first.getRawAuthority());
    }

    private String pathAndQuery() {
        String query = target.getRawQuery();
        return query == null ? target.getRawPath() : target.getRawPath() + '?' + query;
    }

    private void came(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        if (result.isDone()) {
            return;
        }
        try {
            if (response == null) {
                throw Failures.of(Objects.requireNonNull(failure), server());
            }
            connections.trace().answer(target, response);
            if (response.statusCode() == UNAUTHORIZED) {
                answerChallenge(response);
            } else if (Redirection.is(response.statusCode())) {
                follow(response);
            } else {
                checkProof(response);
                result.complete(reading.of(new Answer(uri, response)));
            }
        } catch (XcapException | RuntimeException e) {
            fail(e);
        }
    }

    private void answerChallenge(HttpResponse<byte[]> response) throws XcapException {
        if (!connections.logins().hasCredentials() || !isOwnServer()) {
            throw notAuthorized("wants a password, and there is none for it");
        }
        List<Challenge> challenges =
                ChallengeParser.challenges(response.headers().allValues("WWW-Authenticate"));
        boolean stale = challenges.stream().anyMatch(Challenge::isStale);
        // a nonce from an earlier request may have been good for that one only
        boolean refused = fresh != null && sentBy == fresh && !stale;
        if (refused || tries >= TRIES) {
            throw notAuthorized("does not accept the password");
        }
        fresh = connections
                .logins()
                .choose(challenges, target.getScheme().equalsIgnoreCase("https"))
                .orElseThrow(() -> notAuthorized("asks for a password in no way that is known and safe here"));
        send();
    }

    private XcapException notAuthorized(String what) {
        return new XcapException.NotAuthorized(UNAUTHORIZED, server() + ' ' + what);
    }

    private void follow(HttpResponse<byte[]> response) throws XcapException {
        if (tries >= TRIES) {
            throw new XcapException.Malformed(server() + " redirects again and again", null);
        }
        target = Redirection.target(target, request.method(), response);
        send();
    }

    /** RFC 7616 section 3.5: a server that says it knows the password has to prove it, and may name the next nonce. */
    private void checkProof(HttpResponse<byte[]> response) throws XcapException {
        Login login = sentBy;
        Login.Answer answer = sent;
        if (login == null || answer == null) {
            return;
        }
        Map<String, String> info = response.headers()
                .firstValue("Authentication-Info")
                .map(ChallengeParser::parameters)
                .orElse(Map.of());
        String proof = info.get("rspauth");
        connections.logins().remember(login.next(info.get("nextnonce")));
        if (proof != null && answer.proof() != null && !proof.equalsIgnoreCase(answer.proof())) {
            throw new XcapException.Malformed(server() + " does not know the password itself", null);
        }
    }
}
