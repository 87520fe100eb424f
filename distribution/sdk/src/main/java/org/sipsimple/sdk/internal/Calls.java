/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.sdk.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;

/** Makes calls out of the parts. */
public final class Calls {
    private final Parts parts;

    public Calls(Parts parts) {
        this.parts = parts;
    }

    /** See {@code SipSimple.call}. */
    public CompletionStage<Session> call(Account account, SipUri to, List<String> streamTypes) {
        List<MediaStream> streams = new ArrayList<>();
        for (String type : streamTypes) {
            MediaStreamFactory factory = parts.streams().find(type).orElse(null);
            if (factory == null) {
                return CompletableFuture.failedStage(
                        new IllegalArgumentException("there are no streams of type " + type));
            }
            streams.add(factory.create(account));
        }
        List<Transport> transports =
                Objects.requireNonNull(parts.settings().view(account.id()).get(GeneralSettings.SIP_TRANSPORT_LIST));
        CompletableFuture<Session> call = new CompletableFuture<>();
        parts.lookup()
                .lookupSipProxy(account.outboundProxy().orElse(to), transports)
                .thenCompose(routes -> call(account, to, routes, streams))
                .whenComplete((session, failure) -> {
                    if (failure == null) {
                        call.complete(session);
                    } else {
                        // callers ask what kind of failure it is, so it is not handed on wrapped
                        boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
                        call.completeExceptionally(wrapped ? failure.getCause() : failure);
                    }
                });
        return call;
    }

    private CompletionStage<Session> call(Account account, SipUri to, List<Route> routes, List<MediaStream> streams) {
        Session session = parts.sessions().create(account);
        return session.connect(ToHeader.of(to), routes, streams).thenApply(started -> session);
    }
}
