/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.stream.FileExchange;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.cli.internal.call.ExitStatus;
import org.sipsimple.cli.internal.call.Requests;
import org.sipsimple.cli.internal.call.ToolFailure;

/** Makes streams and calls. Event loop only. */
final class Dialler {
    private static final String FILES = "file-transfer";

    private final Common common;
    private final Requests requests;
    private final Account account;
    private final Talks talks;
    private final TalkFactory factory;

    /** Makes the talk of a session of ours. */
    interface TalkFactory {
        Talk make(String callee);
    }

    Dialler(Common common, Requests requests, Account account, Talks talks, TalkFactory factory) {
        this.common = common;
        this.requests = requests;
        this.account = account;
        this.talks = talks;
        this.factory = factory;
    }

    SipUri address(String text) throws Refused {
        try {
            return requests.address(text);
        } catch (ToolFailure e) {
            throw new Refused("Illegal SIP address: " + e.getMessage());
        }
    }

    /** A stream of that type, by the plugin that is there now. */
    MediaStream create(String type) throws Refused {
        MediaStreamFactory found = common.services()
                .streams()
                .find(type)
                .orElseThrow(() -> new Refused("There is no stream of type " + type + "; there are: "
                        + common.services().streams().factories().stream()
                                .map(MediaStreamFactory::type)
                                .sorted()
                                .distinct()
                                .collect(Collectors.joining(", "))));
        return found.create(account);
    }

    /** A stream that sends the file. */
    private MediaStream sending(Path file) throws Refused {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new Refused("Failed to read file \"" + file + "\"");
        }
        MediaStream stream = create(FILES);
        FileExchange exchange = stream.facet(FileExchange.class)
                .orElseThrow(() -> new Refused("Streams of type " + FILES + " carry no files"));
        try {
            exchange.send(file);
            return stream;
        } catch (IOException e) {
            throw new Refused("Failed to read file \"" + file + "\": " + e.getMessage());
        }
    }

    /** Calls somebody with streams of these types. */
    void call(String target, List<String> types) throws Refused {
        if (talks.dialled().isPresent()) {
            throw new Refused("Please cancel any outgoing sessions before making any new ones");
        }
        SipUri uri = address(target);
        List<MediaStream> streams = new ArrayList<>();
        for (String type : types) {
            streams.add(create(type));
        }
        Talk talk = factory.make(uri.toString());
        talks.dialled(talk);
        connect(talk, uri, streams);
    }

    /** Sends a file in a session of its own. */
    void send(String target, Path file) throws Refused {
        SipUri uri = address(target);
        MediaStream stream = sending(file);
        Talk talk = factory.make(uri.toString());
        connect(talk, uri, List.of(stream));
        whenSent(talk, stream, talk::hangUp);
    }

    /** Sends a file within a session. */
    void send(Talk talk, Path file) throws Refused {
        MediaStream stream = sending(file);
        talk.watch().begin(List.of(stream));
        common.pending()
                .follow(
                        talk,
                        "Cannot send " + file.getFileName(),
                        talk.session().addStream(stream));
        whenSent(talk, stream, () -> common.pending()
                .follow(talk, "Cannot remove the stream", talk.session().removeStream(stream)));
    }

    private void whenSent(Talk talk, MediaStream stream, Runnable next) {
        stream.facet(FileExchange.class).ifPresent(file -> {
            CompletableFuture<Path> sent = file.transferred().toCompletableFuture();
            common.pending().await(CompletableFuture.anyOf(sent, talk.end())); // one that never began never ends
            sent.thenRun(() -> common.loop().execute(next));
        });
    }

    private void connect(Talk talk, SipUri target, List<MediaStream> streams) {
        talk.watch().begin(streams);
        var routes = common.services().lookup().lookupSipProxy(requests.nextHop(target), requests.supported());
        common.pending().await(talk.begun());
        routes.whenComplete(
                (found, failure) -> common.loop().execute(() -> routed(talk, target, streams, found, failure)));
    }

    private void routed(
            Talk talk,
            SipUri target,
            List<MediaStream> streams,
            @Nullable List<Route> routes,
            @Nullable Throwable failure) {
        if (talk.isOver()) {
            return;
        }
        if (routes == null) {
            String reason = failure == null ? "?" : Pending.reason(failure);
            talk.fail("Call to " + target + " failed: DNS lookup error: " + reason, ExitStatus.UNREACHABLE);
        } else {
            talk.session().connect(ToHeader.of(target), routes, streams);
        }
    }
}
