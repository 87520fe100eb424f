/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.stream.FileExchange;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.TextExchange;

/**
 * Streams that the peer adds to a call: text and files are taken where the user wants them, everything else is refused. Event
 * loop only.
 */
final class Companions implements AutoCloseable {
    private final CallServices services;
    private final EventLoop loop;
    private final PrintStream say;
    private final Session session;
    private final CallReport report;
    private final boolean wantsText;
    private final @Nullable Path files;
    private final List<Observation> observations = new ArrayList<>();

    /**
     * @param wantsText whether text is taken
     * @param files where files are put; null to take none
     */
    Companions(
            CallServices services,
            EventLoop loop,
            PrintStream say,
            Session session,
            CallReport report,
            boolean wantsText,
            @Nullable Path files) {
        this.services = services;
        this.loop = loop;
        this.say = say;
        this.session = session;
        this.report = report;
        this.wantsText = wantsText;
        this.files = files;
        observations.add(
                services.notifications().observe(SessionNotification.GotProposal.class, session, loop, this::proposed));
    }

    private void proposed(SessionNotification.GotProposal proposal) {
        if (proposal.originator() == Originator.LOCAL) {
            return;
        }
        List<MediaStream> taken =
                proposal.streams().stream().filter(this::takes).toList();
        if (taken.isEmpty()) {
            say.println("Refusing what the peer wants to add to the call");
            session.rejectProposal();
        } else {
            taken.forEach(stream -> say.println("The peer adds " + stream.type()));
            session.acceptProposal(taken);
        }
    }

    private boolean takes(MediaStream stream) {
        if (wantsText && stream.facet(TextExchange.class).isPresent()) {
            observations.add(services.notifications().observe(TextExchange.Received.class, stream, loop, text -> {
                report.text(text.text());
                say.println("Text: " + text.text());
            }));
            return true;
        }
        FileExchange exchange = stream.facet(FileExchange.class).orElse(null);
        if (files == null || exchange == null) {
            return false;
        }
        exchange.receiveInto(files);
        exchange.transferred().whenComplete((file, failure) -> loop.execute(() -> received(file, failure)));
        return true;
    }

    private void received(@Nullable Path file, @Nullable Throwable failure) {
        if (file == null) {
            say.println("The file did not arrive: " + (failure == null ? "?" : failure.getMessage()));
        } else {
            report.file(file.getFileName().toString());
            say.println("Received " + file);
        }
    }

    @Override
    public void close() {
        observations.forEach(Observation::close);
    }
}
