/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.station;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.audio.RtpInformation;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionManager;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.InvitationNotification;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamRegistry;

/**
 * A phone on loopback that takes whatever is offered. Commands are words; calls are named by numbers in the order they
 * began, incoming and outgoing alike:
 *
 * <pre>
 * start                listens, answers the port
 * call PORT            calls with audio, answers the number of the call once it has started
 * propose CALL TYPE    adds a stream, answers "accepted" or "refused CODE"
 * offer PORT TYPE      calls with audio and a stream of that type
 * remove CALL TYPE     removes a stream
 * types                the media types there are, separated by blanks
 * streams CALL         those of a call
 * state CALL           CONNECTED and so on
 * answered             the media lines the peer last answered or offered, such as "audio:4000 application:0"
 * packets CALL         RTP packets received so far
 * port CALL            where RTP is received
 * accepts SDP          whether some type takes the first line of that description, whose lines are separated by |
 * write CALL TEXT      writes on the call's whiteboard
 * board CALL           the whiteboard as SVG
 * end CALL
 * </pre>
 */
@Component(service = Function.class, property = "station=phone", immediate = true)
public final class Station implements Function<String, String> {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Engine engine;
    private final AccountManager accounts;
    private final SessionManager sessions;
    private final MediaStreamRegistry registry;
    private final List<Session> calls = new ArrayList<>();
    private final List<AutoCloseable> observations = new ArrayList<>();
    private volatile String answered = "";

    @Activate
    public Station(
            @Reference Engine engine,
            @Reference AccountManager accounts,
            @Reference SessionManager sessions,
            @Reference MediaStreamRegistry registry,
            @Reference NotificationCenter notifications) {
        this.engine = engine;
        this.accounts = accounts;
        this.sessions = sessions;
        this.registry = registry;
        observations.add(notifications.observe(SessionNotification.class, this::heard)::close);
        observations.add(notifications.observe(InvitationNotification.GotSdpUpdate.class, this::agreed)::close);
    }

    private void heard(SessionNotification event) {
        if (event instanceof SessionNotification.NewIncoming call) {
            remember(call.sender());
            call.sender().accept(call.streams());
        } else if (event instanceof SessionNotification.GotProposal proposal
                && proposal.originator() == Originator.REMOTE) {
            proposal.sender().acceptProposal(proposal.streams());
        }
    }

    private void agreed(InvitationNotification.GotSdpUpdate update) {
        SdpSession remote = update.remoteSdp();
        if (remote != null) {
            answered = remote.media().stream()
                    .map(line -> line.media() + ":" + line.port())
                    .collect(Collectors.joining(" "));
        }
    }

    private synchronized int remember(Session session) {
        calls.add(session);
        return calls.size() - 1;
    }

    private synchronized Session call(String number) {
        return calls.get(Integer.parseInt(number));
    }

    @Override
    public String apply(String command) {
        String[] words = command.split(" ", 3);
        return switch (words[0]) {
            case "start" -> start();
            case "call" -> dial(words[1], List.of("audio"));
            case "offer" -> dial(words[1], List.of("audio", words[2]));
            case "propose" -> propose(call(words[1]), words[2]);
            case "remove" -> done(call(words[1]).removeStream(stream(call(words[1]), words[2])));
            case "end" -> done(call(words[1]).end());
            case "types" ->
                registry.factories().stream()
                        .map(factory -> factory.type())
                        .sorted()
                        .collect(Collectors.joining(" "));
            case "streams" -> types(call(words[1]).streams());
            case "state" -> call(words[1]).state().name();
            case "answered" -> answered;
            case "packets" -> Long.toString(rtp(words[1]).statistics().receivedPackets());
            case "port" ->
                Integer.toString(rtp(words[1]).localRtpAddress().orElseThrow().getPort());
            case "accepts" -> Boolean.toString(accepts(command.substring(words[0].length() + 1)));
            case "write" -> {
                Boards.write(stream(call(words[1]), "whiteboard"), words[2]);
                yield "";
            }
            case "board" -> Boards.svg(stream(call(words[1]), "whiteboard"));
            default -> throw new IllegalArgumentException(command);
        };
    }

    private String start() {
        done(engine.start(EngineOptions.defaults().withBindAddress("127.0.0.1").withPorts(Map.of(Transport.UDP, 0))));
        accounts.add(new AccountOptions(SipUri.parse("sip:station@127.0.0.1"), null, null, null, false));
        return Integer.toString(
                engine.listeningAddress(Transport.UDP).orElseThrow().getPort());
    }

    private Account account() {
        return accounts.account("station@127.0.0.1").orElseThrow();
    }

    private MediaStream create(String type) {
        return registry.find(type).orElseThrow().create(account());
    }

    private String dial(String port, List<String> types) {
        Session session = sessions.create(account());
        var here = engine.listeningAddress(Transport.UDP).orElseThrow().getAddress();
        int number = remember(session);
        done(session.connect(
                ToHeader.of(SipUri.of("station", "127.0.0.1").withPort(Integer.parseInt(port))),
                List.of(new Route(here, Integer.parseInt(port), Transport.UDP)),
                types.stream().map(this::create).toList()));
        return Integer.toString(number);
    }

    private String propose(Session session, String type) {
        try {
            done(session.addStream(create(type)));
            return "accepted";
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof SessionFailedException refused) {
                return "refused " + refused.code();
            }
            throw failed;
        }
    }

    private boolean accepts(String lines) {
        SdpSession offer = SdpSession.parse(lines.replace("|", "\r\n") + "\r\n");
        return registry.factories().stream().anyMatch(factory -> factory.accepts(account(), offer, 0));
    }

    private static String types(List<MediaStream> streams) {
        return streams.stream().map(MediaStream::type).collect(Collectors.joining(" "));
    }

    private static MediaStream stream(Session session, String type) {
        return session.streams().stream()
                .filter(stream -> stream.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + type + " in " + session));
    }

    private RtpInformation rtp(String number) {
        return stream(call(number), "audio").facet(RtpInformation.class).orElseThrow();
    }

    private static String done(CompletionStage<Void> stage) {
        stage.toCompletableFuture()
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
        return "";
    }

    @Deactivate
    void close() throws Exception {
        for (AutoCloseable observation : observations) {
            observation.close();
        }
        done(sessions.endAll());
        done(engine.stop());
    }
}
